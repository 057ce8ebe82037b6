"""What a page of results shows of each document."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.safestring import SafeString

from implementers.models import Implementer
from program.models import Country
from program.models.base import NAMES
from reporting.enums import NarrativeKind
from reporting.models import Event, SearchDocument
from reporting.models.search import OWNERS
from reporting.queries.activities import NamedActivity
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded
from reporting.search.facets import Facets
from reporting.search.marks import values_of
from reporting.search.named import NamedCountry, NamedImplementer
from reporting.search.passages import marked, passage
from reporting.search.question import Question

# By owner, what the page shows of each beside its facets.
_SHOWN = {
    "entry": (
        *("reference", "kind", "outcome", "label", "heading", "subheading"),
        *("text", "language"),
    ),
    "activity": ("code", "short_title", "text", "language"),
    "narrative": ("kind", "heading", "text", "language", "reporting_year__year"),
    "country": ("iso3", "sub_region", *NAMES),
    "implementer": ("slug", "acronym", *NAMES),
}
_OF_EVENT = ("start", "end", "precision", "place")
_EVENTS = Worded(
    lambda: Event.objects.filter(entry__in=these(Given("entries"))).values_list(
        "entry_id", *_OF_EVENT
    )
)


@dataclass(frozen=True)
class EntryShown:
    """The facts of an entry; `places` are the countries it concerns."""

    reference: str
    kind: str
    year: int
    outcome: str
    implementer: NamedImplementer
    activities: Sequence[NamedActivity]
    places: Sequence[NamedCountry]
    events: Sequence[Event]


@dataclass(frozen=True)
class Hit:
    """A document found: of one of an `entry`, the activity with a `code`, the part of the report of a
    `year`, a country, an implementer. Of the last two there is no passage."""

    title: SafeString
    passage: SafeString = field(default_factory=SafeString)
    language: str = ""
    entry: EntryShown | None = None
    code: str = ""
    year: int | None = None
    part: str = ""
    country: Country | None = None
    implementer: Implementer | None = None


def hits_of(keys: Sequence[int], facets: Facets, question: Question) -> list[Hit]:
    """Documents as the page shows them, in the order of their `keys`; without one that has just gone.

    `facets` are those of a search that found them. Takes two queries and those of the facets.
    """
    owners = frozenset(SearchDocument.owner_of(key) for key in keys)
    names, documents = _documents_of(owners)
    found = (dict(zip(names, row, strict=True)) for row in documents.rows(keys=literal(keys)))
    rows = {row["pk"]: row for row in found}
    events = _events_of([row["entry"] for row in rows.values() if row["entry"]])
    return [_hit_of(rows[key], events, facets, question) for key in keys if key in rows]


@cache
def _documents_of(owners: frozenset[str]) -> tuple[Sequence[str], Worded]:
    """Columns, by their names, of documents of these owners: to join the tables of all of them takes
    longer to plan than to do."""
    columns = (f"{owner}__{name}" for owner in sorted(owners) for name in _SHOWN[owner])
    names = ("pk", "facets", *OWNERS, *columns)
    asked = SearchDocument.objects.filter(pk__in=these(Given("keys")))
    return names, Worded(lambda: asked.values_list(*names))


def _events_of(entries: Sequence[int]) -> Mapping[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for entry, *values in _EVENTS.rows(entries=literal(entries)):
        found[entry].append(Event(**dict(zip(_OF_EVENT, values, strict=True))))
    return found


def _hit_of(
    row: Mapping[str, Any], events: Mapping[int, list[Event]], facets: Facets, question: Question
) -> Hit:
    if row["entry"]:
        owner, title = "entry", _title_of_entry(row)
        shown: dict[str, Any] = {"entry": _entry_of(row, events.get(row["entry"], []), facets)}
    elif row["activity"]:
        owner, shown = "activity", {"code": row["activity__code"]}
        title = f"{row['activity__code']} {row['activity__short_title']}".strip()
    elif row["narrative"]:
        owner, kind = "narrative", row["narrative__kind"]
        shown = {"year": row["narrative__reporting_year__year"], "part": kind}
        title = row["narrative__heading"] or str(NarrativeKind(kind).label)
    else:
        return _named(row, question)
    language = row[f"{owner}__language"]
    return Hit(
        title=marked(title, question, language=language),
        passage=passage(row[f"{owner}__text"], question, language=language),
        language=language,
        **shown,
    )


def _named(row: Mapping[str, Any], question: Question) -> Hit:
    """A country or an implementer, by its name in the reader's language."""
    if row["country"]:
        country = Country(**{name: row[f"country__{name}"] for name in _SHOWN["country"]})
        return Hit(title=marked(country.name, question, language="en"), country=country)
    implementer = Implementer(
        **{name: row[f"implementer__{name}"] for name in _SHOWN["implementer"]}
    )
    return Hit(title=marked(str(implementer), question, language="en"), implementer=implementer)


def _title_of_entry(row: Mapping[str, Any]) -> str:
    parts = (row[f"entry__{name}"] for name in ("label", "heading", "subheading"))
    return " · ".join(part for part in parts if part)


def _entry_of(row: Mapping[str, Any], events: Sequence[Event], facets: Facets) -> EntryShown:
    """An entry by its row and its marks, which say the rest."""
    marks = row["facets"]
    [year], [implementer] = values_of(marks, "year"), values_of(marks, "implementer")
    countries = (facets.names.countries.get(value) for value in values_of(marks, "country"))
    activities = (facets.names.activities.get(value) for value in values_of(marks, "activity"))
    return EntryShown(
        reference=row["entry__reference"],
        kind=row["entry__kind"],
        year=int(year),
        outcome=row["entry__outcome"],
        implementer=facets.names.implementers[implementer],
        activities=[activity for activity in activities if activity],
        places=[country for country in countries if country],
        events=events,
    )
