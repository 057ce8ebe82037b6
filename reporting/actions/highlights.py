"""The highlights at the head of the report: chosen entries, whose words they follow unless edited."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from implementers.models import User
from reporting.actions.exceptions import Problem
from reporting.actions.narratives import (
    Direction,
    PartRefused,
    StalePart,
    locked_year,
    record_change,
)
from reporting.enums import EntryKind, LogAct
from reporting.models import Entry, Highlight, HighlightEntry, ReportingYear
from reporting.validators import text_problems


@transaction.atomic
def add_highlight(reporting_year: ReportingYear, entry: Entry, *, by: User) -> Highlight:
    """Put an executed entry of the year at the end of the highlights; its words are the entry's.

    One that is a highlight already stays where it is. Raises `NotPermitted` and `PartRefused`.
    """
    year = locked_year(reporting_year, by=by)
    if entry.kind != EntryKind.EXECUTED or entry.submission.reporting_year_id != year.pk:
        words = _("A highlight is something executed in %(year)s.") % {"year": year}
        raise PartRefused([Problem("", words)])
    if held := year.highlights.filter(entries=entry).first():
        return held
    last = year.highlights.aggregate(last=Max("position"))["last"] or 0
    made = Highlight.objects.create(
        reporting_year=year, position=last + 1, text="", language=entry.language
    )
    HighlightEntry.objects.create(highlight=made, entry=entry, position=1)
    _tell(year, by, _("added: %(reference)s") % {"reference": entry.reference})
    return made


@transaction.atomic
def save_wording(highlight: Highlight, text: str, *, based_on: str | None = None, by: User) -> None:
    """Give the highlight words of its own (Markdown); none lets it follow its entries again.

    `based_on` are the words that were changed. Raises `NotPermitted`, `StalePart`, `PartRefused`.
    """
    year = locked_year(highlight.reporting_year, by=by)
    held = Highlight.objects.get(pk=highlight.pk)
    if based_on not in (None, held.text):
        raise StalePart(held.text)
    problems = [Problem("text", message) for message in text_problems(text)]
    text = text.strip() and text
    if not text and not held.entries.exists():
        problems.append(Problem("text", _("It repeats no entry, so it needs words of its own.")))
    if problems:
        raise PartRefused(problems)
    if text != held.text:
        held.text = text
        held.save(update_fields=["text"])
        _tell(year, by, _("wording of %(number)d") % {"number": held.position})


@transaction.atomic
def remove_highlight(highlight: Highlight, *, by: User) -> None:
    """Take the highlight away; its entries stay. Raises `NotPermitted`."""
    year = locked_year(highlight.reporting_year, by=by)
    number = highlight.position
    Highlight.objects.filter(pk=highlight.pk).delete()
    _number(list(year.highlights.order_by("position")))
    _tell(year, by, _("removed: %(number)d") % {"number": number})


@transaction.atomic
def move_highlight(highlight: Highlight, direction: Direction, *, by: User) -> None:
    """Let it change places with its neighbour; at the end nothing happens. Raises `NotPermitted`."""
    year = locked_year(highlight.reporting_year, by=by)
    order = list(year.highlights.order_by("position"))
    place = order.index(highlight)
    other = place + (1 if direction == "down" else -1)
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    _number(order)
    _tell(year, by, _("order"))


def _number(order: list[Highlight]) -> None:
    """Number them anew: first beyond all numbers in use, since no two may have one at any moment."""
    beyond = max((one.position for one in order), default=0) + len(order)
    for start in (beyond, 0):
        for position, one in enumerate(order, start=start + 1):
            Highlight.objects.filter(pk=one.pk).update(position=position)


def _tell(year: ReportingYear, by: User, note: str) -> None:
    record_change(LogAct.EDIT_HIGHLIGHTS, year, note=note, by=by)
