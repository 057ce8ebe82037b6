"""The marks in a document of all that its entry can be narrowed by.

Words among words, so that the index alone narrows: "f0y2011" for the year, then kind, outcome,
implementer, the countries it concerns and the activities it cites, each by a letter.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import TextChoices

from implementers.tree import parts_of
from reporting.enums import CountryRole
from reporting.models import Entry
from reporting.search.tokens import FACET, fold

LETTERS = {
    "year": "y",
    "kind": "k",
    "outcome": "o",
    "implementer": "i",
    "country": "c",
    "activity": "a",
}
# A document must hold one mark of each of these.
Narrowing = tuple[frozenset[str], ...]


def marks_of(entry: Entry) -> list[str]:
    """The marks of an entry, countries and activities in its own order, mentions left out."""
    submission = entry.submission
    concerned = (row for row in entry.country_roles.all() if row.role != CountryRole.MENTIONED)
    values = [
        ("year", submission.reporting_year.year),
        ("kind", entry.kind),
        ("outcome", entry.outcome),
        ("implementer", submission.implementer_id),
        *(("country", row.country_id) for row in concerned),
        *(("activity", cited.activity_id) for cited in entry.cited.all()),
    ]
    return list(dict.fromkeys(_mark(facet, value) for facet, value in values if value))


def narrowing(chosen: Mapping[str, Any]) -> Narrowing:
    """What the cleaned values of an `EntryFilter`, by name, ask of documents."""
    values: dict[str, Callable[[Any], Iterable[Any]]] = {
        "year": lambda year: [year.year],
        "kind": lambda kind: [kind],
        "outcome": lambda outcome: [outcome],
        "implementer": parts_of,
        "country": lambda country: [country.pk],
        "activity": lambda activity: [activity.pk],
    }
    return tuple(
        frozenset(_mark(facet, value) for value in of(chosen[facet]))
        for facet, of in values.items()
        if chosen.get(facet)
    )


def values_of(marks: str, facet: str) -> list[str]:
    """The values of one facet among a document's marks, in their order."""
    start = FACET + LETTERS[facet]
    return [mark.removeprefix(start) for mark in marks.split() if mark.startswith(start)]


def choice_of(choices: type[TextChoices], value: str) -> Any:
    """The choice that a mark holds, whose value may have signs that no word has."""
    return next(choice for choice in choices if fold(choice.value) == value)


def _mark(facet: str, value: Any) -> str:
    return FACET + LETTERS[facet] + fold(str(value))
