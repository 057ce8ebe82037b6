"""What has changed since the content version that a person read."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from implementers.models import User
from reporting.enums import CONTENT_ACTS, LogAct
from reporting.models import EntryVersion, LogEntry, ReportingYear, Submission

_CHAPTER_VERSION = re.compile(r"(\d{1,9}):(\d{1,9})")
_MAX_CHANGES = 50  # only the latest changes are shown


@dataclass(frozen=True)
class Change:
    """Who changed what, and when.

    `chapter` is None for a change of the year's own part of the report; `entry` is a reference.
    """

    at: datetime.datetime
    by: User | None
    act: str
    words: str
    chapter: Submission | None
    entry: str = ""
    note: str = ""


def changes_since(owner: Submission | ReportingYear, version: int | str) -> list[Change]:
    """Return what has changed since a version of the content, the latest first.

    `version` is the content version of a chapter, or the `edition_version` of a year.
    """
    if isinstance(owner, ReportingYear):
        return _of_edition_since(owner, str(version))
    number = int(version)
    return _changes({owner.pk: number}, Q(submission=owner, content_version__gt=number))


def edition_version(reporting_year: ReportingYear) -> str:
    """Return the version of everything that an edition of the year would print.

    It consists of the versions of the year's own part and of each chapter. Takes two queries.
    """
    own = ReportingYear.objects.values_list("content_version", flat=True).get(pk=reporting_year.pk)
    chapters = reporting_year.submissions.to_issue().order_by("pk")
    parts = [(0, own), *chapters.values_list("pk", "content_version")]
    return " ".join(f"{key}:{version}" for key, version in parts)


def _of_edition_since(reporting_year: ReportingYear, version: str) -> list[Change]:
    """A chapter that was not to be printed at that version appears only with its acceptance."""
    versions_read = {int(key): int(number) for key, number in _CHAPTER_VERSION.findall(version)}
    own_version = versions_read.pop(0, None)
    if own_version is None:
        return []
    conditions = Q(submission=None, reporting_year=reporting_year, content_version__gt=own_version)
    for key, number in versions_read.items():
        conditions |= Q(submission=key, content_version__gt=number)
    return _changes(versions_read, conditions | _accepted_since(reporting_year, versions_read))


def _accepted_since(reporting_year: ReportingYear, chapters_read: Iterable[int]) -> Q:
    added = reporting_year.submissions.to_issue().working().exclude(pk__in=chapters_read)
    accepted = LogEntry.objects.filter(submission__in=added, act=LogAct.ACCEPT)
    newest = {line.submission_id: line.pk for line in accepted.order_by("pk")}
    return Q(pk__in=newest.values())


def _changes(versions_read: Mapping[int, int], conditions: Q) -> list[Change]:
    log_entries = LogEntry.objects.filter(conditions, act__in=CONTENT_ACTS).select_related(
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
        for line in log_entries.order_by("-at", "-pk")[:_MAX_CHANGES]
    ]
    saved = _saved_on(versions_read, {change.entry for change in logged})
    return sorted([*logged, *saved], key=lambda change: change.at, reverse=True)[:_MAX_CHANGES]


def _saved_on(versions_read: Mapping[int, int], logged_references: Iterable[str]) -> list[Change]:
    """Return the saves into a version that was logged before: such a save is not logged itself."""
    conditions = Q()
    for key, number in versions_read.items():
        conditions |= Q(entry__submission=key, content_version__gt=number)
    if not conditions:
        return []
    versions = (
        EntryVersion.objects.filter(conditions)
        .exclude(entry__reference__in=logged_references)
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
        for version in versions.order_by("-saved_at")[:_MAX_CHANGES]
    ]
