"""Keeps the search documents of entries, activities and parts of reports."""

from collections.abc import Iterable
from itertools import islice

from django.db.models import Model, QuerySet

from program.models import Activity
from reporting.markdown import to_plain
from reporting.models import Entry, Narrative, SearchDocument
from reporting.search.tokens import LANGUAGES, folded_words, stems_in

_BATCH = 500


def index_entries(entries: QuerySet[Entry]) -> int:
    """Make the documents of these entries anew; the number of them.

    Takes a number of queries that grows only with batches.
    """
    rows = entries.select_related("submission__implementer").prefetch_related(
        "countries", "events", "documents"
    )
    return _write("entry", (_of_entry(entry) for entry in rows.iterator(chunk_size=_BATCH)))


def index_activities(activities: Iterable[Activity]) -> int:
    return _write("activity", (_of_activity(activity) for activity in activities))


def index_narratives(narratives: Iterable[Narrative]) -> int:
    return _write("narrative", (_of_narrative(narrative) for narrative in narratives))


def index_everything() -> int:
    """All documents anew, those of drafts left out: `accept` makes theirs."""
    SearchDocument.objects.exclude(entry__in=Entry.objects.public()).filter(
        entry__isnull=False
    ).delete()
    return (
        index_entries(Entry.objects.public())
        + index_activities(Activity.objects.all())
        + index_narratives(Narrative.objects.all())
    )


def index_what_is_missing() -> None:
    """Documents for what was public before there was a search."""
    index_entries(Entry.objects.public().filter(search_document__isnull=True))
    index_activities(Activity.objects.filter(search_document__isnull=True))
    index_narratives(Narrative.objects.filter(search_document__isnull=True))


def _write(owner: str, documents: Iterable[SearchDocument]) -> int:
    """Each document takes the place of the one its owner had."""
    written, waiting = 0, iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        SearchDocument.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=[owner],
            update_fields=["title", "words", "stems"],
        )
        written += len(batch)
    return written


def _document(
    *, titles: list[str], texts: list[str], language: str, **owner: Model
) -> SearchDocument:
    return SearchDocument(
        title=" ".join(folded_words(" ".join(titles))),
        words=" ".join(folded_words(" \n".join(texts))),
        stems=" ".join(stems_in([*titles, *texts], language)),
        **owner,
    )


def _of_entry(entry: Entry) -> SearchDocument:
    implementer = entry.submission.implementer
    names = [
        country.name_in(language) for country in entry.countries.all() for language in LANGUAGES
    ]
    return _document(
        entry=entry,
        titles=[
            entry.label,
            entry.heading,
            entry.subheading,
            entry.reference,
            implementer.acronym,
            implementer.name_en,
        ],
        texts=[
            to_plain(entry.text),
            entry.outcome_reason,
            *(event.place for event in entry.events.all()),
            *(document.title for document in entry.documents.all()),
            *dict.fromkeys(names),
        ],
        language=entry.language,
    )


def _of_activity(activity: Activity) -> SearchDocument:
    return _document(
        activity=activity,
        titles=[activity.code, activity.short_title],
        texts=[to_plain(activity.text)],
        language=activity.language,
    )


def _of_narrative(narrative: Narrative) -> SearchDocument:
    return _document(
        narrative=narrative,
        titles=[narrative.heading],
        texts=[to_plain(narrative.text)],
        language=narrative.language,
    )
