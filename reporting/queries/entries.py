"""Questions about single entries."""

from reporting.entry_content import EntryContent, EventContent
from reporting.models import Entry
from reporting.models.entry import EntryQuerySet


def public_entries() -> EntryQuerySet:
    """Those of the current Program that anybody may read."""
    public: EntryQuerySet = Entry.objects.public()
    return public.of_current_program()


def content_of(entry: Entry) -> EntryContent:
    """The entry as a value. Costs no query when the entry came from `with_relations()`."""
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
    """References, each once: an entry of a reopened chapter and its stand-in have the same.

    At work, the entry itself counts, so that what is deleted there is not linked.
    """
    earlier = [link.earlier for link in entry.links_back.all()]
    if entry.published_copy_of_id is None:
        earlier = [one for one in earlier if one.published_copy_of_id is None]
    return tuple(dict.fromkeys(one.reference for one in earlier))
