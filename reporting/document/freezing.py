"""Conversion of a report to JSON and back, so that an edition can be rendered years later.

`version` identifies the fields of `Report`. A change of the fields must raise it, and add to
`_UPGRADES` a function that converts the JSON of the version before.
"""

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from program.rich_text import from_old_markdown, from_plain
from reporting.document.content import Report, ReportHighlight
from reporting.exceptions import ReportingError

VERSION = 7
Frozen = dict[str, Any]

# By version: a function that converts the "report" of that version to the next one.
_UPGRADES: dict[int, Callable[[Frozen], Frozen]] = {
    1: lambda report: {**report, "register": []},  # version 1 had no register
    2: lambda report: report,  # `nothing_to_report` was added, with an empty default
    3: lambda report: {**report, "register": list(map(_with_coverage, report["register"]))},
    4: lambda report: _with_rich_text(report),
    5: lambda report: report,  # the source of outcomes was added, with empty defaults
    6: lambda report: report,  # the fields of version 7 have defaults
}
# The values of coverage by their names up to version 3.
_COVERAGE_OF_MARK = {
    "reported": "reported",
    "promised": "planned",
    "listed": "listed",
    "nothing": "declared-nothing",
    "silent": "nothing-reported",
    "none": "not-assigned",
}


def _with_coverage(activity: Frozen) -> Frozen:
    return {"code": activity["code"], "coverage": _COVERAGE_OF_MARK[activity["mark"]]}


# Up to version 4, texts with these names were Markdown, and those were plain.
_MARKDOWN_FIELDS = frozenset({"text", "lead", "preamble"})
_PLAIN_FIELDS = frozenset({"nothing_to_report", "note"})


def _with_rich_text(value: Any, name: str = "") -> Any:
    """Return frozen content with its long texts in the stored form, with the words it had."""
    if isinstance(value, dict):
        return {field: _with_rich_text(part, field) for field, part in value.items()}
    if isinstance(value, list):
        return [_with_rich_text(part, name) for part in value]
    if name in _MARKDOWN_FIELDS:
        return from_old_markdown(value)
    return from_plain(value) if name in _PLAIN_FIELDS else value


class UnknownVersion(ReportingError):
    """Frozen content of a version that this portal cannot read."""


def to_json(report: Report) -> Frozen:
    """The report as JSON data: `{"version": …, "report": …}`."""
    return {"version": VERSION, "report": _plain(report)}


def from_json(frozen: Frozen) -> Report:
    """The report that was frozen; it equals the original. Raises `UnknownVersion`."""
    return cast(Report, _restored(Report, _upgraded(frozen)))


def frozen_highlights(frozen: Frozen) -> tuple[ReportHighlight, ...]:
    """Only the highlights of the report that was frozen. Raises `UnknownVersion`."""
    # Only the highlights are upgraded, because converting the whole report takes long.
    report = {"highlights": cast(Frozen, frozen["report"])["highlights"], "register": []}
    plain = _upgraded({**frozen, "report": report})["highlights"]
    return tuple(
        cast(ReportHighlight, _restored(ReportHighlight, highlight)) for highlight in plain
    )


def _upgraded(frozen: Frozen) -> Frozen:
    version, plain = frozen.get("version"), frozen.get("report")
    while version in _UPGRADES:
        plain = _UPGRADES[version](cast(Frozen, plain))
        version += 1
    if version != VERSION or not isinstance(plain, dict):
        raise UnknownVersion(
            _("This frozen report is of version %(version)s; known are those up to %(known)d.")
            % {"version": version, "known": VERSION}
        )
    return plain


def canonical(frozen: Frozen) -> bytes:
    """The bytes that are hashed: the same for equal content, whichever database stored it."""
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(content: bytes) -> str:
    """The SHA-256 hash of a file, or of canonical bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value) if isinstance(value, str) else value  # the value of an enum, not the enum


def _restored(hint: Any, plain: Any) -> Any:
    """The value of type `hint` from which `plain` was made."""
    if plain is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_restored(get_args(hint)[0], item) for item in plain)
    if NoneType in get_args(hint):
        return _restored(
            next(field_type for field_type in get_args(hint) if field_type is not NoneType), plain
        )
    if isinstance(hint, type) and is_dataclass(hint):
        return cast(Any, hint)(
            **{
                name: _restored(field_type, plain[name])
                for name, field_type in _field_types(hint).items()
                if name in plain
            }
        )
    if hint is datetime.datetime:
        return datetime.datetime.fromisoformat(plain)
    if hint is datetime.date:
        return datetime.date.fromisoformat(plain)
    return Decimal(plain) if hint is Decimal else plain


@cache
def _field_types(dataclass_type: type) -> dict[str, Any]:
    hints = get_type_hints(dataclass_type)
    return {field.name: hints[field.name] for field in fields(dataclass_type)}
