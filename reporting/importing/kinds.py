"""The kinds of value in a file. Each yields the problems of a value, with its location.

A text is validated by the field of the model that stores it (length, choices, validators). A
file is therefore refused before the database is used, and on every database alike.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from program.rich_text import RichTextError
from reporting.enums import Precision
from reporting.exceptions import PeriodRefused
from reporting.importing.texts import stored_text
from reporting.importing.yaml_files import Node
from reporting.periods import parse_period

Kind = Callable[[object, str], Iterator[str]]
Kinds = Mapping[str, Kind]


def column(model: type[models.Model], name: str) -> Kind:
    """A text that is valid for the field `name` of `model`."""
    field = _field(model, name)
    may_have_lines = isinstance(field, models.TextField)

    def check(value: object, location: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{location}: " + _("expected text, found %(what)s") % {
                "what": _description(value)
            }
        elif value and not value.strip():
            yield f"{location}: " + _("nothing but spaces")
        elif forbidden := _forbidden_character(value, may_have_lines=may_have_lines):
            yield f"{location}: " + _("the character %(name)s is not allowed in a text") % {
                "name": forbidden
            }
        else:
            yield from _field_problems(field, value, location)

    return check


def long_text(model: type[models.Model], name: str) -> Kind:
    """A long text (`reporting.importing.texts`) that the field `name` of `model` stores."""
    text = column(model, name)

    def check(value: object, location: str) -> Iterator[str]:
        problems = list(text(value, location))
        yield from problems
        if problems:
            return
        try:
            if not stored_text(str(value)):
                yield f"{location}: “{_shortened(value)}”: " + _("there are no words in it")
        except RichTextError as error:
            yield f"{location}: “{_shortened(value)}”: {error}"

    return check


def code(model: type[models.Model], name: str) -> Kind:
    """As `column`, but a number is also accepted without quotation marks."""
    text = column(model, name)

    def check(value: object, location: str) -> Iterator[str]:
        yield from text(str(value) if _is_integer(value) else value, location)

    return check


def whole(model: type[models.Model], name: str) -> Kind:
    """A whole number that is valid for the field `name` of `model`."""
    field = _field(model, name)

    def check(value: object, location: str) -> Iterator[str]:
        if _is_integer(value):
            yield from _field_problems(field, value, location)
        else:
            yield f"{location}: " + _("expected a whole number, found %(what)s") % {
                "what": _description(value)
            }

    return check


def amount(model: type[models.Model], name: str) -> Kind:
    """An amount of money, not negative, that is valid for the field `name` of `model`."""
    field = _field(model, name)

    def check(value: object, location: str) -> Iterator[str]:
        try:
            number = Decimal("NaN" if isinstance(value, bool | list | dict) else str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            yield f"{location}: " + _("expected an amount, found %(what)s") % {
                "what": _description(value)
            }
        elif number < 0:
            yield f"{location}: " + _("an amount is not negative")
        else:
            yield from _field_problems(field, number, location)

    return check


def flag(value: object, location: str) -> Iterator[str]:
    """A boolean."""
    if not isinstance(value, bool):
        yield f"{location}: " + _("expected true or false, found %(what)s") % {
            "what": _description(value)
        }


def period(value: object, location: str) -> Iterator[str]:
    """A date or a range of dates that `reporting.periods` reads; a year may be a number."""
    if not isinstance(value, str) and not _is_integer(value):
        yield f"{location}: " + _("expected a date, found %(what)s") % {"what": _description(value)}
        return
    try:
        parse_period(str(value))
    except PeriodRefused as error:
        yield f"{location}: {error}"


def day(value: object, location: str) -> Iterator[str]:
    """A single day."""
    problems = list(period(value, location))
    yield from problems
    if not problems:
        parsed = parse_period(str(value))
        if parsed.precision != Precision.DAY or parsed.start != parsed.end:
            yield f"{location}: " + _("“%(words)s” is not a single day") % {"words": value}


def or_nothing(kind: Kind) -> Kind:
    """As `kind`, but the value may be left empty."""

    def check(value: object, location: str) -> Iterator[str]:
        if value is not None:
            yield from kind(value, location)

    return check


def list_of(kind: Kind, *, repeats: bool = False) -> Kind:
    """A list of `kind`, without repeated items unless `repeats`."""

    def check(value: object, location: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{location}: " + _("expected a list, found %(what)s") % {
                "what": _description(value)
            }
            return
        for index, item in enumerate(value):
            item_location = item.location if isinstance(item, Node) else location
            yield from kind(item, item_location)
            if not repeats and item in value[:index]:
                yield f"{item_location}: " + _("“%(what)s” is repeated") % {
                    "what": _shortened(item)
                }

    return check


def one_or_more(kind: Kind) -> Kind:
    """One value of `kind`, or a list of them."""
    list_check = list_of(kind)

    def check(value: object, location: str) -> Iterator[str]:
        yield from list_check(value if isinstance(value, list) else [value], location)

    return check


def mapping(required: Kinds, optional: Kinds | None = None) -> Kind:
    """A mapping with these keys only."""
    known = {**required, **(optional or {})}

    def check(value: object, location: str) -> Iterator[str]:
        if not isinstance(value, Node):
            yield f"{location}: " + _("expected keys and values, found %(what)s") % {
                "what": _description(value)
            }
            return
        for key in required:
            if value.get(key) in (None, "", []):
                yield f"{value.location}: " + _("“%(key)s” is missing") % {"key": key}
        for key, item in value.items():
            if key not in known:
                yield f"{value.at(key)}: " + _("“%(key)s” is not a key known here") % {"key": key}
            elif key not in required or item not in (None, "", []):
                yield from known[key](item, value.at(key))

    return check


def mapping_of(keys: Kind, values: Kind) -> Kind:
    """A mapping with any keys of the kind `keys`."""

    def check(value: object, location: str) -> Iterator[str]:
        if not isinstance(value, Node):
            yield f"{location}: " + _("expected keys and values, found %(what)s") % {
                "what": _description(value)
            }
            return
        for key, item in value.items():
            yield from keys(key, value.at(key))
            yield from values(item, value.at(key))

    return check


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _field_problems(field: Any, value: object, location: str) -> Iterator[str]:
    try:
        field.clean(value, None)
    except ValidationError as error:
        yield f"{location}: “{_shortened(value)}”: " + " ".join(error.messages)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _forbidden_character(text: str, *, may_have_lines: bool) -> str:
    """The code point of the first forbidden character: a control, a tab or a surrogate; or ""."""
    for character in text:
        if character == "\n" and may_have_lines:
            continue
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            return f"U+{ord(character):04X}"
    return ""


def _description(value: object) -> str:
    match value:
        case None:
            return _("nothing")
        case bool():
            return _("true or false")
        case list():
            return _("a list")
        case dict():
            return _("keys and values")
        case _:
            return f"“{_shortened(value)}”"


def _shortened(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
