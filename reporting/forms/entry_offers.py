"""What a text names, offered for the rows of its form: said in words, and put in where it belongs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from reporting.enums import CountryRole, Precision
from reporting.forms.entry_choices import EntryChoices
from reporting.forms.entry_rows import CountryRow, EventRow, country_choices
from reporting.forms.rows import MOST_ROWS
from reporting.periods import describe_period, parse_period
from reporting.recognition.suggest import Suggestion, SuggestionKind

_FILLED_BY = {"countries": CountryRow.filled_by, "events": EventRow.filled_by}
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}  # by length in ISO 8601


@dataclass(frozen=True)
class Offer:
    """`name` comes back when it is taken; `fields` go into a row of `part`, or choose a box."""

    name: str
    part: str  # "countries", "events", "activities"
    words: str
    quoted: str
    fields: dict[str, str]

    @property
    def fields_json(self) -> str:
        return json.dumps(self.fields)


def offers_of(suggestions: Iterable[Suggestion]) -> list[Offer]:
    """Each suggestion as an offer, in the same order. Takes one query when there are any."""
    held = list(suggestions)
    countries = dict(country_choices()) if held else {}
    return [_MAKERS[one.kind](one, countries) for one in held]


def with_offer(data: QueryDict, offer: Offer, choices: EntryChoices) -> QueryDict:
    """What was typed, with the offer among it."""
    more = data.copy()
    if offer.part == "activities":
        code = offer.fields["code"]
        is_own = any(code == own for own, _words in choices.activities)
        more.appendlist("activities" if is_own else "other_activities", code)
        return more
    number = _empty_row(more, offer.part)
    if number < MOST_ROWS:
        for name, value in offer.fields.items():
            more[f"{offer.part}-{number}-{name}"] = value
    return more


def _empty_row(data: QueryDict, part: str) -> int:
    """The number of the first row that is empty; of a new one when none is."""
    total = f"{part}-TOTAL_FORMS"
    held = data.get(total, "")
    count = int(held) if held.isascii() and held.isdigit() and len(held) < 4 else 0
    for number in range(count):
        if not any(data.get(f"{part}-{number}-{name}") for name in _FILLED_BY[part]):
            return number
    data[total] = str(min(count + 1, MOST_ROWS))
    return count


def _activity(one: Suggestion, countries: dict[str, str]) -> Offer:
    words = _("Activity %(code)s") % {"code": one.value}
    return Offer(_name(one), "activities", words, one.words, {"code": one.value})


def _country(one: Suggestion, countries: dict[str, str]) -> Offer:
    fields = {"country": one.value, "role": CountryRole.PLACE.value}
    words = countries.get(one.value, one.value)
    return Offer(_name(one), "countries", words, one.words, fields)


def _event(one: Suggestion, countries: dict[str, str]) -> Offer:
    start, _slash, end = one.value.partition("/")
    where = [one.place, countries.get(one.country, one.country)]
    words = ", ".join(part for part in (describe_period(parse_period(one.value)), *where) if part)
    fields = {
        "start": start,
        "end": end,
        "precision": _PRECISIONS.get(len(start), Precision.DAY).value,
        "place": one.place,
        "country": one.country,
        "year_inferred": "True" if one.year_inferred else "",
    }
    return Offer(_name(one), "events", words, one.words, fields)


_MAKERS = {
    SuggestionKind.ACTIVITY: _activity,
    SuggestionKind.COUNTRY: _country,
    SuggestionKind.EVENT: _event,
}


def _name(one: Suggestion) -> str:
    return f"{one.kind}:{one.value}"
