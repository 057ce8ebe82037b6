"""What the secretariat writes and orders of the report itself: its parts, its cover, its chapters."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Literal, cast

from django.db import models, transaction
from django.db.models import CharField
from django.utils.translation import gettext as _

from implementers.models import User
from program.models import Resolution
from reporting import permissions, policies
from reporting.actions import log
from reporting.actions.exceptions import Problem
from reporting.actions.locking import count_change
from reporting.actions.publishing import unpublish
from reporting.enums import LogAct, NarrativeKind
from reporting.exceptions import ReportingError
from reporting.models import Narrative, ReportCover, ReportingYear, Submission
from reporting.validators import text_problems

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class NarrativeContent:
    """A part as it is written; `text` is Markdown. Both empty: the report does without it."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class CoverContent:
    """The cover's own words; the symbol and the date of an edition are given when it is issued."""

    title: str = ""
    council: str = ""
    committees: str = ""
    series: str = ""
    symbol: str = ""
    document_date: datetime.date | None = None
    presented_by: str = ""
    presented_to: str = ""
    under_resolution: str = ""
    note: str = ""


class PartRefused(ReportingError):
    """It cannot be saved; `problems` lists every reason, placed by the name of the field."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class StalePart(ReportingError):
    """Somebody changed it after it was shown; `latest` is what is on record."""

    def __init__(self, latest: NarrativeContent | CoverContent | str) -> None:
        self.latest = latest
        super().__init__(_("Somebody changed this in the meantime."))


@transaction.atomic
def save_narrative(
    reporting_year: ReportingYear,
    kind: NarrativeKind,
    content: NarrativeContent,
    *,
    based_on: NarrativeContent | None = None,
    by: User,
) -> None:
    """Give the report this part. `based_on` is what was changed; left out, it is replaced.

    Raises `NotPermitted`, `NotInThisState`, `StalePart`, and `PartRefused` with every problem.
    """
    year = locked_year(reporting_year, by=by)
    held = narrative_of(year, kind)
    if based_on not in (None, held):
        raise StalePart(held)
    limit = Narrative._meta.get_field("heading").max_length or 0
    if problems := [
        *_problems("heading", content.heading, limit=limit, is_line=True),
        *_problems("text", content.text),
    ]:
        raise PartRefused(problems)
    if content == held:
        return
    if content == NarrativeContent():
        year.narratives.filter(kind=kind).delete()
    else:
        year.narratives.update_or_create(
            kind=kind, defaults=asdict(content), create_defaults=_new(year, content)
        )
    note = str(NarrativeKind(kind).label)
    record_change(LogAct.EDIT_NARRATIVE, year, note=note, by=by)


def narrative_of(reporting_year: ReportingYear, kind: NarrativeKind) -> NarrativeContent:
    """The part as a value; empty when the report has none."""
    row = reporting_year.narratives.filter(kind=kind).first()
    return NarrativeContent(row.heading, row.text) if row else NarrativeContent()


@transaction.atomic
def save_cover(
    reporting_year: ReportingYear,
    content: CoverContent,
    *,
    based_on: CoverContent | None = None,
    by: User,
) -> None:
    """Give the report this title and cover. Raises as `save_narrative`."""
    year = locked_year(reporting_year, by=by)
    held = cover_of(year)
    if based_on not in (None, held):
        raise StalePart(held)
    if problems := list(_problems_of_cover(content)):
        raise PartRefused(problems)
    if content == held:
        return
    year.title = content.title
    year.save(update_fields=["title"])
    columns = {name: value for name, value in asdict(content).items() if name != "title"}
    resolution = Resolution.objects.filter(symbol=columns.pop("under_resolution")).first()
    ReportCover.objects.update_or_create(
        reporting_year=year, defaults={**columns, "under_resolution": resolution}
    )
    record_change(LogAct.EDIT_COVER, year, by=by)


def cover_of(reporting_year: ReportingYear) -> CoverContent:
    """The title and the cover as a value."""
    held = (
        ReportCover.objects.filter(reporting_year=reporting_year)
        .select_related("under_resolution")
        .first()
    ) or ReportCover()
    return CoverContent(
        title=reporting_year.title,
        council=held.council,
        committees=held.committees,
        series=held.series,
        symbol=held.symbol,
        document_date=held.document_date,
        presented_by=held.presented_by,
        presented_to=held.presented_to,
        under_resolution=held.under_resolution.symbol if held.under_resolution else "",
        note=held.note,
    )


@transaction.atomic
def move_chapter(submission: Submission, direction: Direction, *, by: User) -> None:
    """Let the chapter change places with the one before or after it; at the end nothing happens.

    Raises `NotPermitted`.
    """
    year = locked_year(submission.reporting_year, by=by)
    order = list(year.submissions.working().order_by("position", "pk"))
    place = order.index(submission)
    other = place + (1 if direction == "down" else -1)
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    is_issued = year.editions.exists()
    for position, chapter in enumerate(order, start=1):
        if chapter.position != position:
            _place(chapter, position, is_issued=is_issued)
    record_change(LogAct.EDIT_NARRATIVE, year, note=_("order of the chapters"), by=by)


def _place(chapter: Submission, position: int, *, is_issued: bool) -> None:
    """Its public copy stands beside it, but where it was issued until a further edition."""
    if is_issued and chapter.is_public:
        unpublish(chapter)
    itself = models.Q(pk=chapter.pk)
    if not is_issued:
        itself |= models.Q(published_copy_of=chapter.pk)
    Submission.objects.filter(itself).update(position=position)


def locked_year(reporting_year: ReportingYear, *, by: User) -> ReportingYear:
    """The year, held until the transaction ends, for a change of what it adds to its report.

    Raises `NotPermitted` to all but the secretariat, and `NotInThisState` while an edition is being
    made.
    """
    permissions.require_to_open_years(by)
    year = ReportingYear.objects.select_for_update().get(pk=reporting_year.pk)
    policies.require_no_edition_under_way(year)
    return year


def record_change(act: LogAct, year: ReportingYear, *, note: str = "", by: User) -> None:
    """Count and log a change of what the year itself adds to its report."""
    count_change(year)
    log.record(act, year=year, note=note, by=by)


def _new(year: ReportingYear, content: NarrativeContent) -> dict[str, str]:
    return {**asdict(content), "language": year.language}


def _problems(
    place: str, text: str, *, limit: int | None = None, is_line: bool = False
) -> Iterator[Problem]:
    bounds = {"limit": limit} if limit else {}
    for message in text_problems(text, **bounds):
        yield Problem(place, message)
    if is_line and "\n" in text:
        yield Problem(place, _("This is one line."))


def _problems_of_cover(content: CoverContent) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", _("Give the report its title."))
    yield from _problems("title", content.title, limit=300, is_line=True)
    for place in ("council", "series", "symbol", "presented_by", "presented_to"):
        column = cast("CharField[str, str]", ReportCover._meta.get_field(place))
        yield from _problems(place, getattr(content, place), limit=column.max_length, is_line=True)
    for place in ("committees", "note"):
        yield from _problems(place, getattr(content, place))
    symbol = content.under_resolution
    if symbol and not Resolution.objects.filter(symbol=symbol).exists():
        yield Problem("under_resolution", _("This resolution is not on record."))
