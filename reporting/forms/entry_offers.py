"""Suggestions from the text of an entry, as offers that add a row or an activity to the form."""

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
    """An offer under the text of an entry.

    `name` is sent when the offer is taken. `fields` fill a row of `part`, or check a box of it.
    """

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
    suggestion_list = list(suggestions)
    countries = dict(country_choices()) if suggestion_list else {}
    return [_MAKERS[suggestion.kind](suggestion, countries) for suggestion in suggestion_list]


def with_offer(data: QueryDict, offer: Offer, choices: EntryChoices) -> QueryDict:
    """What was typed, with the offer added."""
    extended = data.copy()
    if offer.part == "activities":
        code = offer.fields["code"]
        is_own = any(code == assigned_code for assigned_code, _label in choices.activities)
        extended.appendlist("activities" if is_own else "other_activities", code)
        return extended
    number = _empty_row(extended, offer.part)
    if number < MOST_ROWS:
        for name, value in offer.fields.items():
            extended[f"{offer.part}-{number}-{name}"] = value
    return extended


def _empty_row(data: QueryDict, part: str) -> int:
    """The number of the first empty row; without one, of a row that is added.

    Changes the number of rows in `data` when a row is added.
    """
    total = f"{part}-TOTAL_FORMS"
    total_sent = data.get(total, "")
    count = (
        int(total_sent)
        if total_sent.isascii() and total_sent.isdigit() and len(total_sent) < 4
        else 0
    )
    for number in range(count):
        if not any(data.get(f"{part}-{number}-{name}") for name in _FILLED_BY[part]):
            return number
    data[total] = str(min(count + 1, MOST_ROWS))
    return count


def _activity(suggestion: Suggestion, countries: dict[str, str]) -> Offer:
    label = _("Activity %(code)s") % {"code": suggestion.value}
    return Offer(
        _name(suggestion), "activities", label, suggestion.words, {"code": suggestion.value}
    )


def _country(suggestion: Suggestion, countries: dict[str, str]) -> Offer:
    fields = {"country": suggestion.value, "role": CountryRole.PLACE.value}
    label = countries.get(suggestion.value, suggestion.value)
    return Offer(_name(suggestion), "countries", label, suggestion.words, fields)


def _event(suggestion: Suggestion, countries: dict[str, str]) -> Offer:
    start, _slash, end = suggestion.value.partition("/")
    place_names = [suggestion.place, countries.get(suggestion.country, suggestion.country)]
    label = ", ".join(
        part for part in (describe_period(parse_period(suggestion.value)), *place_names) if part
    )
    fields = {
        "start": start,
        "end": end,
        "precision": _PRECISIONS.get(len(start), Precision.DAY).value,
        "place": suggestion.place,
        "country": suggestion.country,
        "year_inferred": "True" if suggestion.year_inferred else "",
    }
    return Offer(_name(suggestion), "events", label, suggestion.words, fields)


_MAKERS = {
    SuggestionKind.ACTIVITY: _activity,
    SuggestionKind.COUNTRY: _country,
    SuggestionKind.EVENT: _event,
}


def _name(suggestion: Suggestion) -> str:
    return f"{suggestion.kind}:{suggestion.value}"
