"""The highlights of the report: chosen entries, printed in their own text unless it is edited."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from implementers.models import User
from reporting.actions.exceptions import Problem
from reporting.actions.narratives import (
    Direction,
    PartRefused,
    StalePart,
    lock_year_to_edit,
    record_change,
)
from reporting.enums import EntryKind, LogAct
from reporting.models import Entry, Highlight, HighlightEntry, ReportingYear
from reporting.validators import rich_text_problems


@transaction.atomic
def add_highlight(reporting_year: ReportingYear, entry: Entry, *, by: User) -> Highlight:
    """Add an executed entry of the year at the end of the highlights, with the entry's own text.

    An entry that is already a highlight keeps its position. Raises `NotPermitted` and
    `PartRefused`.
    """
    year = lock_year_to_edit(reporting_year, by=by)
    if entry.kind != EntryKind.EXECUTED or entry.submission.reporting_year_id != year.pk:
        message = _("A highlight is something executed in %(year)s.") % {"year": year}
        raise PartRefused([Problem("", message)])
    if existing := year.highlights.filter(entries=entry).first():
        return existing
    last_position = year.highlights.aggregate(last=Max("position"))["last"] or 0
    highlight = Highlight.objects.create(
        reporting_year=year, position=last_position + 1, text="", language=entry.language
    )
    HighlightEntry.objects.create(highlight=highlight, entry=entry, position=1)
    _record_edit(year, by, _("added: %(reference)s") % {"reference": entry.reference})
    return highlight


@transaction.atomic
def save_wording(highlight: Highlight, text: str, *, based_on: str | None = None, by: User) -> None:
    """Set the highlight's own text; an empty one makes it follow its entries again.

    `based_on` is the text that was edited. Raises `NotPermitted`, `StalePart` and `PartRefused`.
    """
    year = lock_year_to_edit(highlight.reporting_year, by=by)
    current = Highlight.objects.get(pk=highlight.pk)
    if based_on not in (None, current.text):
        raise StalePart(current.text)
    problems = [Problem("text", message) for message in rich_text_problems(text)]
    text = text.strip() and text
    if not text and not current.entries.exists():
        problems.append(Problem("text", _("It repeats no entry, so it needs a text of its own.")))
    if problems:
        raise PartRefused(problems)
    if text != current.text:
        current.text = text
        current.save(update_fields=["text"])
        _record_edit(year, by, _("wording of %(number)d") % {"number": current.position})


@transaction.atomic
def remove_highlight(highlight: Highlight, *, by: User) -> None:
    """Delete the highlight and keep its entries. Raises `NotPermitted`."""
    year = lock_year_to_edit(highlight.reporting_year, by=by)
    number = highlight.position
    Highlight.objects.filter(pk=highlight.pk).delete()
    _renumber(list(year.highlights.order_by("position")))
    _record_edit(year, by, _("removed: %(number)d") % {"number": number})


@transaction.atomic
def move_highlight(highlight: Highlight, direction: Direction, *, by: User) -> None:
    """Swap the highlight with its neighbor, if it has one. Raises `NotPermitted`."""
    year = lock_year_to_edit(highlight.reporting_year, by=by)
    highlights = list(year.highlights.order_by("position"))
    index = highlights.index(highlight)
    new_index = index + (1 if direction == "down" else -1)
    if not 0 <= new_index < len(highlights):
        return
    highlights[index], highlights[new_index] = highlights[new_index], highlights[index]
    _renumber(highlights)
    _record_edit(year, by, _("order"))


def _renumber(highlights: list[Highlight]) -> None:
    """Number the highlights from 1 in this order.

    They get unused numbers first, because no two highlights may have the same number at any moment.
    """
    unused = max((highlight.position for highlight in highlights), default=0) + len(highlights)
    for start in (unused, 0):
        for position, highlight in enumerate(highlights, start=start + 1):
            Highlight.objects.filter(pk=highlight.pk).update(position=position)


def _record_edit(year: ReportingYear, by: User, note: str) -> None:
    record_change(LogAct.EDIT_HIGHLIGHTS, year, note=note, by=by)
