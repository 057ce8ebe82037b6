"""The amounts of money that a text names: numbers with a currency."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reporting.recognition.data.currencies import codes, names_in
from reporting.recognition.data.demonyms import DEMONYMS, demonyms_of
from reporting.recognition.languages import language
from reporting.recognition.languages.base import MoneyWords
from reporting.recognition.names import fold
from reporting.recognition.patterns import any_of
from reporting.recognition.spans import Mention

_SIGNS = (
    "US$", "U.S.$", "USD$", "CAD$", "CAN$", "C$", "CA$", "AU$", "A$", "R$", "RD$", "MX$", "BZ$",
    "TT$", "Bds$", "J$", "EC$", "B/.", "S/.", "S/", "$", "€", "£", "₡", "₲", "¢", "¥", "B/",
)  # fmt: skip
# Signs that are letters: only before a number of at least four digits.
_LETTER_SIGNS = ("Q", "Q.", "L", "L.", "Bs", "Bs.")
# Adjectives before a currency in English; the other languages have the demonyms after it.
_ENGLISH_ADJECTIVES = (
    "Mexican", "Canadian", "Colombian", "Chilean", "Argentine", "Dominican", "Uruguayan", "Peruvian",
    "Swiss", "Brazilian", "Costa Rican", "Guatemalan", "Honduran", "Nicaraguan", "Bolivian", "Cuban",
    "Jamaican", "Barbados", "Belize", "Trinidad and Tobago", "Eastern Caribbean", "American", "US", "U.S.",
    "United States", "British", "Trinidad", "Bahamian", "Guyanese", "Haitian", "Paraguayan",
    "Venezuelan", "Barbadian", "Belizean", "Panamanian", "New Zealand", "Hong Kong", "Singapore", "Australian", "Philippine",
)  # fmt: skip
_COUNTRY_AFTER = (
    r"(?:US|CA|CAN|U\.S\.|EE\.?\s?UU\.?|E\.-U\.|CFA"
    r"|de\s(?:los\s)?Estados\s+Unidos|des\s+États-Unis|dos\s+Estados\s+Unidos)"
)
_SPACES = " \u00a0\u202f"
_NUMBER = rf"(?:\d{{1,3}}(?:[.,’'{_SPACES}]\d{{3}}){{1,5}}|\d{{1,15}})(?:[.,]\d{{1,2}})?(?!\d)"
_DASH = r"\s?[-–—]\s?"
_PLACES = (
    "pair",
    "after",
    "letters",
    "between",
    "range",
    "before",
    "word",
    "alone",
)  # of `_pattern`
_MAGNITUDES = ("magnitude_pair", "magnitude_after", "magnitude_counted", "magnitude_word")
_SIGN_GROUPS = ("sign_pair", "sign", "letters")
_SURE, _WITHOUT_SIGN = 0.97, 0.93


@dataclass(frozen=True, kw_only=True)
class MoneyMention(Mention):
    """`amount` is in units of `currency`, which is as printed: "$", "US$", "euros".

    `up_to` is the larger amount of a range such as "US$ 10-15 million", else None.
    """

    amount: Decimal
    currency: str
    up_to: Decimal | None = None

    def holds(self, amount: Decimal | None) -> bool:
        """Whether `amount` is the one named, or lies in the range named."""
        if amount is None or self.up_to is None:
            return amount == self.amount
        return self.amount <= amount <= self.up_to


def find_money(text: str, *, lang: str = "en") -> tuple[MoneyMention, ...]:
    """Every amount of money in `text`, from left to right; none overlap."""
    return tuple(_mention(text, match, lang) for match in _pattern(lang).finditer(text))


def _mention(text: str, match: re.Match[str], lang: str) -> MoneyMention:
    words = language(lang).money
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    place = next(place for place in _PLACES if f"number_{place}" in groups)
    sign = next((groups[name] for name in _SIGN_GROUPS if name in groups), None)
    magnitude = next((groups[name] for name in _MAGNITUDES if name in groups), None)
    factor = _factor(magnitude, words)
    start, amount, up_to = match.start(), _value_of(groups[f"number_{place}"], words), None
    group = "up_to_words" if "up_to_words" in groups else f"up_to_{place}"
    if larger := groups.get(group):
        up_to = _value(larger)
        if up_to <= amount:  # no range: "of 2010 to 500 pesos"
            start, amount, up_to = match.start(group), up_to, None
    return MoneyMention(
        start=start,
        end=match.end(),
        words=text[start : match.end()],
        confidence=_SURE if sign else _WITHOUT_SIGN,
        amount=_plain(amount * factor),
        currency=" ".join((sign or groups.get("currency") or groups["currency_word"]).split()),
        up_to=None if up_to is None else _plain(up_to * factor),
    )


def _value_of(number: str, words: MoneyWords) -> Decimal:
    if number[0].isdigit():
        return _value(number)
    if " ".join(number.split()).casefold() in words.half:
        return Decimal("0.5")
    values = {fold(word): value for word, value in words.numbers.items()}
    return Decimal(values[fold(" ".join(number.split()))])


def _value(number: str) -> Decimal:
    """The value of "20,000.50" or "20.000,50".

    Three digits after a period or comma are thousands, one or two are a fraction.
    """
    plain = re.sub(rf"[’'{_SPACES}]", "", number)
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
    words, dates = language(lang).money, language(lang).dates
    magnitude = rf"(?i:{any_of(words.magnitudes)})(?![^\W\d_])"
    to = rf"(?:{_DASH}|\s(?i:{any_of(dates.to)})\s)"
    both = rf"(?:{_DASH}|\s(?i:{any_of((*dates.to, *dates.both))})\s)"
    between = rf"(?<!\w)(?i:{any_of((*dates.since, *dates.of))})\s"
    spelled = rf"(?i:{_currencies(lang, words)})(?![^\W\d_])"
    signs, iso_codes = any_of(_SIGNS), any_of(codes())
    linking = r"(?:\s(?:of|de|d['’])\s?|\s)?"
    currency = rf"{spelled}|{iso_codes}\b|Bs\b\.?|[€£$](?:\s?{_COUNTRY_AFTER}\b)?"
    tail = rf"(?:\s?(?P<magnitude_{{0}}>{magnitude}))?"
    before = (
        rf"(?P<sign>(?<![A-Za-z]){signs}|\b{iso_codes})\s?(?P<number_after>{_NUMBER})"
        rf"(?:{_DASH}(?P<up_to_after>{_NUMBER})"
        rf"|{to}(?P<up_to_words>{_NUMBER})(?=\s?{magnitude}))?" + tail.format("after")
    )
    letters = (
        rf"(?<![\w.])(?P<letters>{any_of(_LETTER_SIGNS)})\s?(?=\d{{1,3}}[.,]\d{{3}}|\d{{4}})"
        rf"(?P<number_letters>{_NUMBER})"
    )
    # "from 5,000 to 10,000", "10-15" or one number, before its currency
    numbers = (
        rf"(?:{between}(?P<number_between>{_NUMBER}){both}(?P<up_to_between>{_NUMBER})"
        rf"|(?<![\w.,])(?:(?P<number_range>{_NUMBER}){to}(?P<up_to_range>{_NUMBER})"
        rf"|(?P<number_before>{_NUMBER})))"
    )
    counted = numbers + tail.format("counted") + rf"(?:{linking}(?P<currency>{currency}))"
    several = any_of(word for word, value in words.numbers.items() if value > 1)
    in_words = (
        rf"\b(?:(?P<number_word>(?i:{any_of((*words.numbers, *words.half))}))[\s-]"
        rf"(?P<magnitude_word>{magnitude})|(?P<number_alone>(?i:{several})))"
        rf"{linking}(?P<currency_word>{spelled})"
    )
    # "between US$ 5,000 and 10,000"
    pair = (
        rf"{between}(?P<sign_pair>{signs}|{iso_codes})\s?(?P<number_pair>{_NUMBER}){both}"
        rf"(?P<up_to_pair>{_NUMBER})" + tail.format("pair")
    )
    forms = (pair, before, letters, counted, in_words)
    return re.compile("|".join(f"(?:{form})" for form in forms))


def _currencies(lang: str, words: MoneyWords) -> str:
    """Return the pattern of a currency with the word that says whose it is."""
    code = lang[:2]
    currencies = any_of({*words.currencies, *(name.casefold() for name in names_in(code))})
    if code == "en":
        return rf"(?:{any_of(_ENGLISH_ADJECTIVES)}\s+)?{currencies}"
    adjectives = any_of(
        dict.fromkeys(form for iso3 in DEMONYMS for form in demonyms_of(iso3, code))
    )
    return rf"{currencies}(?:\s+(?:{adjectives}|{_COUNTRY_AFTER})(?![^\W\d_]))?"
