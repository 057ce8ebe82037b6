"""Queries about themes and groups of persons."""

from django.db.models import Count, Q, QuerySet

from program.models import Theme
from reporting.enums import MarkSource
from reporting.models import EntryTheme
from reporting.queries.entries import public_entries


def themes_with_counts() -> QuerySet[Theme]:
    """Return the vocabulary; `entry_count` is the number of public entries of each. One query."""
    of_public = Q(entry_themes__entry__in=public_entries().order_by())
    counted = Count("entry_themes", filter=of_public)
    return Theme.objects.annotate(entry_count=counted).order_by("position", "code")


def number_assigned_editorially(theme: Theme) -> int:
    """Return how many public entries have the theme from an editor. Takes one query."""
    return EntryTheme.objects.filter(
        theme=theme, source=MarkSource.EDITORIAL, entry__in=public_entries().order_by()
    ).count()
