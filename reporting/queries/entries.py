"""Queries about entries."""

from reporting.entry_content import EntryContent, EventContent
from reporting.models import Entry
from reporting.models.entry import EntryQuerySet


def public_entries() -> EntryQuerySet:
    """Return the current Program's public entries."""
    public: EntryQuerySet = Entry.objects.public()
    return public.of_current_program()


def content_of(entry: Entry) -> EntryContent:
    """Return the entry's content. Takes no query if the entry is from `with_relations()`."""
    return EntryContent(
        kind=entry.kind,
        text=entry.text,
        language=entry.language,
        label=entry.label,
        heading=entry.heading,
        subheading=entry.subheading,
        activities=tuple(cited.activity.code for cited in entry.cited.all()),
        countries=tuple((role.country.iso3, role.role) for role in entry.country_roles.all()),
        events=tuple(
            EventContent(
                start=event.start,
                end=event.end,
                precision=event.precision,
                year_inferred=event.year_inferred,
                place=event.place,
                country=event.country.iso3 if event.country else "",
            )
            for event in entry.events.all()
        ),
        continues=_continues(entry),
        outcome=entry.outcome,
        outcome_reason=entry.outcome_reason,
        documents=tuple((document.title, document.url) for document in entry.documents.all()),
    )


def _continues(entry: Entry) -> tuple[str, ...]:
    """Return references without duplicates: an entry and its published copy have the same one.

    For an entry that is not itself a published copy, links to published copies do not count, so
    that a deleted entry is not linked through its copy.
    """
    earlier = [link.earlier for link in entry.links_back.all()]
    if entry.published_copy_of_id is None:
        earlier = [linked for linked in earlier if linked.published_copy_of_id is None]
    return tuple(dict.fromkeys(linked.reference for linked in earlier))
