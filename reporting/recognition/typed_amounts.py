"""What an amount that a person types can mean: "25.000" is 25,000 for some and 25 for others."""

import re
from decimal import Decimal

MAX_TYPED = 40  # characters
_SPACES = re.compile(r"(?<=\d)[\s’'](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"\d+")
_ASKED = re.compile(r"(\d{1,3})[.,](\d{3})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_FRACTION = re.compile(r"(\d+)[.,](\d{1,2})")


def read_amount(text: str) -> tuple[Decimal, ...]:
    """Return the amounts that the typed text can mean; empty when it is no amount.

    One separator before three digits has two meanings: thousands, and a fraction. A number that
    begins with zero is a fraction, since nobody groups "0.500".
    """
    number = _SPACES.sub("", " ".join(text[: MAX_TYPED + 1].split()))
    if len(text.strip()) > MAX_TYPED:
        return ()
    if _PLAIN.fullmatch(number):
        return (Decimal(number),)
    if asked := _ASKED.fullmatch(number):
        whole, rest = asked.groups()
        fraction = Decimal(f"{whole}.{rest}")
        return (fraction,) if whole.startswith("0") else (Decimal(whole + rest), fraction)
    if _GROUPED.fullmatch(number):
        return (_grouped(number),)
    if fraction_only := _FRACTION.fullmatch(number):
        return (Decimal(".".join(fraction_only.groups())),)
    return ()


def _grouped(number: str) -> Decimal:
    """The value of "1,234,567.50" or "1.234.567,50"."""
    separator = next(sign for sign in number if sign in ".,")
    other = "," if separator == "." else "."
    return Decimal(number.replace(separator, "").replace(other, "."))
