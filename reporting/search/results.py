"""What a page of results shows: the public documents that answer, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from program.models import Activity
from reporting.models import (
    Entry,
    Narrative,
    SearchDocument,
    Submission,
)
from reporting.models.entry import facts_themselves
from reporting.search.engines import Answering, best_of, best_of_all
from reporting.search.passages import marked, passage
from reporting.search.question import Question

# Who gets more than this narrows the question; nobody reads on, and nothing has to be sorted further.
MOST = 500


@dataclass(frozen=True)
class Hit:
    """A document found: exactly one of the three, and where in its text."""

    entry: Entry | None
    activity: Activity | None
    narrative: Narrative | None
    title: SafeString
    passage: SafeString


class FoundEntry(NamedTuple):
    """An entry that answers: its key, and what it has one of each."""

    pk: int
    year: int
    implementer: str
    acronym: str
    kind: str
    outcome: str


_COLUMNS = (
    "pk",
    "submission__reporting_year__year",
    "submission__implementer__slug",
    "submission__implementer__acronym",
    "kind",
    "outcome",
)


@dataclass(frozen=True)
class Found:
    """The keys of what answers, the best first, `MOST` at most; `is_all` says whether that is all.

    `entries` are those among them, in no order.
    """

    documents: list[int]
    entries: list[FoundEntry]
    is_all: bool


def search(entries: QuerySet[Entry], question: Question, *, entries_alone: bool) -> Found:
    """What answers among the public `entries`; unless they alone are asked for, also in the
    register and in reports all of whose chapters are accepted.

    Takes two queries for entries alone. Otherwise three: the best are taken first, whatever they
    are, and only when one of them turns out not to be public, all are asked whether they are.
    """
    if entries_alone:
        best = best_of(SearchDocument.objects.filter(_of(entries)), question, MOST + 1)
        return _found(best, _read(Entry.objects.all(), best))
    best = best_of_all(question, MOST + 1)
    public = _read(entries, best)
    rest = [row.document for row in best if not row.entry]
    if len(public) + _public_among(rest) < len(best):
        documents = SearchDocument.objects.filter(_of(entries) | _of_the_rest())
        best = best_of(documents, question, MOST + 1)
        public = _read(entries, best)
    return _found(best, public)


def _of(entries: QuerySet[Entry]) -> Q:
    return Q(Exists(entries.filter(pk=OuterRef("entry"))))


def _of_the_rest() -> Q:
    """What is public of the register and of the reports."""
    return Q(activity__in=Activity.objects.filter(program__is_current=True).order_by()) | Q(
        narrative__in=_narratives_of_whole_reports().order_by()
    )


def _public_among(rest: Sequence[int]) -> int:
    """How many of these documents, of which none is an entry's, are public."""
    return SearchDocument.objects.filter(_of_the_rest(), pk__in=rest).count() if rest else 0


def _read(entries: QuerySet[Entry], best: Sequence[Answering]) -> list[FoundEntry]:
    """Those of the best that are among these entries."""
    keys = [row.entry for row in best if row.entry]
    rows = entries.filter(pk__in=keys).order_by().values_list(*_COLUMNS)
    return [FoundEntry._make(row) for row in rows]


def _found(best: Sequence[Answering], entries: Sequence[FoundEntry]) -> Found:
    shown = {row.entry for row in best[:MOST]}
    return Found(
        documents=[row.document for row in best[:MOST]],
        entries=[entry for entry in entries if entry.pk in shown],
        is_all=len(best) <= MOST,
    )


def hits_of(keys: Sequence[int], question: Question) -> list[Hit]:
    """Documents as the page shows them, in the order of their `keys`; without one that has just gone.

    Takes four queries.
    """
    documents = (
        SearchDocument.objects.select_related(
            "entry__submission__reporting_year",
            "entry__submission__implementer",
            "activity",
            "narrative__reporting_year",
        )
        .defer("words", "stems", "title")
        .prefetch_related(*facts_themselves("entry__"))
        .in_bulk(keys)
    )
    return [_hit_of(documents[key], question) for key in keys if key in documents]


def _hit_of(document: SearchDocument, question: Question) -> Hit:
    entry, activity, narrative = document.entry, document.activity, document.narrative
    if entry:
        title, text, language = _title_of(entry), entry.text, entry.language
    elif activity:
        title, text, language = str(activity), activity.text, activity.language
    else:
        assert narrative is not None  # a constraint of the table
        title, text, language = narrative.heading, narrative.text, narrative.language
    return Hit(
        entry=entry,
        activity=activity,
        narrative=narrative,
        title=marked(title, question, language=language),
        passage=passage(text, question, language=language),
    )


def _title_of(entry: Entry) -> str:
    return " · ".join(part for part in (entry.label, entry.heading, entry.subheading) if part)


def _narratives_of_whole_reports() -> QuerySet[Narrative]:
    """Parts of reports of which nothing is in work: what is said of a year is not ahead of it."""
    of_year = Submission.objects.filter(reporting_year=OuterRef("reporting_year"))
    public = Submission.objects.public().filter(reporting_year=OuterRef("reporting_year"))
    in_work = of_year.filter(stand_in__isnull=True).exclude(pk__in=Submission.objects.public())
    return Narrative.objects.filter(
        Exists(public),
        ~Exists(in_work) | Q(reporting_year__issued_at__isnull=False),
        reporting_year__program__is_current=True,
    )
