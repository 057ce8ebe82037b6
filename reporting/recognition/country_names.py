"""The names that the recognition of countries looks for, with their meanings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reporting.recognition.data.ambiguous import AMBIGUOUS, Ambiguous
from reporting.recognition.data.demonyms import demonyms_of
from reporting.recognition.data.other_names import OTHER_NAMES
from reporting.recognition.data.places import cities_of, other_names
from reporting.recognition.data.variants import VARIANTS
from reporting.recognition.gazetteer import Gazetteer, How, NamedCountry
from reporting.recognition.languages import language
from reporting.recognition.names import NameIndex, fold, tokens


@dataclass(frozen=True)
class Meaning:
    """The meaning of a name in the index.

    A name without `iso3` and `ambiguous` means something else and is skipped.
    """

    name: str
    iso3: str | None = None
    how: How = How.NAME
    language: str = ""
    ambiguous: Ambiguous | None = None
    needs_place_cue: bool = False  # a city whose name is one word, such as a surname


@lru_cache(maxsize=16)
def country_index(gazetteer: Gazetteer, lang: str) -> NameIndex[Meaning]:
    """The index for texts in `lang`: countries, ambiguous words, and names to skip."""
    return NameIndex((meaning.name, meaning) for meaning in _meanings(gazetteer, lang))


def _meanings(gazetteer: Gazetteer, lang: str) -> Iterator[Meaning]:
    """Names in the language of the text come first, because the index uses the first of equals."""
    known_names = {name.text for country in gazetteer.countries for name in country.names}
    for ambiguous in AMBIGUOUS:
        yield _ambiguous_meaning(ambiguous, gazetteer)
    own, foreign = _names(gazetteer, lang)
    yield from own
    yield from foreign
    for name in OTHER_NAMES:
        if name not in known_names:
            yield Meaning(name)


def _names(gazetteer: Gazetteer, lang: str) -> tuple[list[Meaning], list[Meaning]]:
    own: list[Meaning] = []
    foreign: list[Meaning] = []
    excluded = language(lang).places.not_foreign_names
    for country in gazetteer.countries:
        for name in country.names:
            meaning = Meaning(name.text, country.iso3, name.how, name.language)
            if name.language == lang:
                own.append(meaning)
            elif name.how is not How.DEMONYM and name.text not in excluded:
                foreign.append(meaning)
        own += _other_names(country, lang)
    return own, foreign


def _other_names(country: NamedCountry, lang: str) -> Iterator[Meaning]:
    """Yield the demonyms, variants and cities of a country that are not in the gazetteer."""
    iso3 = country.iso3
    known = {name.text for name in country.names if name.language == lang}
    cities = {fold(name.text) for name in country.names if name.how is How.CITY}
    for demonym in demonyms_of(iso3, lang):
        if demonym not in known:
            yield Meaning(demonym, iso3, How.DEMONYM, lang)
    for name, language_of_name in VARIANTS.get(iso3, ()):
        if language_of_name == lang and name not in known:
            yield Meaning(name, iso3, How.VARIANT, lang)
    folded = {fold(name) for name in known}
    for name in other_names(iso3, lang):
        if fold(name) not in folded:
            yield Meaning(name, iso3, How.VARIANT, lang)
    for name in cities_of(iso3, lang):
        if name not in known:
            is_clear = fold(name) in cities or len(tokens(name)) > 1
            yield Meaning(name, iso3, How.CITY, lang, needs_place_cue=not is_clear)


def _ambiguous_meaning(ambiguous: Ambiguous, gazetteer: Gazetteer) -> Meaning:
    for country in gazetteer.countries:
        for name in country.names:
            if name.text == ambiguous.name:
                return Meaning(name.text, country.iso3, name.how, "", ambiguous)
    return Meaning(ambiguous.name, None, How.NAME, "", ambiguous)
