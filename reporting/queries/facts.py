"""What one entry names, for its own page: all of it in one query."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import JSONObject

from program.models import Activity, Country
from program.models.base import NAMES
from reporting.models import Entry, EntryActivity, EntryCountry, EntryDocument, Event
from reporting.queries.worded import Given, Worded


@dataclass(frozen=True)
class Facts:
    """Each in the order of the entry, with what is shown of it and no more."""

    activities: Sequence[Activity]
    countries: Sequence[EntryCountry]
    events: Sequence[Event]
    documents: Sequence[EntryDocument]


def facts_of(entry: Entry) -> Facts:
    """The activities that an entry cites, its countries, events and documents. Takes one query."""
    found: tuple[list[dict[str, Any]], ...] = ([], [], [], [])
    for part, _place, shown in sorted(_FACTS.rows(entry=entry.pk), key=itemgetter(0, 1)):
        found[part].append(json.loads(shown))
    activities, countries, events, documents = found
    return Facts(
        activities=[Activity(**shown) for shown in activities],
        countries=[
            EntryCountry(role=shown.pop("role"), country=Country(**shown)) for shown in countries
        ],
        events=[_event(**shown) for shown in events],
        documents=[EntryDocument(**shown) for shown in documents],
    )


def _event(start: str, end: str, country_id: int | None, **shown: Any) -> Event:
    names = {name: shown.pop(name) for name in NAMES}
    return Event(
        start=datetime.date.fromisoformat(start),
        end=datetime.date.fromisoformat(end),
        country=Country(pk=country_id, **names) if country_id else None,
        **shown,
    )


def _rows() -> QuerySet[Any, Any]:
    """(part, place in it, what is shown) of what is `Facts`, the parts in its order."""
    activity = _of("activity", "code", "short_title", "text")
    country = _of("country", "iso3", *NAMES)
    event = _of("", "start", "end", "precision", "year_inferred", "place", "country_id")
    activities = _part(0, EntryActivity, "position", activity)
    return activities.union(
        _part(1, EntryCountry, "pk", _of("", "role") | country),
        _part(2, Event, "position", event | _of("country", *NAMES)),
        _part(3, EntryDocument, "position", _of("", "title", "url")),
        all=True,
    )


def _of(related: str, *names: str) -> dict[str, str]:
    """Columns by the names they have in a row."""
    return {name: f"{related}__{name}".removeprefix("__") for name in names}


def _part(part: int, model: type[Model], place: str, shown: dict[str, str]) -> QuerySet[Any, Any]:
    rows = model._default_manager.filter(entry=Given("entry").value).order_by()
    return rows.values_list(Value(part), place, JSONObject(**shown))


_FACTS = Worded(_rows)
