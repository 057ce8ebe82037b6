"""Actions of an implementer on its chapter as a whole."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from program.rich_text import to_plain
from reporting import permissions, policies
from reporting.actions.exceptions import Problem, TransitionDenied
from reporting.actions.findings import findings_of_chapter
from reporting.actions.locking import count_change, locked, require_version
from reporting.actions.log import record
from reporting.actions.transitions import perform_transition
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import not_run_words
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import Submission
from reporting.validators import remark_problems, rich_text_problems, text_problems
from reporting.workflow import Act

_MAX_HEADING = Submission._meta.get_field("heading").max_length or 0


@dataclass(frozen=True)
class ChapterTexts:
    """A chapter's own texts besides its entries; all but the heading are long texts."""

    heading: str = ""
    preamble: str = ""
    lead_planned: str = ""
    lead_executed: str = ""
    lead_next_year: str = ""


class ChapterTextsInvalid(ReportingError):
    """The texts cannot be saved; `problems` lists every reason, with the name of the field."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class ChapterTextsConflict(ReportingError):
    """Another save changed the texts after they were shown; `latest` are the current ones."""

    def __init__(self, latest: ChapterTexts) -> None:
        self.latest = latest
        super().__init__(_("Someone changed the texts of this chapter in the meantime."))


@transaction.atomic
def save_chapter_texts(
    submission: Submission,
    texts: ChapterTexts,
    *,
    based_on: ChapterTexts | None = None,
    by: User,
) -> Submission:
    """Save the chapter's heading, preamble and leads.

    `based_on` are the texts that were edited; without it, the current ones are replaced. Raises
    `NotPermitted`, `NotInThisState`, `ChapterTextsConflict`, and `ChapterTextsInvalid` with every problem.
    """
    chapter = locked(submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    current = texts_of(chapter)
    if based_on not in (None, current):
        raise ChapterTextsConflict(current)
    if problems := list(_problems_of_texts(texts)):
        raise ChapterTextsInvalid(problems)
    for field, text in asdict(texts).items():
        setattr(chapter, field, text)
    chapter.save(update_fields=list(asdict(texts)))
    if texts != current:
        count_change(chapter)
        record(LogAct.EDIT_WORDS, submission=chapter, by=by)
    return chapter


def texts_of(submission: Submission) -> ChapterTexts:
    """Return the chapter's own texts."""
    return ChapterTexts(
        **{field.name: getattr(submission, field.name) for field in fields(ChapterTexts)}
    )


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """Return the findings of a chapter and its entries, without dismissed findings.

    The number of queries does not depend on the number of entries.
    """
    if not submission.entries.exists():
        return (_nothing_entered(),)
    return tuple(
        judged.finding for judged in findings_of_chapter(submission) if judged.dismissal is None
    )


@transaction.atomic
def submit(
    submission: Submission,
    *,
    findings: Collection[Finding] = (),
    expected_version: int | None = None,
    by: User,
) -> Submission:
    """Submit the chapter to the secretariat.

    `findings` are the findings of the chapter at its content version `expected_version`, which is
    the version that the person read; None accepts any. Raises `ContentChanged` when the chapter has
    another version, `TransitionDenied` when a finding is a blocker or a check did not run,
    `NotPermitted`, `NotInThisState`.
    """
    require_version(locked(submission), expected_version)
    if blockers := [
        finding.message for finding in findings if finding.severity == Severity.BLOCKER
    ]:
        raise TransitionDenied("\n".join(blockers))
    if not_run := [finding for finding in findings if finding.severity == Severity.NOT_RUN]:
        raise TransitionDenied(not_run_words(not_run))
    return perform_transition(
        submission,
        Act.SUBMIT,
        extra_fields=_submission_fields(by),
        expected_version=expected_version,
        by=by,
    )


@transaction.atomic
def declare_nothing_to_report(
    submission: Submission, *, reason: str, expected_version: int | None = None, by: User
) -> Submission:
    """Submit the chapter with the declaration that there is nothing to report, and the reason.

    `expected_version` as in `submit`. Raises `TransitionDenied` without a reason, `NotPermitted`,
    `ContentChanged`, `NotInThisState`.
    """
    if not reason.strip():
        raise TransitionDenied(_("Say why there is nothing to report."))
    if problems := list(remark_problems(reason)):
        raise TransitionDenied("\n".join(problems))
    declaration = {"nothing_to_report": True, "nothing_to_report_reason": reason}
    extra_fields = {**declaration, **_submission_fields(by)}
    return perform_transition(
        submission,
        Act.DECLARE_NOTHING,
        extra_fields=extra_fields,
        note=to_plain(reason),
        expected_version=expected_version,
        by=by,
    )


@transaction.atomic
def withdraw(
    submission: Submission, *, expected_version: int | None = None, by: User
) -> Submission:
    """Withdraw a submitted chapter to edit it again; the reason of a declaration is kept.

    `expected_version` as in `submit`. Raises `NotPermitted`, `ContentChanged`, `NotInThisState`.
    """
    cleared = {"submitted_at": None, "submitted_by": None, "nothing_to_report": False}
    return perform_transition(
        submission, Act.WITHDRAW, extra_fields=cleared, expected_version=expected_version, by=by
    )


def _submission_fields(by: User) -> dict[str, object]:
    """Every submission gets a new review, so the earlier one is cleared."""
    return {"submitted_at": timezone.now(), "submitted_by": by, "review_begun_at": None}


def _nothing_entered() -> Finding:
    return Finding(
        "nothing-entered",
        Severity.BLOCKER,
        _("Nothing is entered. Enter what there is, or say that there is nothing to report."),
    )


def _problems_of_texts(texts: ChapterTexts) -> Iterator[Problem]:
    for field, text in asdict(texts).items():
        problems = (
            text_problems(text, limit=_MAX_HEADING)
            if field == "heading"
            else rich_text_problems(text)
        )
        for message in problems:
            yield Problem(field, message)
    if "\n" in texts.heading:
        yield Problem("heading", _("A heading is one line."))
