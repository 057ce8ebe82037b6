"""Keeps the search documents of all that can be found."""

from collections.abc import Iterable
from itertools import islice

from django.db.models import Model, QuerySet

from implementers.models import Implementer
from program.models import Activity, Country
from program.models.base import NamedInFourLanguages
from reporting.markdown import to_plain
from reporting.models import Entry, Narrative, SearchDocument
from reporting.models.entry import facts_themselves
from reporting.queries.narratives import narratives_in_force
from reporting.search.marks import marks_of
from reporting.search.tokens import (
    HEAD_STEM,
    HEAD_WORD,
    LANGUAGES,
    compose,
    folded_words,
    stems_in,
    words_in,
)

_BATCH = 500
_FIRST = 8  # words of a text that stand at its head: they say what it is about


def index_entries(entries: QuerySet[Entry]) -> int:
    """Make the documents of these entries anew; the number of them.

    Takes a number of queries that grows only with batches.
    """
    rows = entries.select_related(
        "submission__implementer", "submission__reporting_year"
    ).prefetch_related(*facts_themselves(), "documents")
    return _write(_of_entry(entry) for entry in rows.iterator(chunk_size=_BATCH))


def index_activities(activities: Iterable[Activity]) -> int:
    return _write(_of_activity(activity) for activity in activities)


def index_narratives(narratives: Iterable[Narrative]) -> int:
    return _write(_of_narrative(narrative) for narrative in narratives)


def index_countries(countries: Iterable[Country]) -> int:
    return _write(_of_country(country) for country in countries)


def index_implementers(implementers: Iterable[Implementer]) -> int:
    return _write(_of_implementer(implementer) for implementer in implementers)


def index_everything() -> int:
    """All documents anew, those of drafts left out: `accept` makes theirs."""
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
    """The documents of all that has names alone. Aliases may be written without a signal."""
    return index_countries(Country.objects.prefetch_related("aliases")) + index_implementers(
        Implementer.objects.prefetch_related("aliases")
    )


def index_what_is_missing() -> None:
    """Documents for what was public before there was a search."""
    index_entries(Entry.objects.public().filter(search_document__isnull=True))
    index_activities(Activity.objects.filter(search_document__isnull=True))
    index_narratives(narratives_in_force().filter(search_document__isnull=True))
    index_countries(Country.objects.filter(search_document__isnull=True))
    index_implementers(Implementer.objects.filter(search_document__isnull=True))


def _write(documents: Iterable[SearchDocument]) -> int:
    """Each document takes the place of the one its owner had."""
    written, waiting = 0, iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        SearchDocument.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["title", "words", "stems", "head", "facets"],
        )
        written += len(batch)
    return written


def _document(
    owner: str,
    of: Model,
    *,
    headings: list[str],
    titles: list[str],
    text: str,
    others: Iterable[str] = (),
    language: str,
    marks: Iterable[str] = (),
) -> SearchDocument:
    """A document of its `owner`: `headings` are of its text, `titles` are what else names it."""
    plain = to_plain(text)
    texts = [plain, *others]
    first = [*headings, _first_words(plain)]
    return SearchDocument(
        id=SearchDocument.key_of(owner, of.pk),
        **{owner: of},
        title=" ".join(folded_words(" ".join([*headings, *titles]))),
        words=" ".join(folded_words(" \n".join(texts))),
        stems=" ".join(stems_in([*headings, *titles, *texts], language)),
        head=_head(folded_words(" ".join(first)), stems_in(first, language)),
        facets=" ".join(marks),
    )


def _first_words(plain: str) -> str:
    return " ".join(match.group() for match in islice(words_in(compose(plain)), _FIRST))


def _head(words: Iterable[str], stems: Iterable[str]) -> str:
    """What stands at a head, marked so that it is told from the same words elsewhere."""
    marked = [*(HEAD_WORD + word for word in words), *(HEAD_STEM + stem for stem in stems)]
    return " ".join(marked)


def _of_entry(entry: Entry) -> SearchDocument:
    implementer = entry.submission.implementer
    names = [
        row.country.name_in(language) for row in entry.country_roles.all() for language in LANGUAGES
    ]
    return _document(
        "entry",
        entry,
        headings=[entry.label, entry.heading, entry.subheading],
        titles=[entry.reference, implementer.acronym, implementer.name_en],
        text=entry.text,
        others=[
            entry.outcome_reason,
            *(event.place for event in entry.events.all()),
            *(document.title for document in entry.documents.all()),
            *(cited.activity.code for cited in entry.cited.all()),
            *dict.fromkeys(names),
        ],
        language=entry.language,
        marks=marks_of(entry),
    )


def _of_activity(activity: Activity) -> SearchDocument:
    return _document(
        "activity",
        activity,
        headings=[activity.code, activity.short_title],
        titles=[],
        text=activity.text,
        language=activity.language,
    )


def _of_narrative(narrative: Narrative) -> SearchDocument:
    return _document(
        "narrative",
        narrative,
        headings=[narrative.heading],
        titles=[],
        text=narrative.text,
        language=narrative.language,
    )


def _of_country(country: Country) -> SearchDocument:
    aliases = [(alias.name, alias.language) for alias in country.aliases.all()]
    return _by_name("country", country, [(country.iso3, "en"), *_names(country), *aliases])


def _of_implementer(implementer: Implementer) -> SearchDocument:
    aliases = [(alias.name, alias.language) for alias in implementer.aliases.all()]
    names = [(implementer.acronym, "en"), *_names(implementer), *aliases]
    return _by_name("implementer", implementer, names)


def _names(row: NamedInFourLanguages) -> list[tuple[str, str]]:
    """(name, language) of those that are known."""
    names = ((getattr(row, f"name_{language}"), language) for language in LANGUAGES)
    return [(name, language) for name, language in names if name]


def _by_name(owner: str, of: Model, names: list[tuple[str, str]]) -> SearchDocument:
    """A document of nothing but names, each with its language."""
    stems = [stem for name, language in names for stem in stems_in([name], language)]
    words = folded_words(" ".join(name for name, _language in names))
    return SearchDocument(
        id=SearchDocument.key_of(owner, of.pk),
        **{owner: of},
        title=" ".join(words),
        stems=" ".join(stems),
        head=_head(words, stems),
    )
