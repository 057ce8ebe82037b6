"""Questions about single entries."""

from reporting.entry_content import EntryContent, EventContent
from reporting.models import Entry


def content_of(entry: Entry) -> EntryContent:
    """The entry as a value. Costs no query when the entry came from `with_facts()`."""
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
