"""Editing the sources of financing that a chapter states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db import transaction
from django.db.models import CharField, DecimalField
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.exceptions import Problem
from reporting.actions.locking import count_change, locked
from reporting.actions.log import record
from reporting.enums import FinancingKind, LogAct
from reporting.exceptions import ReportingError
from reporting.models import Entry, Financing, Submission
from reporting.validators import rich_text_problems, text_problems
from reporting.workflow import Act

_SHORT_TEXTS = {
    column: cast("CharField[str, str]", Financing._meta.get_field(column)).max_length or 0
    for column in ("contributor", "currency")
}
_AMOUNT = cast("DecimalField[Decimal, Decimal]", Financing._meta.get_field("amount"))


@dataclass(frozen=True)
class SourceContent:
    """A source as a person states it; `entry` is the reference of the entry that it pays for."""

    kind: str
    text: str
    contributor: str = ""
    amount: Decimal | None = None
    currency: str = ""
    entry: str = ""


class FinancingRefused(ReportingError):
    """The sources cannot be saved; `problems` lists every reason, at a path such as "0/amount"."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class StaleFinancing(ReportingError):
    """Someone changed the sources after they were shown; `latest` are the current ones."""

    def __init__(self, latest: Sequence[SourceContent]) -> None:
        self.latest = tuple(latest)
        super().__init__(_("Someone changed the sources of this chapter in the meantime."))


@transaction.atomic
def save_financing(
    submission: Submission,
    sources: Sequence[SourceContent],
    *,
    based_on: Sequence[SourceContent] | None = None,
    by: User,
) -> list[Financing]:
    """Save exactly these sources for the chapter, in this order.

    `based_on` are the sources that were edited; without it, the current ones are replaced. Raises
    `NotPermitted`, `NotInThisState`, `StaleFinancing`, and `FinancingRefused` with every problem.
    When it raises, nothing is saved.
    """
    chapter = locked(submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    current = sources_of(chapter)
    if based_on is not None and current != list(based_on):
        raise StaleFinancing(current)
    entries = {entry.reference: entry for entry in chapter.entries.all()}
    if problems := list(_problems(sources, entries)):
        raise FinancingRefused(problems)
    if current != list(sources):
        count_change(chapter)
        record(LogAct.EDIT_FINANCING, submission=chapter, by=by)
    return _replace(chapter, sources, entries)


def sources_of(submission: Submission) -> list[SourceContent]:
    """Return the sources that a chapter states, in its order."""
    return [
        SourceContent(
            kind=source.kind,
            text=source.text,
            contributor=source.contributor,
            amount=source.amount,
            currency=source.currency,
            entry=source.entry.reference if source.entry else "",
        )
        for source in submission.financing.select_related("entry").order_by("position", "pk")
    ]


def _replace(
    chapter: Submission, sources: Sequence[SourceContent], entries: dict[str, Entry]
) -> list[Financing]:
    """A text that was there before keeps its language; a new one has the chapter's."""
    languages = dict(chapter.financing.values_list("text", "language"))
    chapter.financing.all().delete()
    return Financing.objects.bulk_create(
        Financing(
            submission=chapter,
            position=position,
            kind=source.kind,
            contributor=source.contributor,
            amount=source.amount,
            currency=source.currency,
            text=source.text,
            entry=entries.get(source.entry),
            language=languages.get(source.text, chapter.language),
        )
        for position, source in enumerate(sources, start=1)
    )


def _problems(sources: Sequence[SourceContent], entries: dict[str, Entry]) -> Iterator[Problem]:
    for index, source in enumerate(sources):
        yield from _problems_of_texts(source, index)
        yield from _problems_of_amount(source, index)
        if source.kind not in FinancingKind.values:
            yield Problem(f"{index}/kind", _("Choose what kind of source it is."))
        if source.entry and source.entry not in entries:
            yield Problem(f"{index}/entry", _("This entry is not in this chapter."))


def _problems_of_texts(source: SourceContent, index: int) -> Iterator[Problem]:
    if not source.text.strip():
        yield Problem(f"{index}/text", _("State the source in words, as it is to be printed."))
    for message in rich_text_problems(source.text):
        yield Problem(f"{index}/text", message)
    for column, limit in _SHORT_TEXTS.items():
        for message in text_problems(getattr(source, column), limit=limit):
            yield Problem(f"{index}/{column}", message)


def _problems_of_amount(source: SourceContent, index: int) -> Iterator[Problem]:
    if source.amount is None:
        return
    if not source.amount.is_finite() or abs(source.amount) >= 10 ** (
        _AMOUNT.max_digits - _AMOUNT.decimal_places
    ):
        yield Problem(f"{index}/amount", _("This amount is too large."))
    elif source.amount < 0:
        yield Problem(f"{index}/amount", _("An amount is not negative."))
    elif source.amount != round(source.amount, _AMOUNT.decimal_places):
        yield Problem(f"{index}/amount", _("An amount has at most two decimals."))
    if not source.currency.strip():
        yield Problem(f"{index}/currency", _("Say the currency of the amount."))
