"""The words that recognition needs of each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DateWords:
    """Words of dates, in lowercase. Texts may omit the accents."""

    months: tuple[tuple[str, ...], ...]  # January first: name, other spellings, abbreviations
    weekdays: tuple[tuple[str, ...], ...]  # Monday first
    ordinal_endings: tuple[str, ...]  # written after the number of a day, without a space
    first: tuple[str, ...]  # words for the first of a month
    to: tuple[str, ...]  # between the ends of a range
    both: tuple[str, ...]  # between two days
    since: tuple[str, ...]  # before a range
    of: tuple[str, ...]
    the: tuple[str, ...]
    before_month: tuple[str, ...]  # words that may stand before a month without a year
    of_month: tuple[str, ...] = ()  # "end" in "the end of May"
    ordinals: tuple[tuple[str, ...], ...] = ()  # "last", "first" to "fourth"
    parts_of_year: tuple[tuple[str, int], ...] = ()  # "half", 6 months
    capital_only: frozenset[str] = frozenset()  # also common words, so a capital is required
    month_before_day: bool = False  # whether 3/4/2011 is March 4


@dataclass(frozen=True)
class YearWords:
    """Words that decide the role of a year."""

    instruments: tuple[str, ...]  # laws, conventions, declarations: their years are names
    counts: tuple[str, ...]  # before a number of people: "about 2000 migrants"
    numbers: tuple[str, ...]  # before the number of a law or case
    reports: tuple[str, ...] = ()  # words of what was done: "was held"
    ages: tuple[str, ...] = ()  # before ages: "aged 10 to 12"
    happenings: tuple[str, ...] = ()  # near a year, they make it the year of an event


@dataclass(frozen=True)
class MoneyWords:
    currencies: tuple[str, ...]
    magnitudes: Mapping[str, int]
    numbers: Mapping[str, int] = field(default_factory=dict)  # words before a magnitude
    half: tuple[str, ...] = ()  # "half a", before a word such as "million"


@dataclass(frozen=True)
class ActivityWords:
    one: tuple[str, ...]
    several: tuple[str, ...]
    number: tuple[str, ...]  # "No.", "number"
    planned: tuple[str, ...]  # before the word in a printed label: "Scheduled Activity 1"


@dataclass(frozen=True)
class PlaceWords:
    """Words that decide what the name of a place means."""

    documents: tuple[str, ...]  # "Declaration", "Plan of Action"
    # Before a country where the event of the sentence took place. Not "in", which often belongs to
    # the subject of the event ("a hearing on migrants in the United States, held on 28 March").
    at: tuple[str, ...] = ()
    before_place: tuple[str, ...] = ("in",)  # before the name of a city
    adjectives: tuple[str, ...] = ()  # words that may stand between the place and the document
    not_in_small_letters: frozenset[str] = frozenset()  # common words in lowercase: chile, turkey
    not_foreign_names: frozenset[str] = frozenset()  # foreign names that are words of this language


@dataclass(frozen=True)
class LanguageData:
    code: str
    dates: DateWords
    years: YearWords
    money: MoneyWords
    activities: ActivityWords
    places: PlaceWords = field(default_factory=lambda: PlaceWords(()))
