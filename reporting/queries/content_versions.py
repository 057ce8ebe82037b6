"""What changed since the version of the content that a person read."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from implementers.models import User
from reporting.enums import CONTENT_ACTS, LogAct
from reporting.models import EntryVersion, LogEntry, ReportingYear, Submission

_IN_AN_EDITION = re.compile(r"(\d{1,9}):(\d{1,9})")
_MOST = 50  # changes shown, the latest


@dataclass(frozen=True)
class Change:
    """Who changed what, when. `chapter` is None for what is the year's own, `entry` a reference."""

    at: datetime.datetime
    by: User | None
    act: str
    words: str
    chapter: Submission | None
    entry: str = ""
    note: str = ""


def changes_since(owner: Submission | ReportingYear, version: int | str) -> list[Change]:
    """What changed after that version of the content, the latest first: of a chapter, or of what an
    edition of a year prints (`edition_version`)."""
    if isinstance(owner, ReportingYear):
        return _of_edition_since(owner, str(version))
    number = int(version)
    return _changes({owner.pk: number}, Q(submission=owner, content_version__gt=number))


def edition_version(reporting_year: ReportingYear) -> str:
    """The version of everything that an edition of the year would print: of the year's own parts and
    of each of its chapters. Takes two queries."""
    own = ReportingYear.objects.values_list("content_version", flat=True).get(pk=reporting_year.pk)
    chapters = reporting_year.submissions.to_issue().order_by("pk")
    parts = [(0, own), *chapters.values_list("pk", "content_version")]
    return " ".join(f"{key}:{version}" for key, version in parts)


def _of_edition_since(reporting_year: ReportingYear, version: str) -> list[Change]:
    """A chapter that would not have been printed then is told of by its acceptance alone."""
    read = {int(key): int(number) for key, number in _IN_AN_EDITION.findall(version)}
    own = read.pop(0, None)
    if own is None:
        return []
    lines = Q(submission=None, reporting_year=reporting_year, content_version__gt=own)
    for key, number in read.items():
        lines |= Q(submission=key, content_version__gt=number)
    return _changes(read, lines | _accepted_since(reporting_year, read))


def _accepted_since(reporting_year: ReportingYear, read: Iterable[int]) -> Q:
    added = reporting_year.submissions.to_issue().working().exclude(pk__in=read)
    accepted = LogEntry.objects.filter(submission__in=added, act=LogAct.ACCEPT)
    newest = {line.submission_id: line.pk for line in accepted.order_by("pk")}
    return Q(pk__in=newest.values())


def _changes(read: Mapping[int, int], lines: Q) -> list[Change]:
    told = LogEntry.objects.filter(lines, act__in=CONTENT_ACTS).select_related(
        "by", "entry", "submission__implementer", "submission__reporting_year"
    )
    logged = [
        Change(
            at=line.at,
            by=line.by,
            act=line.act,
            words=line.get_act_display(),
            chapter=line.submission,
            entry=line.entry.reference if line.entry else "",
            note=line.note,
        )
        for line in told.order_by("-at", "-pk")[:_MOST]
    ]
    saved = _saved_on(read, {change.entry for change in logged})
    return sorted([*logged, *saved], key=lambda change: change.at, reverse=True)[:_MOST]


def _saved_on(read: Mapping[int, int], told: Iterable[str]) -> list[Change]:
    """Entries that were saved again into a version that is in the log from before."""
    versions = Q()
    for key, number in read.items():
        versions |= Q(entry__submission=key, content_version__gt=number)
    if not versions:
        return []
    found = (
        EntryVersion.objects.filter(versions)
        .exclude(entry__reference__in=told)
        .select_related(
            "saved_by", "entry__submission__implementer", "entry__submission__reporting_year"
        )
    )
    return [
        Change(
            at=version.saved_at,
            by=version.saved_by,
            act=LogAct.EDIT,
            words=str(LogAct.EDIT.label),
            chapter=version.entry.submission,
            entry=version.entry.reference,
        )
        for version in found.order_by("-saved_at")[:_MOST]
    ]
