"""Decides from the words around a name whether it means a country, and which."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from reporting.recognition.country_names import Meaning
from reporting.recognition.data.ambiguous import Ambiguous, Reading
from reporting.recognition.data.demonyms import LANGUAGES
from reporting.recognition.data.other_names import (
    CANADIAN_PROVINCES,
    GIVEN_NAMES_AND_TITLES,
    SHARED_CITIES,
    SURNAMES,
    TITLES,
    US_STATES,
)
from reporting.recognition.gazetteer import How
from reporting.recognition.languages import language
from reporting.recognition.names import NameMatch, fold
from reporting.recognition.patterns import any_of
from reporting.recognition.spans import Sentences, stands_in_capitals

_UNDECIDED = 0.65  # multiplies the confidence of an ambiguous name without a cue
_BEFORE = 90  # characters before a name in which "Declaration of Commitment of" is searched for
_ANNIVERSARY = re.compile(r"\s?\+\s?\d")  # "Cartagena +30", the years since a declaration
_WORD_AFTER = re.compile(r"\s+([^\W\d_]+)")
_CURRENCIES = frozenset("dollar dollars pound pounds".split())  # noqa: SIM905
_HATS = frozenset(
    "hat hats sombrero sombreros chapeau chapeaux chapeu chapeus".split()  # noqa: SIM905
)
# Words next to a demonym that make it a currency, a hat, an animal or a dish.
_NOT_OF_A_STATE = frozenset(
    """
    dolares dolar peso pesos reales soles libras francos colones quetzales francs franc livres
    reais euros gourdes lempiras
    pastor berger shepherd shepherds terrier terriers mastin mastiff spaniel spaniels bulldog
    bouledogue gato gatos chat chats perro chien
    """.split()  # noqa: SIM905
).union(_CURRENCIES, _HATS)
# Words before a demonym that make it the name of a language: "en español", "habla francés".
_BEFORE_A_LANGUAGE = frozenset(
    """
    en de del al el idioma lengua idiomas lenguas habla hablan hablar hablado castellano
    le du au d l langue langues parle parlent parler parlé
    em do ao o língua línguas fala falam falar falado
    in into speak speaks speaking spoken learn learned translated language languages
    """.split()  # noqa: SIM905
)
_LANGUAGE_LIST = any_of((*LANGUAGES, "inglés", "anglais", "inglês", "English", "Spanish", "French"))
# The beginning of a list of languages: "en inglés, francés y", "in English and".
_LIST_OF_LANGUAGES = re.compile(
    rf"(?<!\w)(?:{any_of(_BEFORE_A_LANGUAGE)})(?:\s|['’])(?:{_LANGUAGE_LIST},?\s){{1,4}}"
    rf"(?:(?:y|e|o|u|et|ou|and|or)\s)?(?:d['’]|de\s|l['’]|le\s|el\s|do\s|em\s|en\s)?\Z"
)
# Nouns after a demonym in English: "Portuguese nationals", not the language.
_NO_NOUN = re.compile(r"\s*(?:[.,;:)]|\Z|\s(?:and|or|language|languages|lessons|courses?)\b)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:\.?\s+|['’])\Z")
_TITLE_BEFORE = re.compile(rf"\b((?i:{any_of(TITLES)}))\.?\s+(?:[^\W\d_a-z][\w’'-]*\s+){{0,2}}\Z")
_MONSIEUR = re.compile(r"(?<!\w)M\.\s+(?:[^\W\d_a-z][\w’'-]*\s+){0,2}\Z")
_ALSO_OTHER_WORDS = frozenset({"don", "doña", "dona", "seu", "m"})  # "seu Brasil", "20 m"
_BESIDE = re.compile(r"\s?,\s|\s(?:and|y|e|et|&|or|o|ou)\s")  # between two cities of a list
_LONGEST_BESIDE = 6
_STATE = re.compile(r",\s+(?:" + "|".join(US_STATES) + r")\b")
_PROVINCE = re.compile(r",\s+(?:" + "|".join(CANADIAN_PROVINCES) + r")\b")
_CURRENCY_OF = re.compile(
    r"(?:dollars?|pesos?|francs?|dólar(?:es)?|libras?|livres?|francos?)\s"
    r"(?:of|de|des|dos|do|da|du)\s(?:(?:the|los|las|la|el)\s)?\Z"
)
_HAT_OF = re.compile(r"(?i:hats?\sfrom|sombreros?\sde|chapeaux?\sde|chapéus?\sd[eo])\s\Z")


@dataclass(frozen=True)
class Context:
    text: str
    lang: str
    sentences: Sentences
    iso3_codes: frozenset[str]
    _cue_cache: dict[tuple[Reading, int, int], bool] = field(default_factory=dict)

    def has_cue(self, reading: Reading, start: int, end: int) -> bool:
        """Whether `text[start:end]` contains a cue of `reading`. The result is cached."""
        key = (reading, start, end)
        if key not in self._cue_cache:
            self._cue_cache[key] = bool(_cues(reading).search(self.text, start, end))
        return self._cue_cache[key]


@dataclass(frozen=True)
class Verdict:
    iso3: str
    how: How
    certainty: float = 1.0


def decide(
    match: NameMatch[Meaning],
    previous: NameMatch[Meaning] | None,
    following: NameMatch[Meaning] | None,
    context: Context,
) -> Verdict | None:
    """The country that `match` means in this context, or None.

    `previous` and `following` are the names before and after it in the text.
    """
    meaning = match.meaning
    if meaning.how is not How.DEMONYM and (
        _in_document_name(match, context)
        or _continues_document_name(match, previous, context)
        or _in_person_name(match, context)
    ):
        return None
    word_before, word_after = _words_beside(match, context)
    if not _HATS.isdisjoint((word_before, word_after)):
        return None
    if word_after in _CURRENCIES:  # "Barbados dollars"
        return None
    before = context.text[max(0, match.start - 30) : match.start]
    if _CURRENCY_OF.search(before) or _HAT_OF.search(before):
        return None
    if _is_currency_or_in_capitals(match, context) or _is_elsewhere(match, following, context):
        return None
    if meaning.how is How.DEMONYM and _is_other_word(match, context):
        return None
    if meaning.needs_place_cue and not _is_place(match, previous, following, context):
        return None
    if meaning.ambiguous:
        return _disambiguate(meaning.ambiguous, match, context)
    return Verdict(meaning.iso3, meaning.how) if meaning.iso3 else None


def _words_beside(match: NameMatch[Meaning], context: Context) -> tuple[str, str]:
    """Return the words before and after the name, folded; empty where there is none."""
    before = _WORD_BEFORE.search(context.text[max(0, match.start - 30) : match.start])
    after = _WORD_AFTER.match(context.text, match.end, match.end + 30)
    return fold(before.group(1)) if before else "", fold(after.group(1)) if after else ""


def _in_document_name(match: NameMatch[Meaning], context: Context) -> bool:
    before, after = _document_patterns(context.lang)
    text = context.text
    if after.match(text, match.end) or _ANNIVERSARY.match(text, match.end):
        return True
    return bool(before.search(text[max(0, match.start - _BEFORE) : match.start]))


def _continues_document_name(
    match: NameMatch[Meaning], previous: NameMatch[Meaning] | None, context: Context
) -> bool:
    """Whether it belongs to the name of a document before it: "Pact of San José, Costa Rica"."""
    if previous is None or previous.meaning.iso3 != match.meaning.iso3:
        return False
    beside = context.text[previous.end : match.start].strip() == ","
    return beside and _in_document_name(previous, context)


@lru_cache
def _document_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = language(lang).places
    documents = any_of(words.documents)
    adjectives = any_of(words.adjectives) if words.adjectives else "(?!)"
    linking = r"(?:of|de|du|d['’]|do|da|del|des)(?:\s+(?:the|la|las|los|el|le|les|o|a))?"
    before = rf"\b{documents}\s+(?:[^\W\d_a-z][\w-]+\s+)?{linking}\s+(?:[A-Z]\w+,\s+)?\Z"
    after = rf"\s+(?:{adjectives}\s+)?{documents}\b(?!\s+(?:Cent|of\s+the\s+Parties))"
    return re.compile(before), re.compile(after)


def _in_person_name(match: NameMatch[Meaning], context: Context) -> bool:
    """Whether a title ("Ms. Barbara Jordan") or a given name stands before it."""
    before = context.text[max(0, match.start - 40) : match.start]
    is_surname = match.meaning.name.casefold() in SURNAMES
    title = _TITLE_BEFORE.search(before)
    if title and (is_surname or title.group(1).casefold() not in _ALSO_OTHER_WORDS):
        return True
    if context.lang == "fr" and _MONSIEUR.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    if word is None or not is_surname:
        return False
    return word.group(1)[0].isupper() and word.group(1).casefold() in GIVEN_NAMES_AND_TITLES


def _is_currency_or_in_capitals(match: NameMatch[Meaning], context: Context) -> bool:
    """Whether "US" is part of "US$", or in a line of capitals, where it may be a pronoun."""
    text = context.text
    name = text[match.start : match.end]
    if not name.isupper() or len(name) > 3 or "." in name:
        return False
    if not _NOT_OF_A_STATE.isdisjoint(_words_beside(match, context)):
        return True
    if text[match.end : match.end + 2].lstrip().startswith("$"):
        return True
    if text[max(0, match.start - 3) : match.start].rstrip(" (\u00a0").endswith("$"):
        return True
    return stands_in_capitals(text, match.start, match.end)


def _is_other_word(match: NameMatch[Meaning], context: Context) -> bool:
    """Whether a demonym names a language, a currency, a hat or an animal."""
    text = context.text
    words = _words_beside(match, context)
    if not _NOT_OF_A_STATE.isdisjoint(words):
        return True
    if match.meaning.name not in LANGUAGES:
        return False
    in_list = _LIST_OF_LANGUAGES.search(text[max(0, match.start - 60) : match.start])
    if not in_list and words[0] not in _BEFORE_A_LANGUAGE:
        return False
    return context.lang != "en" or bool(_NO_NOUN.match(text, match.end))


def _is_place(
    match: NameMatch[Meaning],
    previous: NameMatch[Meaning] | None,
    following: NameMatch[Meaning] | None,
    context: Context,
) -> bool:
    """Whether a word such as "in" stands before it, or another city or its country beside it."""
    text = context.text
    if _place_cue(context.lang).search(text[max(0, match.start - 30) : match.start]):
        return True
    if (
        previous
        and previous.meaning.how is How.CITY
        and _BESIDE.fullmatch(text[previous.end : match.start])
    ):
        return True
    if following is None or following.start - match.end > _LONGEST_BESIDE:
        return False
    between = text[match.end : following.start]
    if following.meaning.how is How.CITY:
        return bool(_BESIDE.fullmatch(between))
    return following.meaning.iso3 == match.meaning.iso3 and between.strip() in (",", "(")


def _is_elsewhere(
    match: NameMatch[Meaning], following: NameMatch[Meaning] | None, context: Context
) -> bool:
    """Whether the words after a city place it in another country: "Paris, Texas", "San José, …"."""
    meaning, text = match.meaning, context.text
    if _STATE.match(text, match.end) and meaning.iso3 != "USA" and meaning.how is not How.DEMONYM:
        return meaning.how is How.CITY or meaning.name == "Georgia"
    if meaning.how is How.CITY and meaning.iso3 != "CAN" and _PROVINCE.match(text, match.end):
        return True
    if meaning.how is not How.CITY:
        return False
    if not meaning.needs_place_cue and meaning.name.casefold() not in SHARED_CITIES:
        return False
    if following is None or following.meaning.how not in (How.NAME, How.VARIANT):
        return False
    between = text[match.end : following.start]
    return between.strip() == "," and following.meaning.iso3 not in (None, meaning.iso3)


def _disambiguate(
    ambiguous: Ambiguous, match: NameMatch[Meaning], context: Context
) -> Verdict | None:
    start, end = 0, len(context.text)
    if not ambiguous.whole_text:
        start, end = context.sentences.limits(match.start, match.end)
    how = match.meaning.how
    for reading in ambiguous.readings:
        if context.has_cue(reading, start, end):
            return _verdict(reading.iso3, reading.how or how, 1.0, context)
    if ambiguous.languages and context.lang not in ambiguous.languages:
        return None
    return _verdict(ambiguous.otherwise, how, _UNDECIDED, context)


def _verdict(iso3: str | None, how: How, certainty: float, context: Context) -> Verdict | None:
    return Verdict(iso3, how, certainty) if iso3 in context.iso3_codes and iso3 else None


@lru_cache
def _place_cue(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{any_of(language(lang).places.before_place)})\s+\Z")


@lru_cache(maxsize=128)
def _cues(reading: Reading) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(reading.cues)}(?!\w)")
