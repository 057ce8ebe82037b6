"""Numbers as list markers show them."""

STYLES = ("1", "a", "A", "i", "I")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST_ROMAN = 3999


def numeral(number: int, style: str) -> str:
    """Return `number` in a style of HTML's `ol` element, as browsers write it.

    What a style cannot write (0 as a letter, 4000 in Roman numerals) is written in digits.
    """
    lower = style.lower()
    if lower == "a" and number > 0:
        written = _letters(number)
    elif lower == "i" and 0 < number <= LARGEST_ROMAN:
        written = _roman(number)
    else:
        return str(number)
    return written.upper() if style.isupper() else written


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab …"""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("a") + index) + letters
    return letters


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        roman += letters * count
    return roman
