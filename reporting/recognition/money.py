"""The amounts of money that a text names: numbers with a currency."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reporting.recognition.data.demonyms import DEMONYMS, demonyms_of
from reporting.recognition.languages import language
from reporting.recognition.languages.base import MoneyWords
from reporting.recognition.names import fold
from reporting.recognition.patterns import any_of
from reporting.recognition.spans import Mention

_SIGNS = (
    "US$", "U.S.$", "USD$", "CAD$", "CAN$", "C$", "CA$", "AU$", "A$", "R$", "RD$", "MX$", "BZ$",
    "TT$", "J$", "EC$", "B/.", "S/.", "S/", "$", "€", "£", "₡", "₲",
)  # fmt: skip
# Signs that are letters: only before a number of at least four digits.
_LETTER_SIGNS = ("Q", "Q.", "L", "L.", "Bs", "Bs.")
_CODES = (
    "USD", "EUR", "CAD", "CHF", "GBP", "MXN", "BRL", "ARS", "CLP", "COP", "PEN", "UYU", "CRC",
    "GTQ", "HNL", "DOP", "JMD", "TTD", "BBD", "XCD", "SEK", "NOK", "DKK", "AUD", "JPY",
    "BOB", "PYG", "VES", "VEF", "HTG", "NIO", "PAB", "BZD", "BSD", "GYD", "SRD", "CUP", "CNY",
)  # fmt: skip
# Adjectives before a currency in English; the other languages have the demonyms after it.
_ENGLISH_ADJECTIVES = (
    "Mexican", "Canadian", "Colombian", "Chilean", "Argentine", "Dominican", "Uruguayan", "Peruvian",
    "Swiss", "Brazilian", "Costa Rican", "Guatemalan", "Honduran", "Nicaraguan", "Bolivian", "Cuban",
    "Jamaican", "Barbados", "Belize", "Trinidad and Tobago", "Eastern Caribbean", "American", "US", "U.S.",
    "United States", "British", "Australian", "Philippine",
)  # fmt: skip
_COUNTRY_AFTER = r"(?:US|CA|CAN|U\.S\.|EE\.?\s?UU\.?|E\.-U\.)"
_NUMBER = r"\d{1,15}(?:[.,’'  ]\d{3}){0,5}(?:[.,]\d{1,2})?(?![\d])"
_SURE, _WITHOUT_SIGN = 0.97, 0.93


@dataclass(frozen=True, kw_only=True)
class MoneyMention(Mention):
    """`amount` is in units of `currency`, which is as printed: "$", "US$", "euros"."""

    amount: Decimal
    currency: str


def find_money(text: str, *, lang: str = "en") -> tuple[MoneyMention, ...]:
    """Every amount of money in `text`, from left to right; none overlap."""
    return tuple(_mention(text, match, lang) for match in _pattern(lang).finditer(text))


def _mention(text: str, match: re.Match[str], lang: str) -> MoneyMention:
    words = language(lang).money
    sign = match.group("sign")
    sign = sign or match.group("letters")
    number = match.group("number_after" if match.group("sign") else "number_before")
    number = number or match.group("number_letters") or match.group("number_word")
    magnitude = next(
        (
            match.group(f"magnitude_{place}")
            for place in ("after", "before", "word")
            if match.group(f"magnitude_{place}")
        ),
        None,
    )
    return MoneyMention(
        start=match.start(),
        end=match.end(),
        words=match.group(),
        confidence=_SURE if sign else _WITHOUT_SIGN,
        amount=_plain(_value_of(number, words) * _factor(magnitude, words)),
        currency=" ".join(
            (sign or match.group("currency") or match.group("currency_word")).split()
        ),
    )


def _value_of(number: str, words: MoneyWords) -> Decimal:
    if number[0].isdigit():
        return _value(number)
    return Decimal([fold(word) for word in words.numbers].index(fold(number)) + 1)


def _value(number: str) -> Decimal:
    """The value of "20,000.50" or "20.000,50".

    Three digits after a period or comma are thousands, one or two are a fraction.
    """
    plain = re.sub(r"[’'  ]", "", number)
    match = re.fullmatch(r"(\d+(?:[.,]\d{3})*)(?:[.,](\d{1,2}))?", plain)
    if match is None:
        return Decimal(re.sub(r"\D", "", plain))
    whole = re.sub(r"\D", "", match.group(1))
    return Decimal(f"{whole}.{match.group(2) or 0}")


def _plain(amount: Decimal) -> Decimal:
    """The amount without a fraction of zeros."""
    whole = amount.to_integral_value()
    return whole.quantize(Decimal(1)) if amount == whole else amount


def _factor(magnitude: str | None, words: MoneyWords) -> int:
    if not magnitude:
        return 1
    factors = {fold(word): factor for word, factor in words.magnitudes.items()}
    return factors[fold(" ".join(magnitude.split()))]


@lru_cache
def _pattern(lang: str) -> re.Pattern[str]:
    words = language(lang).money
    magnitude = any_of(words.magnitudes)
    spelled = rf"(?i:{_currencies(lang, words)})(?![^\W\d_])"
    signs, codes = any_of(_SIGNS), any_of(_CODES)
    linking = r"(?:\s(?:of|de|d['’])\s?|\s)?"
    tail = rf"(?:\s?(?P<magnitude_{{0}}>(?i:{magnitude}))(?![^\W\d_]))?"
    before = (
        rf"(?P<sign>(?<![A-Za-z]){signs}|\b{codes})\s?(?P<number_after>{_NUMBER})"
        + tail.format("after")
    )
    letters = (
        rf"(?<![\w.])(?P<letters>{any_of(_LETTER_SIGNS)})\s?(?=\d{{1,3}}[.,]\d{{3}}|\d{{4}})"
        rf"(?P<number_letters>{_NUMBER})"
    )
    after = (
        rf"(?<![\w.,])(?P<number_before>{_NUMBER})"
        + tail.format("before")
        + rf"(?:{linking}(?P<currency>{spelled}|{codes}\b|[€£$](?:\s?{_COUNTRY_AFTER}\b)?))"
    )
    word = (
        rf"\b(?P<number_word>(?i:{any_of(words.numbers)}))\s(?P<magnitude_word>(?i:{magnitude}))(?![^\W\d_])"
        rf"{linking}(?P<currency_word>{spelled})"
    )
    return re.compile(f"(?:{before})|(?:{letters})|(?:{after})|(?:{word})")


def _currencies(lang: str, words: MoneyWords) -> str:
    """Return the pattern of a currency with the word that says whose it is."""
    currencies = any_of(words.currencies)
    if lang.startswith("en"):
        return rf"(?:{any_of(_ENGLISH_ADJECTIVES)}\s+)?{currencies}"
    code = lang[:2]
    adjectives = any_of(
        dict.fromkeys(form for iso3 in DEMONYMS for form in demonyms_of(iso3, code))
    )
    return rf"{currencies}(?:\s+(?:{adjectives}|{_COUNTRY_AFTER})(?![^\W\d_]))?"
