"""Characters that the typefaces of the printed report do not have."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from fontTools.ttLib import TTFont

from reporting.checks.content import CheckedText, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.registry import CheckResult, Scope, check, in_text

_FONTS = settings.BASE_DIR / "static" / "fonts"
_TEXT_FACE = "SourceSerif4-Regular.ttf"  # in which texts are printed (static/document/report.css)
_WITHOUT_SHAPE = {"Cc", "Cf", "Zl", "Zp", "Zs", "Mn"}  # spaces, controls, marks on letters


@cache
def _printable() -> frozenset[int]:
    """Return the code points that the typeface of the texts has."""
    with TTFont(_FONTS / _TEXT_FACE, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_characters(text: str) -> dict[str, int]:
    """Return the characters of `text` that the typeface lacks, each with its first position."""
    missing: dict[str, int] = {}
    if text.isascii():
        return missing
    for position, character in enumerate(text):
        if ord(character) in _printable() or unicodedata.category(character) in _WITHOUT_SHAPE:
            continue
        missing.setdefault(character, position)
    return missing


@check(
    "words.not-in-typeface",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_(
        "The typeface of the report lacks a character. It may be printed as an empty box."
    ),
    remedy=_("Replace the character, or write what it means in words."),
)
def not_in_typeface(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for character, position in missing_characters(text.plain).items():
        message = gettext("The typeface of the report lacks “%(character)s” (U+%(code)04X).") % {
            "character": character,
            "code": ord(character),
        }
        yield in_text(text, message, position, position + 1)
