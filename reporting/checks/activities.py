"""Checks of Program activities: citations, assignments, wordings, numbers typed into the text."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.registry import CheckResult, Scope, check, in_chapter, in_entry
from reporting.enums import EntryKind
from reporting.recognition.activities import Cited, find_activities
from reporting.recognition.spans import MIN_CONFIDENCE


@check(
    "activities.none-cited",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("An entry cites no Program activity, and the others of its column do."),
    remedy=_("Say which of the assigned activities the entry carries out."),
)
def none_cited(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for kind in EntryKind:
        column = chapter.column(kind)
        cites_none = [entry for entry in column if not entry.activities]
        if 2 * len(cites_none) > len(column):
            continue
        for entry in cites_none:
            message = gettext("%(entry)s cites no Program activity; the others here do.")
            yield in_entry(entry, message % {"entry": entry.reference}, "activities")


@check(
    "activities.column-without-citations",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Most entries of a column, or of a chapter, cite no Program activity."),
    remedy=_("Say which of the assigned activities each entry carries out."),
)
def column_without_citations(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    """Report the whole chapter if it cites none, otherwise each column that mostly cites none."""
    if not chapter.assigned:
        return
    cites_none = [entry for entry in chapter.entries if not entry.activities]
    if chapter.entries and len(cites_none) == len(chapter.entries):
        message = gettext("None of the chapter’s %(count)d entries cites a Program activity.")
        yield in_chapter(chapter, message % {"count": len(cites_none)}, "activities")
        return
    for kind in EntryKind:
        column = [entry for entry in chapter.entries if entry.kind == kind]
        without_citations = [entry.reference for entry in column if not entry.activities]
        if 2 * len(without_citations) > len(column):
            message = gettext(
                "%(silent)d of %(all)d entries under “%(column)s” cite no Program activity."
            )
            params = {"silent": len(without_citations), "all": len(column), "column": kind.label}
            yield in_chapter(chapter, message % params, kind, also=without_citations)


@check(
    "activities.not-assigned",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("An entry cites an activity that is not assigned to its implementer."),
    remedy=_("Correct the number, or have the activity assigned."),
)
def not_assigned(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    assigned = year.chapter[entry.chapter].assigned
    for code in entry.activities:
        if code not in assigned:
            message = gettext("Activity %(code)s is not assigned to this implementer.")
            yield in_entry(entry, message % {"code": code}, "activities", code)


@check(
    "activities.unmentioned",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("An activity is assigned to an implementer that cites others but never this."),
    remedy=_("Report on it, or say that there is nothing to report."),
)
def unmentioned(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    """Skip a chapter that cites no activity: `activities.column-without-citations` reports it."""
    cited = {code for entry in chapter.entries for code in entry.activities}
    for code in chapter.assigned if cited else ():
        if code not in cited:
            message = gettext("No entry of %(acronym)s mentions activity %(code)s.")
            params = {"acronym": chapter.acronym, "code": code}
            yield in_chapter(chapter, message % params, "activities", code)


@check(
    "activities.two-wordings",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One activity is printed with different wordings in different chapters."),
    remedy=_("Use the wording of the resolution in every chapter."),
)
def two_wordings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for chapter in year.chapters:
        for activity in chapter.activities:
            if activity.wording and activity.wording != activity.text:
                message = gettext(
                    "%(acronym)s words activity %(code)s otherwise than the register."
                )
                params = {"acronym": chapter.acronym, "code": activity.code}
                yield in_chapter(
                    chapter, message % params, f"activities/{activity.code}", activity.wording
                )


@check(
    "activities.two-numbers",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One activity is probably in the report under two numbers."),
    remedy=_("Decide which number to keep, and cite it in both chapters."),
)
def two_numbers(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    listed_by: dict[str, list[CheckedChapter]] = defaultdict(list)
    for chapter in year.chapters:
        for activity in chapter.activities:
            listed_by[activity.code].append(chapter)
    for code, other_code in year.same_activities:
        for chapter in listed_by[code]:
            message = gettext("%(code)s is probably the same activity as %(other)s.")
            params = {"code": code, "other": other_code}
            yield in_chapter(chapter, message % params, f"activities/{code}", code)


@check(
    "activities.number-in-text",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("Numbers of Program activities are typed into the text."),
    remedy=_("Cite the activities in their own field and take the numbers out of the text."),
)
def number_in_text(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    assigned = [int(code) for code in year.chapter[entry.chapter].assigned if code.isdigit()]
    for mention in find_activities(
        entry.plain, known=year.numbers, assigned=assigned, lang=entry.language
    ):
        if mention.form is not Cited.LABEL and mention.confidence >= MIN_CONFIDENCE:
            message = gettext("“%(words)s” is typed into the text.") % {"words": mention.words}
            yield in_entry(entry, message, "text", mention.words)
