"""What chapters and their entries name, for the report of a year: all of it as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from program.models.base import NAMES
from reporting.models import EntryActivity, EntryCountry, EntryLink, Event, SubmissionActivity
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded

Rows = Mapping[int, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Named:
    """By the key of a chapter (`listed`) or of an entry, rows in the order that it has them.

    listed: key, code, number and short title of an activity, the chapter's own wording, the
    register's text, the symbol of the source or none, what else is said of the source.
    activities: key, code, number, short title.
    countries: role, ISO alpha-3 code, the names in the order of `NAMES`.
    events: start, end, precision, whether the year is inferred, place, ISO alpha-3 code or none.
    earlier, later: the reference of an entry that it continues, or is continued by.
    """

    listed: Rows
    activities: Rows
    countries: Rows
    events: Rows
    earlier: Rows
    later: Rows


def named_in(chapters: Collection[int], *, drafts: bool) -> Named:
    """What these chapters (keys) and their entries name; of links without `drafts` only those to
    what anybody may read. Takes six queries."""
    keys = literal(chapters)
    links = (_EARLIER_AT_WORK, _LATER_AT_WORK) if drafts else (_EARLIER, _LATER)
    parts = (_LISTED, _ACTIVITIES, _COUNTRIES, _EVENTS, *links)
    return Named(*(_by_first(part.rows(chapters=keys)) for part in parts))


def _by_first(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """The others of each row's values, by the first of them."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in rows:
        found[key].append(tuple(values))
    return found


def _of(rows: QuerySet[Any], *columns: str, entry: str = "entry") -> QuerySet[Any, Any]:
    within = {f"{entry}__submission__in": these(Given("chapters"))}
    return rows.filter(**within).values_list(f"{entry}_id", *columns)


def _links(links: QuerySet[Any], entry: str, other: str) -> Worded:
    """Links of an entry at one end, with the reference at the `other` one."""
    return Worded(lambda: _of(links, f"{other}__reference", entry=entry))


_OF_ACTIVITY = ("activity_id", *(f"activity__{name}" for name in ("code", "number", "short_title")))
_LISTED = Worded(
    lambda: (
        SubmissionActivity.objects.order_by("position")
        .filter(submission__in=these(Given("chapters")))
        .values_list(
            "submission_id",
            *_OF_ACTIVITY,
            "wording",
            *(f"activity__{name}" for name in ("text", "source__symbol", "source_note")),
        )
    )
)
_ACTIVITIES = Worded(lambda: _of(EntryActivity.objects.order_by("position"), *_OF_ACTIVITY))
_COUNTRIES = Worded(
    lambda: _of(
        EntryCountry.objects.order_by("pk"),
        "role",
        *(f"country__{name}" for name in ("iso3", *NAMES)),
    )
)
_EVENTS = Worded(
    lambda: _of(
        Event.objects.order_by("position"),
        *("start", "end", "precision", "year_inferred", "place", "country__iso3"),
    )
)
_PUBLIC = EntryLink.objects.public()
_EARLIER = _links(_PUBLIC, "later", "earlier")
_LATER = _links(_PUBLIC, "earlier", "later")
_EARLIER_AT_WORK = _links(
    EntryLink.objects.filter(earlier__stand_in_for__isnull=True), "later", "earlier"
)
_LATER_AT_WORK = _links(
    EntryLink.objects.filter(later__stand_in_for__isnull=True), "earlier", "later"
)
