"""Queries about the report's narrative parts."""

from program.models.program import current_program
from reporting.models import Narrative
from reporting.models.narrative import NarrativeQuerySet


def narratives_in_force() -> NarrativeQuerySet:
    """Return the narrative parts of every year as they are current, with those of editions."""
    return Narrative.with_issued.in_force()


def public_narratives() -> NarrativeQuerySet:
    """Return the current Program's public narrative parts."""
    current = current_program("reporting_year__program__")
    return Narrative.with_issued.public().filter(current)
