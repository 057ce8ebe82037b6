"""What a page of results shows: the public documents that answer, the best first."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from program.models import Activity
from reporting.models import Entry, Narrative, SearchDocument, Submission
from reporting.search.engines import matching, ranked
from reporting.search.passages import marked, passage
from reporting.search.question import Question


@dataclass(frozen=True)
class Hit:
    """A document found: exactly one of the three, and where in its text."""

    entry: Entry | None
    activity: Activity | None
    narrative: Narrative | None
    title: SafeString
    passage: SafeString


def public_documents(entries: QuerySet[Entry], *, entries_alone: bool) -> QuerySet[SearchDocument]:
    """Documents of the public ones among `entries`; without a filter also of the register and of
    reports all of whose chapters are accepted."""
    of_entries = Q(entry__in=entries)
    if entries_alone:
        return SearchDocument.objects.filter(of_entries)
    return SearchDocument.objects.filter(
        of_entries
        | Q(activity__program__is_current=True)
        | Q(narrative__in=_narratives_of_whole_reports())
    )


def search(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    """Those that answer, the best first, with everything a hit shows. One query and five more."""
    return (
        ranked(matching(documents, question), question)
        .select_related(
            "entry__submission__reporting_year",
            "entry__submission__implementer",
            "activity",
            "narrative__reporting_year",
        )
        .defer("words", "stems", "title")
        .prefetch_related(
            "entry__cited__activity", "entry__country_roles__country", "entry__events__country"
        )
    )


def hit_of(document: SearchDocument, question: Question) -> Hit:
    """A document of `search` as the page shows it. Costs no query."""
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
