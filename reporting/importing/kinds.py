"""The kinds of value a file may hold. Each yields what is wrong with a value, with its place.

A text obeys the model's column that will hold it (length, vocabulary, form), so that a file says
the same on every database, and is refused before the database sees it.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from reporting.enums import Precision
from reporting.exceptions import PeriodRefused
from reporting.importing.yaml_files import Node
from reporting.periods import parse_period

Kind = Callable[[object, str], Iterator[str]]
Kinds = Mapping[str, Kind]


def column(model: type[models.Model], name: str) -> Kind:
    """Text that the column `name` of `model` takes."""
    field = _field(model, name)
    lines = isinstance(field, models.TextField)

    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{place}: " + _("expected text, found %(what)s") % {"what": _name_of(value)}
        elif value and not value.strip():
            yield f"{place}: " + _("nothing but spaces")
        elif forbidden := _forbidden_character(value, lines=lines):
            yield f"{place}: " + _("the character %(name)s is not allowed in a text") % {
                "name": forbidden
            }
        else:
            yield from _refused_by(field, value, place)

    return check


def code(model: type[models.Model], name: str) -> Kind:
    """As `column`, but a number may stand without quotes."""
    text = column(model, name)

    def check(value: object, place: str) -> Iterator[str]:
        yield from text(str(value) if _is_whole(value) else value, place)

    return check


def whole(model: type[models.Model], name: str) -> Kind:
    """A whole number that the column `name` of `model` takes."""
    field = _field(model, name)

    def check(value: object, place: str) -> Iterator[str]:
        if _is_whole(value):
            yield from _refused_by(field, value, place)
        else:
            yield f"{place}: " + _("expected a whole number, found %(what)s") % {
                "what": _name_of(value)
            }

    return check


def amount(model: type[models.Model], name: str) -> Kind:
    """An amount of money, not negative, that the column `name` of `model` takes."""
    field = _field(model, name)

    def check(value: object, place: str) -> Iterator[str]:
        try:
            number = Decimal("NaN" if isinstance(value, bool | list | dict) else str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            yield f"{place}: " + _("expected an amount, found %(what)s") % {"what": _name_of(value)}
        elif number < 0:
            yield f"{place}: " + _("an amount is not negative")
        else:
            yield from _refused_by(field, number, place)

    return check


def flag(value: object, place: str) -> Iterator[str]:
    """true or false."""
    if not isinstance(value, bool):
        yield f"{place}: " + _("expected true or false, found %(what)s") % {"what": _name_of(value)}


def period(value: object, place: str) -> Iterator[str]:
    """A date or a range of dates as `reporting.periods` reads it; a year may be a number."""
    if not isinstance(value, str) and not _is_whole(value):
        yield f"{place}: " + _("expected a date, found %(what)s") % {"what": _name_of(value)}
        return
    try:
        parse_period(str(value))
    except PeriodRefused as error:
        yield f"{place}: {error}"


def day(value: object, place: str) -> Iterator[str]:
    """One day of the calendar."""
    problems = list(period(value, place))
    yield from problems
    if not problems:
        found = parse_period(str(value))
        if found.precision != Precision.DAY or found.start != found.end:
            yield f"{place}: " + _("“%(words)s” is not a single day") % {"words": value}


def or_nothing(kind: Kind) -> Kind:
    """As `kind`, but the value may be left empty."""

    def check(value: object, place: str) -> Iterator[str]:
        if value is not None:
            yield from kind(value, place)

    return check


def list_of(kind: Kind, *, repeats: bool = False) -> Kind:
    """A list of `kind`, in which nothing stands twice unless `repeats`."""

    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place}: " + _("expected a list, found %(what)s") % {"what": _name_of(value)}
            return
        for at, item in enumerate(value):
            own = item.place if isinstance(item, Node) else place
            yield from kind(item, own)
            if not repeats and item in value[:at]:
                yield f"{own}: " + _("“%(what)s” stands twice") % {"what": _short(item)}

    return check


def one_or_more(kind: Kind) -> Kind:
    """One value of `kind`, or a list of them."""
    several = list_of(kind)

    def check(value: object, place: str) -> Iterator[str]:
        yield from several(value if isinstance(value, list) else [value], place)

    return check


def mapping(required: Kinds, optional: Kinds | None = None) -> Kind:
    """A mapping with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, Node):
            yield f"{place}: " + _("expected keys and values, found %(what)s") % {
                "what": _name_of(value)
            }
            return
        for key in required:
            if value.get(key) in (None, "", []):
                yield f"{value.place}: " + _("“%(key)s” is missing") % {"key": key}
        for key, held in value.items():
            if key not in known:
                yield f"{value.at(key)}: " + _("“%(key)s” is not a key known here") % {"key": key}
            elif key not in required or held not in (None, "", []):
                yield from known[key](held, value.at(key))

    return check


def mapping_of(keys: Kind, values: Kind) -> Kind:
    """A mapping with keys of one's own choice."""

    def check(value: object, place: str) -> Iterator[str]:
        if not isinstance(value, Node):
            yield f"{place}: " + _("expected keys and values, found %(what)s") % {
                "what": _name_of(value)
            }
            return
        for key, held in value.items():
            yield from keys(key, value.at(key))
            yield from values(held, value.at(key))

    return check


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _refused_by(field: Any, value: object, place: str) -> Iterator[str]:
    try:
        field.clean(value, None)
    except ValidationError as error:
        yield f"{place}: “{_short(value)}”: " + " ".join(error.messages)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _forbidden_character(text: str, *, lines: bool) -> str:
    """The first character that no text may hold, by name: controls, tabs, half characters."""
    for character in text:
        if character == "\n" and lines:
            continue
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            return f"U+{ord(character):04X}"
    return ""


def _name_of(value: object) -> str:
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
            return f"“{_short(value)}”"


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 60 else f"{words[:59]}…"
