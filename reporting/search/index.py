"""Building the search documents of everything that can be found."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db.models import Model

from implementers.models import Implementer
from program.models import Activity, Country
from program.models.base import NamedInFourLanguages
from program.rich_text import to_plain
from reporting.models import Entry, Narrative, SearchDocument
from reporting.models.entry import EntryQuerySet
from reporting.queries.entries import EntryDetails, details_of
from reporting.queries.narratives import narratives_in_force
from reporting.search.backends import get_backend
from reporting.search.tokens import LANGUAGES, compose, folded_words, stems_in, words_in

_BATCH = 500
_OPENING = 8  # first words of a text; they have the weight of headings, as they say its subject


def index_entries(entries: EntryQuerySet) -> int:
    """Index these entries, which must be public; returns their number.

    The number of queries grows only with the number of batches.
    """
    rows = entries.with_public_relations().iterator(chunk_size=_BATCH)
    return _write("entry", (_of_entry(entry, details_of(entry)) for entry in rows))


def index_activities(activities: Iterable[Activity]) -> int:
    return _write("activity", (_of_activity(activity) for activity in activities))


def index_narratives(narratives: Iterable[Narrative]) -> int:
    return _write("narrative", (_of_narrative(narrative) for narrative in narratives))


def index_countries(countries: Iterable[Country]) -> int:
    return _write("country", (_of_country(country) for country in countries))


def index_implementers(implementers: Iterable[Implementer]) -> int:
    return _write("implementer", (_of_implementer(implementer) for implementer in implementers))


def index_everything() -> int:
    """Index everything public, and delete the documents of entries that are no longer public.

    Returns the number of documents written.
    """
    SearchDocument.objects.exclude(entry__in=Entry.objects.public()).filter(
        entry__isnull=False
    ).delete()
    return (
        index_entries(Entry.objects.public())
        + index_activities(Activity.objects.all())
        + index_narratives(narratives_in_force())
        + index_named()
    )


def index_named() -> int:
    """Index all countries and implementers: their aliases may have changed without a signal."""
    return index_countries(Country.objects.prefetch_related("aliases")) + index_implementers(
        Implementer.objects.prefetch_related("aliases")
    )


def index_what_is_missing() -> None:
    """Index what is public and has no document yet, for example after an upgrade."""
    index_entries(Entry.objects.public().filter(search_document__isnull=True))
    index_activities(Activity.objects.filter(search_document__isnull=True))
    index_narratives(narratives_in_force().filter(search_document__isnull=True))
    index_countries(Country.objects.filter(search_document__isnull=True))
    index_implementers(Implementer.objects.filter(search_document__isnull=True))


def _write(owner: str, documents: Iterable[SearchDocument]) -> int:
    """Write the documents in place of those that their owners had; returns their number."""
    written, remaining = 0, iter(documents)
    while batch := list(islice(remaining, _BATCH)):
        SearchDocument.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=[owner],
            update_fields=["title", "title_stems", "text", "text_stems"],
        )
        keys = [getattr(document, f"{owner}_id") for document in batch]
        get_backend().update(SearchDocument.objects.filter(**{f"{owner}__in": keys}))
        written += len(batch)
    return written


def _of_entry(entry: Entry, details: EntryDetails) -> SearchDocument:
    content = details.content
    names = [
        country.name_in(language) for country, _role in details.countries for language in LANGUAGES
    ]
    return _of_text(
        entry=entry,
        headings=[content.title, content.label, content.heading, content.subheading],
        text=content.text,
        others=[
            details.reference,
            details.implementer.acronym,
            details.implementer.name_en,
            to_plain(content.outcome_reason),
            *(event.place for event in content.events),
            *(event.title for event in content.events),
            *(title for title, _url in content.documents),
            *content.activities,
            *dict.fromkeys(names),
        ],
        language=content.language,
    )


def _of_activity(activity: Activity) -> SearchDocument:
    return _of_text(
        activity=activity,
        headings=[activity.code, activity.short_title],
        text=activity.text,
        language=activity.language,
    )


def _of_narrative(narrative: Narrative) -> SearchDocument:
    return _of_text(
        narrative=narrative,
        headings=[narrative.heading],
        text=narrative.text,
        language=narrative.language,
    )


def _of_text(
    *,
    headings: Sequence[str],
    text: str,
    others: Sequence[str] = (),
    language: str,
    **owner: Model,
) -> SearchDocument:
    """The document of `owner`: a long text with its headings.

    `others` are further texts that are found too, with the weight of the text.
    """
    plain = to_plain(text)
    opening = " ".join(match.group() for match in islice(words_in(compose(plain)), _OPENING))
    titles, texts = [*headings, opening], [plain, *others]
    return SearchDocument(
        **owner,
        title=" ".join(folded_words(" ".join(titles))),
        title_stems=" ".join(stems_in(titles, language)),
        text=" ".join(folded_words("\n".join(texts))),
        text_stems=" ".join(stems_in(texts, language)),
    )


def _of_country(country: Country) -> SearchDocument:
    aliases = [(alias.name, alias.language) for alias in country.aliases.all()]
    return _of_names([(country.iso3, "en"), *_names(country), *aliases], country=country)


def _of_implementer(implementer: Implementer) -> SearchDocument:
    aliases = [(alias.name, alias.language) for alias in implementer.aliases.all()]
    names = [(implementer.acronym, "en"), *_names(implementer), *aliases]
    return _of_names(names, implementer=implementer)


def _names(row: NamedInFourLanguages) -> list[tuple[str, str]]:
    """(name, language) for each language that has a name."""
    names = ((getattr(row, f"name_{language}"), language) for language in LANGUAGES)
    return [(name, language) for name, language in names if name]


def _of_names(names: Sequence[tuple[str, str]], **owner: Model) -> SearchDocument:
    """The document of `owner`, which has only names: (name, language)."""
    return SearchDocument(
        **owner,
        title=" ".join(folded_words(" ".join(name for name, _language in names))),
        title_stems=" ".join(
            stem for name, language in names for stem in stems_in([name], language)
        ),
    )
