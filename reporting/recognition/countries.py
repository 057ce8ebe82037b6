"""The countries that a text names, by name, variant, demonym or well-known city.

A name within another name does not count: the Declaration of San Salvador, the Mexico Plan of
Action, New Mexico.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.recognition.country_context import Context, decide
from reporting.recognition.country_names import Meaning, country_index
from reporting.recognition.gazetteer import Gazetteer, How
from reporting.recognition.languages import language
from reporting.recognition.names import NameMatch, fold, tokens
from reporting.recognition.spans import Mention, sentences

_CONFIDENCE = {How.NAME: 0.98, How.VARIANT: 0.97, How.DEMONYM: 0.93, How.CITY: 0.9}
_FOREIGN = 0.75  # multiplies the confidence of a name that is not in the text's language
_SMALL_LETTERS = 0.65  # confidence of a name in lowercase
_MIN_LETTERS = 5  # minimum length of a name that is recognized in lowercase


@dataclass(frozen=True, kw_only=True)
class CountryMention(Mention):
    """`iso3` is the country that is named, `how` the kind of name."""

    iso3: str
    how: How


def find_countries(
    text: str, gazetteer: Gazetteer, *, lang: str = "en"
) -> tuple[CountryMention, ...]:
    """Every mention of a country in `text`, from left to right; none overlap."""
    text_tokens = tokens(text)
    matches = list(country_index(gazetteer, lang).scan(text, text_tokens))
    context = Context(text, lang, sentences(text), gazetteer.iso3_codes)
    return tuple(_mentions(text, matches, context, lang))


def countries_named(text: str, gazetteer: Gazetteer, *, lang: str = "en") -> frozenset[str]:
    """The ISO alpha-3 codes of the countries that `text` names."""
    return frozenset(mention.iso3 for mention in find_countries(text, gazetteer, lang=lang))


def _mentions(
    text: str, matches: Sequence[NameMatch[Meaning]], context: Context, lang: str
) -> Iterator[CountryMention]:
    for index, match in enumerate(matches):
        if match.meaning.iso3 is None and match.meaning.ambiguous is None:
            continue
        if match.lower_case and not _may_be_small(match.meaning, lang):
            continue
        previous = matches[index - 1] if index else None
        following = matches[index + 1] if index + 1 < len(matches) else None
        verdict = decide(match, previous, following, context)
        if verdict is None:
            continue
        yield CountryMention(
            start=match.start,
            end=match.end,
            words=text[match.start : match.end],
            confidence=round(_confidence(match, verdict.how, lang) * verdict.certainty, 2),
            iso3=verdict.iso3,
            how=verdict.how,
        )


def _confidence(match: NameMatch[Meaning], how: How, lang: str) -> float:
    confidence = _CONFIDENCE[how] * match.spelling
    if match.lower_case:
        confidence = _SMALL_LETTERS
    if match.meaning.language not in ("", lang):
        confidence *= _FOREIGN
    return confidence


def _may_be_small(meaning: Meaning, lang: str) -> bool:
    return (
        meaning.how is not How.CITY
        and len(meaning.name) >= _MIN_LETTERS
        and fold(meaning.name) not in map(fold, language(lang).places.not_in_small_letters)
    )
