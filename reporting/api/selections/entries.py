"""The rows of entries."""

from reporting.api.pagination import sort_key
from reporting.models import Entry
from reporting.models.entry import KIND_PLACE, EntryQuerySet


def entry_rows() -> EntryQuerySet:
    """The public entries of the current Program, with a `sort_key` for the official order.

    Those of demonstration years are left out.
    """
    return (
        whole_entries()
        .of_current_program()
        .without_demonstrations()
        .annotate(kind_place=KIND_PLACE)
        .annotate(
            sort_key=sort_key(
                "submission__reporting_year__year",
                "submission__position",
                "kind_place",
                "position",
                then="reference",
            )
        )
    )


def whole_entries() -> EntryQuerySet:
    """The public entries with the relations that the API shows."""
    entries: EntryQuerySet = Entry.objects.public()
    return entries.with_public_relations().with_attachments()
