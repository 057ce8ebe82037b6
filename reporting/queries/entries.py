"""Queries about entries."""

from reporting.entry_content import EntryContent, EventContent
from reporting.models import Entry
from reporting.models.entry import EntryQuerySet


def public_entries() -> EntryQuerySet:
    """Return the current Program's public entries."""
    public: EntryQuerySet = Entry.objects.public()
    return public.of_current_program()


def content_of(entry: Entry) -> EntryContent:
    """Return the content of an entry from `with_relations()` or `with_public_relations()`.

    Takes no query.
    """
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
        continues=tuple(link.earlier.reference for link in entry.links_back.all()),
        outcome=entry.outcome,
        outcome_reason=entry.outcome_reason,
        documents=tuple((document.title, document.url) for document in entry.documents.all()),
    )
