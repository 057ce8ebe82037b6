"""What an implementer does with its chapter as a whole."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.exceptions import Problem, TransitionDenied
from reporting.actions.findings import findings_of_chapter
from reporting.actions.locking import count_change, locked, require_version
from reporting.actions.log import record
from reporting.actions.transitions import step
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import not_run_words
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import Submission
from reporting.validators import text_problems
from reporting.workflow import Act

_MAX_HEADING = Submission._meta.get_field("heading").max_length or 0


@dataclass(frozen=True)
class ChapterWords:
    """What a chapter says besides its entries; all but the heading are Markdown."""

    heading: str = ""
    preamble: str = ""
    lead_planned: str = ""
    lead_executed: str = ""
    lead_next_year: str = ""


class WordsRefused(ReportingError):
    """The words cannot be saved; `problems` lists every reason, placed by the name of its part."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class StaleWords(ReportingError):
    """Somebody changed the words after they were shown; `latest` are those on record."""

    def __init__(self, latest: ChapterWords) -> None:
        self.latest = latest
        super().__init__(_("Somebody changed the words of this chapter in the meantime."))


@transaction.atomic
def save_words(
    submission: Submission,
    words: ChapterWords,
    *,
    based_on: ChapterWords | None = None,
    by: User,
) -> Submission:
    """Give the chapter this heading, this preamble and these leads.

    `based_on` are the words that were changed; left out, whatever is on record is replaced.
    Raises `NotPermitted`, `NotInThisState`, `StaleWords`, and `WordsRefused` with every problem.
    """
    chapter = locked(submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    held = words_of(chapter)
    if based_on not in (None, held):
        raise StaleWords(held)
    if problems := list(_problems_of_words(words)):
        raise WordsRefused(problems)
    for part, text in asdict(words).items():
        setattr(chapter, part, text)
    chapter.save(update_fields=list(asdict(words)))
    if words != held:
        count_change(chapter)
        record(LogAct.EDIT_WORDS, submission=chapter, by=by)
    return chapter


def words_of(submission: Submission) -> ChapterWords:
    """The chapter's own words as a value."""
    return ChapterWords(
        **{part.name: getattr(submission, part.name) for part in fields(ChapterWords)}
    )


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """What the checks say of a chapter and its entries, but for what was dismissed.

    Takes a number of queries that does not grow with the number of entries.
    """
    if not submission.entries.exists():
        return (_nothing_entered(),)
    return tuple(one.finding for one in findings_of_chapter(submission) if one.dismissal is None)


@transaction.atomic
def submit(
    submission: Submission,
    *,
    findings: Collection[Finding] = (),
    expected_version: int | None = None,
    by: User,
) -> Submission:
    """Hand the chapter to the secretariat.

    `findings` are what the checks say of the chapter at its content version `expected_version`, which
    is what the person read; None submits whatever is there. Raises `ContentChanged` when the
    chapter has another version by now, `TransitionDenied` when a finding is a blocker or a check was
    not run, `NotPermitted`, `NotInThisState`.
    """
    require_version(locked(submission), expected_version)
    if blockers := [found.message for found in findings if found.severity == Severity.BLOCKER]:
        raise TransitionDenied("\n".join(blockers))
    if not_run := [found for found in findings if found.severity == Severity.NOT_RUN]:
        raise TransitionDenied(not_run_words(not_run))
    return step(
        submission, Act.SUBMIT, extra_fields=_signed(by), expected_version=expected_version, by=by
    )


@transaction.atomic
def declare_nothing_to_report(
    submission: Submission, *, reason: str, expected_version: int | None = None, by: User
) -> Submission:
    """Hand in the chapter with the statement that there is nothing to report, and why.

    `expected_version` as in `submit`. Raises `TransitionDenied` without a reason, `NotPermitted`,
    `ContentChanged`, `NotInThisState`.
    """
    if not reason.strip():
        raise TransitionDenied(_("Say why there is nothing to report."))
    if problems := list(text_problems(reason)):
        raise TransitionDenied("\n".join(problems))
    stated = {"nothing_to_report": True, "nothing_to_report_reason": reason}
    extra_fields = {**stated, **_signed(by)}
    return step(
        submission,
        Act.DECLARE_NOTHING,
        extra_fields=extra_fields,
        note=reason,
        expected_version=expected_version,
        by=by,
    )


@transaction.atomic
def withdraw(
    submission: Submission, *, expected_version: int | None = None, by: User
) -> Submission:
    """Take a submitted chapter back to work on it; a reason given before is kept to begin from.

    `expected_version` as in `submit`. Raises `NotPermitted`, `ContentChanged`, `NotInThisState`.
    """
    taken_back = {"submitted_at": None, "submitted_by": None, "nothing_to_report": False}
    return step(
        submission, Act.WITHDRAW, extra_fields=taken_back, expected_version=expected_version, by=by
    )


def _signed(by: User) -> dict[str, object]:
    """Each submission is reviewed anew."""
    return {"submitted_at": timezone.now(), "submitted_by": by, "review_begun_at": None}


def _nothing_entered() -> Finding:
    return Finding(
        "nothing-entered",
        Severity.BLOCKER,
        _("Nothing is entered. Enter what there is, or say that there is nothing to report."),
    )


def _problems_of_words(words: ChapterWords) -> Iterator[Problem]:
    for part, text in asdict(words).items():
        limit = {"limit": _MAX_HEADING} if part == "heading" else {}
        for message in text_problems(text, **limit):
            yield Problem(part, message)
    if "\n" in words.heading:
        yield Problem("heading", _("A heading is one line."))
