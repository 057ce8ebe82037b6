"""The report's own parts, its cover and the order of its chapters, edited by the secretariat."""

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
from reporting.actions.locking import count_change, locked_year
from reporting.actions.publishing import unpublish
from reporting.enums import LogAct, NarrativeKind
from reporting.exceptions import ReportingError
from reporting.models import Narrative, ReportCover, ReportingYear, Submission
from reporting.validators import rich_text_problems, text_problems

Direction = Literal["up", "down"]


@dataclass(frozen=True)
class NarrativeContent:
    """A part as written; `text` is a long text. With both empty, the report has no such part."""

    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class CoverContent:
    """The cover's own texts; an edition's symbol and date are set when it is issued."""

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
    """The part cannot be saved; `problems` lists every reason, with the name of the field."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class StalePart(ReportingError):
    """Someone changed the part after it was shown; `latest` is its current content."""

    def __init__(self, latest: NarrativeContent | CoverContent | str) -> None:
        self.latest = latest
        super().__init__(_("Someone changed this in the meantime."))


@transaction.atomic
def save_narrative(
    reporting_year: ReportingYear,
    kind: NarrativeKind,
    content: NarrativeContent,
    *,
    based_on: NarrativeContent | None = None,
    by: User,
) -> None:
    """Save a part of the report; empty content deletes it.

    `based_on` is the content that was edited; without it, the current content is replaced. Raises
    `NotPermitted`, `NotInThisState`, `StalePart`, and `PartRefused` with every problem.
    """
    year = lock_year_to_edit(reporting_year, by=by)
    current = narrative_of(year, kind)
    if based_on not in (None, current):
        raise StalePart(current)
    limit = Narrative._meta.get_field("heading").max_length or 0
    if problems := [
        *_problems("heading", content.heading, limit=limit, is_line=True),
        *_problems_of_text("text", content.text),
    ]:
        raise PartRefused(problems)
    if content == current:
        return
    if content == NarrativeContent():
        year.narratives.filter(kind=kind).delete()
    else:
        year.narratives.update_or_create(
            kind=kind, defaults=asdict(content), create_defaults=_create_defaults(year, content)
        )
    note = str(NarrativeKind(kind).label)
    record_change(LogAct.EDIT_NARRATIVE, year, note=note, by=by)


def narrative_of(reporting_year: ReportingYear, kind: NarrativeKind) -> NarrativeContent:
    """Return the content of a part; empty when the report has no such part."""
    narrative = reporting_year.narratives.filter(kind=kind).first()
    return NarrativeContent(narrative.heading, narrative.text) if narrative else NarrativeContent()


@transaction.atomic
def save_cover(
    reporting_year: ReportingYear,
    content: CoverContent,
    *,
    based_on: CoverContent | None = None,
    by: User,
) -> None:
    """Save the title and the cover of the report. Raises the same errors as `save_narrative`."""
    year = lock_year_to_edit(reporting_year, by=by)
    current = cover_of(year)
    if based_on not in (None, current):
        raise StalePart(current)
    if problems := list(_problems_of_cover(content)):
        raise PartRefused(problems)
    if content == current:
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
    """Return the title and the cover."""
    cover = (
        ReportCover.objects.filter(reporting_year=reporting_year)
        .select_related("under_resolution")
        .first()
    ) or ReportCover()
    return CoverContent(
        title=reporting_year.title,
        council=cover.council,
        committees=cover.committees,
        series=cover.series,
        symbol=cover.symbol,
        document_date=cover.document_date,
        presented_by=cover.presented_by,
        presented_to=cover.presented_to,
        under_resolution=cover.under_resolution.symbol if cover.under_resolution else "",
        note=cover.note,
    )


@transaction.atomic
def move_chapter(submission: Submission, direction: Direction, *, by: User) -> None:
    """Swap the chapter with the one before or after it, if any. Raises `NotPermitted`."""
    year = lock_year_to_edit(submission.reporting_year, by=by)
    chapters = list(year.submissions.working().order_by("position", "pk"))
    index = chapters.index(submission)
    new_index = index + (1 if direction == "down" else -1)
    if not 0 <= new_index < len(chapters):
        return
    chapters[index], chapters[new_index] = chapters[new_index], chapters[index]
    is_issued = year.editions.exists()
    for position, chapter in enumerate(chapters, start=1):
        if chapter.position != position:
            _set_position(chapter, position, is_issued=is_issued)
    record_change(LogAct.EDIT_NARRATIVE, year, note=_("order of the chapters"), by=by)


def _set_position(chapter: Submission, position: int, *, is_issued: bool) -> None:
    """Move the chapter and, before the first edition, its published copy with it.

    Once the year is issued, the copy keeps its position until the next edition.
    """
    if is_issued and chapter.is_public:
        unpublish(chapter)
    moved = models.Q(pk=chapter.pk)
    if not is_issued:
        moved |= models.Q(published_copy_of=chapter.pk)
    Submission.objects.filter(moved).update(position=position)


def lock_year_to_edit(reporting_year: ReportingYear, *, by: User) -> ReportingYear:
    """Return the year, locked until the transaction ends, to change its own part of the report.

    Raises `NotPermitted` unless `by` is of the secretariat, and `NotInThisState` while an edition
    is being made.
    """
    permissions.require_to_open_years(by)
    year = locked_year(reporting_year)
    policies.require_no_edition_under_way(year)
    return year


def record_change(act: LogAct, year: ReportingYear, *, note: str = "", by: User) -> None:
    """Count and log a change of the year's own part of the report."""
    count_change(year)
    log.record(act, year=year, note=note, by=by)


def _create_defaults(year: ReportingYear, content: NarrativeContent) -> dict[str, str]:
    return {**asdict(content), "language": year.language}


def _problems(
    field: str, text: str, *, limit: int | None = None, is_line: bool = False
) -> Iterator[Problem]:
    options = {"limit": limit} if limit else {}
    for message in text_problems(text, **options):
        yield Problem(field, message)
    if is_line and "\n" in text:
        yield Problem(field, _("This is one line."))


def _problems_of_text(field: str, text: str) -> Iterator[Problem]:
    return (Problem(field, message) for message in rich_text_problems(text))


def _problems_of_cover(content: CoverContent) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", _("Give the report its title."))
    yield from _problems("title", content.title, limit=300, is_line=True)
    for field in ("council", "series", "symbol", "presented_by", "presented_to"):
        column = cast("CharField[str, str]", ReportCover._meta.get_field(field))
        yield from _problems(field, getattr(content, field), limit=column.max_length, is_line=True)
    for field in ("committees", "note"):
        yield from _problems(field, getattr(content, field))
    symbol = content.under_resolution
    if symbol and not Resolution.objects.filter(symbol=symbol).exists():
        yield Problem("under_resolution", _("This resolution is not on record."))
