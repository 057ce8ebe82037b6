"""Makes what tests need, by the real actions, so that nothing impossible is made."""

import datetime
from dataclasses import replace

from django.utils import timezone

from implementers.actions import add_member
from implementers.models import Implementer, Role, User
from program.models import Program
from reporting.actions.entries import SavedEntry, save_entry
from reporting.actions.reviews import accept, return_chapter
from reporting.actions.submissions import submit
from reporting.actions.years import open_year
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind, OutcomeSource, SubmissionStatus
from reporting.models import ReportingYear, Submission

PASSWORD = "correct horse battery staple"


def person(name: str, **columns: object) -> User:
    """A person who signs in by `force_login`: hashing a password takes long."""
    email = f"{name.replace(' ', '-').lower()}@example.org"
    return User.objects.create(username=email, email=email, last_name=name, **columns)


def member(name: str, slug: str, role: Role) -> User:
    made = person(name)
    add_member(user=made, implementer=Implementer.objects.get(slug=slug), role=role)
    return made


def open_reporting_year(year: int, *, is_demonstration: bool = False, by: User) -> ReportingYear:
    """A year that may be written today."""
    today = timezone.localdate()
    return open_year(
        Program.objects.current().get(),
        year,
        opens_on=today,
        due_on=today + datetime.timedelta(days=30),
        is_demonstration=is_demonstration,
        by=by,
    )


def submission_at_status(submission: Submission, status: str, *, by: User) -> Submission:
    """The chapter brought to any status by a member of the secretariat."""
    if status != SubmissionStatus.DRAFT:
        submission = submit(submission, by=by)
    if status == SubmissionStatus.RETURNED:
        submission = return_chapter(submission, comment="Say where it was.", by=by)
    if status == SubmissionStatus.ACCEPTED:
        submission = accept(submission, by=by)
    return submission


def content(**parts: object) -> EntryContent:
    """An entry's content that is in order; `parts` replace some of it."""
    plain = EntryContent(kind=EntryKind.EXECUTED, text="A workshop on identification took place.")
    return replace(plain, **parts)


def rich_content(year: int, **parts: object) -> EntryContent:
    """Content with three activities, three countries and three events."""
    return content(
        activities=("67", "68", "69"),
        countries=(("MEX", "place"), ("CRI", "participant"), ("HTI", "beneficiary")),
        events=tuple(
            EventContent(datetime.date(year, month, 1), datetime.date(year, month, 2), country=code)
            for month, code in ((3, "MEX"), (4, "CRI"), (5, "HTI"))
        ),
        **parts,
    )


def write_entry(submission: Submission, *, by: User, **parts: object) -> SavedEntry:
    return save_entry(submission, content(**parts), by=by)


def outcome_columns(outcome: str, *, by: User, reason: str = "") -> dict[str, object]:
    """The columns of a plan whose outcome `by` states."""
    return {
        "outcome": outcome,
        "outcome_reason": reason,
        "outcome_source": OutcomeSource.IMPLEMENTER,
        "outcome_stated_by": by,
        "outcome_stated_at": timezone.now(),
        "outcome_quotation": "",
    }
