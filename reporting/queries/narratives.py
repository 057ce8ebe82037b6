"""Queries about the report's narrative parts."""

from program.models.program import current_program
from reporting.models import Narrative
from reporting.models.narrative import NarrativeQuerySet
from reporting.models.public import not_demonstration


def narratives_in_force() -> NarrativeQuerySet:
    """Return the narrative parts of every year as they are current, with those of editions."""
    return Narrative.with_issued.in_force()


def public_narratives() -> NarrativeQuerySet:
    """Return the current Program's public narrative parts, without demonstrations."""
    current = current_program("reporting_year__program__")
    return Narrative.with_issued.public().filter(current, not_demonstration("reporting_year__"))
