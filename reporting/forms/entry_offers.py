"""Suggestions from the text of an entry, as offers that add a row or an activity to the form."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from program.models import Language, Theme
from program.rich_text import to_plain
from reporting.entry_content import EntryContent
from reporting.enums import CountryRole, Precision
from reporting.forms.country_names import CountryNames, country_names
from reporting.forms.entry_choices import EntryChoices
from reporting.forms.entry_rows import CountryRow, EventRow
from reporting.forms.rows import MOST_ROWS
from reporting.periods import describe_period, parse_period
from reporting.recognition.language_detection import guess_language
from reporting.recognition.money import MoneyMention, find_money
from reporting.recognition.suggest import Suggestion, SuggestionKind
from reporting.recognition.titles import propose_title
from reporting.recognition.typed_amounts import read_amount

_FILLED_BY = {"countries": CountryRow.filled_by, "events": EventRow.filled_by}
_MIN_TITLE_WORDS = 3  # what is shorter is still being written
_NUMBER = re.compile(r"\d[\d.,’' ]*\d|\d")
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}  # by length in ISO 8601


@dataclass(frozen=True)
class Offer:
    """An offer under the text of an entry.

    `name` is sent when the offer is taken. `fields` fill a row of `part`, check a box of it, or
    fill the fields of the form itself.
    """

    name: str
    part: str  # "countries", "events", "activities", "themes", or "entry"
    words: str
    quoted: str
    fields: dict[str, str]

    @property
    def fields_json(self) -> str:
        return json.dumps(self.fields)


ALL = "all"  # taken in place of the name of one offer


@dataclass(frozen=True)
class OpenQuestion:
    """What the text leaves open, with the answers that can be given in the form, if there are any."""

    words: str
    answers: list[Offer]


def offers_of(suggestions: Iterable[Suggestion]) -> list[Offer]:
    """Each suggestion as an offer, in the same order, themes last.

    Takes two queries when there are any, and one more for themes.
    """
    suggestion_list = list(suggestions)
    countries = country_names() if suggestion_list else CountryNames({}, {})
    of_themes = [one for one in suggestion_list if one.kind is SuggestionKind.THEME]
    themes = {theme.code: theme for theme in Theme.objects.all()} if of_themes else {}
    return [
        _MAKERS[suggestion.kind](suggestion, countries)
        for suggestion in suggestion_list
        if suggestion.kind is not SuggestionKind.THEME
    ] + [
        _theme(suggestion, themes[suggestion.value])
        for suggestion in of_themes
        if suggestion.value in themes
    ]


def offers_of_content(content: EntryContent) -> list[Offer]:
    """The title that the text proposes to an entry without one, and the language of its words."""
    plain = to_plain(content.text)
    offers = []
    title = "" if content.title else propose_title(plain)
    if len(title.split()) >= _MIN_TITLE_WORDS:
        offers.append(Offer("title", "entry", _("Title"), title, {"title": title}))
    guess = guess_language(plain)
    if guess.is_sure and guess.code != content.language:
        offers.append(_language(guess.code))
    return offers


def questions_of(content: EntryContent, *, asks_language: bool) -> list[OpenQuestion]:
    """What the text leaves open: its language, if `asks_language`, and amounts with two meanings."""
    plain = to_plain(content.text)
    questions = []
    if asks_language and len(plain.split()) > 1 and not guess_language(plain).is_sure:
        words = _("Which language is the text in?")
        questions.append(OpenQuestion(words, [_language(code) for code in Language.values]))
    for mention in _amounts_in(plain, first=content.language):
        number = "".join(_NUMBER.findall(mention.words)[:1])
        if len(meanings := read_amount(number)) > 1:
            words = _(
                "“%(amount)s” can be read as %(one)s or as %(other)s. State in the text which one "
                "is meant."
            ) % {
                "amount": mention.words,
                "one": f"{meanings[0]:,}",
                "other": f"{meanings[1].normalize():,f}",
            }
            questions.append(OpenQuestion(words, []))
    return list({question.words: question for question in questions}.values())


def _amounts_in(text: str, *, first: str) -> list[MoneyMention]:
    """The amounts that a reader of any of the languages finds: each place of the text once."""
    found: dict[int, MoneyMention] = {}
    for code in (first, *Language.values):
        for mention in find_money(text, lang=code):
            found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def _language(code: str) -> Offer:
    label = _("Language: %(language)s") % {"language": Language(code).label}
    fields = {"language": code, "language_confirmed": "1"}
    return Offer(f"language:{code}", "entry", label, label, fields)


def with_offer(data: QueryDict, offer: Offer, choices: EntryChoices) -> QueryDict:
    """What was typed, with the offer added."""
    extended = data.copy()
    if offer.part == "entry":
        for name, value in offer.fields.items():
            extended[name] = value
        return extended
    if offer.part == "themes":
        extended.appendlist("themes", offer.fields["code"])
        extended["marks"] = "1"
        return extended
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


def _activity(suggestion: Suggestion, countries: CountryNames) -> Offer:
    label = _("Activity %(code)s") % {"code": suggestion.value}
    return Offer(
        _name(suggestion), "activities", label, suggestion.words, {"code": suggestion.value}
    )


def _country(suggestion: Suggestion, countries: CountryNames) -> Offer:
    name = countries.names.get(suggestion.value, suggestion.value)
    role = CountryRole(suggestion.role)
    fields = {"country": name, "role": role.value}
    label = f"{name}: {role.label}"
    return Offer(_name(suggestion), "countries", label, suggestion.words, fields)


def _theme(suggestion: Suggestion, theme: Theme) -> Offer:
    label = _("Theme: %(theme)s") % {"theme": theme.name}
    return Offer(_name(suggestion), "themes", label, suggestion.words, {"code": theme.code})


def _event(suggestion: Suggestion, countries: CountryNames) -> Offer:
    start, _slash, end = suggestion.value.partition("/")
    country = countries.names.get(suggestion.country, suggestion.country)
    place_names = [suggestion.place, country]
    label = ", ".join(
        part for part in (describe_period(parse_period(suggestion.value)), *place_names) if part
    )
    fields = {
        "start": start,
        "end": end,
        "precision": _PRECISIONS.get(len(start), Precision.DAY).value,
        "place": suggestion.place,
        "country": country,
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
