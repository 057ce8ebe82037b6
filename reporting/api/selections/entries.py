from django.db.models import Case, Prefetch, Value, When

from reporting.api.choosing import ALL, Fields
from reporting.api.pagination import sort_key
from reporting.enums import EntryKind
from reporting.models import Entry, EntryDocument, EntryLink
from reporting.models.entry import EntryQuerySet, facts_themselves
from reporting.queries.prefetching import as_lists
from reporting.queries.years import current_program

_SHOWN = (
    *("reference", "kind", "position", "label", "heading", "subheading", "language", "text"),
    *("outcome", "outcome_reason", "submission__position", "submission__reporting_year__year"),
    "submission__implementer__slug",
)
KIND_PLACE = Case(
    *[When(kind=kind, then=Value(place)) for place, kind in enumerate(EntryKind.values)]
)


def entry_rows(fields: Fields = ALL) -> EntryQuerySet:
    """The current Program's public entries in the official order."""
    current = whole_entries(fields).filter(submission__reporting_year__program_id=current_program())
    return current.annotate(kind_place=KIND_PLACE).annotate(
        sort_key=sort_key(
            "submission__reporting_year__year", "submission__position", "kind_place", "position"
        )
    )


def whole_entries(fields: Fields = ALL) -> EntryQuerySet:
    """With the parts that are asked for, each as a list of the entry's own: `listed_events` …"""
    shown = {
        "cited": ("activity_codes", "activity_numbers"),
        "country_roles": ("countries", "country_roles"),
        "events": ("events",),
        "links_back": ("continues",),
        "documents": ("documents",),
    }
    found: EntryQuerySet = (
        Entry.objects.public()
        .select_related("submission__reporting_year", "submission__implementer")
        .only(*_SHOWN)
    )
    parts = (part for part in _parts() if fields.want(*shown[part.prefetch_to]))
    return found.prefetch_related(*as_lists(parts))


def _parts() -> list[Prefetch]:
    links = (
        EntryLink.objects.public()
        .select_related("earlier")
        .only("later", "earlier__reference")
        .order_by(
            "earlier__submission__reporting_year__year",
            "earlier__submission__position",
            "earlier__position",
        )
    )
    documents = Prefetch("documents", EntryDocument.objects.all())
    return [*facts_themselves(), Prefetch("links_back", links), documents]
