"""What a language has to say for its texts to be read. Each language is one file of data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DateWords:
    """Words of dates, in small letters. Accents may be left out in a text."""

    months: tuple[tuple[str, ...], ...]  # January first: name, other spellings, abbreviations
    weekdays: tuple[tuple[str, ...], ...]  # Monday first
    ordinal_endings: tuple[str, ...]  # what is glued to the number of a day
    first: tuple[str, ...]  # words for the first of a month
    to: tuple[str, ...]  # between the ends of a range
    both: tuple[str, ...]  # between two days
    since: tuple[str, ...]  # before a range
    of: tuple[str, ...]
    the: tuple[str, ...]
    before_month: tuple[str, ...]  # words that may stand before a month without a year
    capital_only: frozenset[str] = frozenset()  # common words too, unless they have a capital
    month_before_day: bool = False  # how 3/4/2011 is meant


@dataclass(frozen=True)
class YearWords:
    """Words that tell what a year is the year of."""

    instruments: tuple[str, ...]  # laws, conventions, declarations: their years are names
    counts: tuple[str, ...]  # before a number of people: "about 2000 migrants"
    numbers: tuple[str, ...]  # before the number of a law or case
    happenings: tuple[str, ...] = ()  # words beside a year that make it the year of an event


@dataclass(frozen=True)
class MoneyWords:
    currencies: tuple[str, ...]
    magnitudes: Mapping[str, int]


@dataclass(frozen=True)
class ActivityWords:
    one: tuple[str, ...]
    several: tuple[str, ...]
    number: tuple[str, ...]  # "No.", "number"
    planned: tuple[str, ...]  # what stands before the word in a printed label


@dataclass(frozen=True)
class PlaceWords:
    """Words beside a place that make it part of another name."""

    documents: tuple[str, ...]  # "Declaration", "Plan of Action"
    # Before a country that is the place of what the sentence dates. Not "in": as often it says
    # what was spoken about ("a hearing on migrants in the United States, held on 28 March").
    at: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()  # words that may stand between the place and the document
    not_in_small_letters: frozenset[str] = frozenset()  # common words: chile, jordan, turkey
    not_foreign_names: frozenset[str] = frozenset()  # names of other languages that are words here


@dataclass(frozen=True)
class LanguageData:
    code: str
    dates: DateWords
    years: YearWords
    money: MoneyWords
    activities: ActivityWords
    places: PlaceWords = field(default_factory=lambda: PlaceWords(()))
