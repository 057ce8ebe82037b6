"""The report's content as JSON and back, so that an edition renders again years later.

`version` says which shape of `Report` was written. A change of that shape raises it, and adds to
`_UPGRADES` how JSON of the version before becomes JSON of the next.
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

from reporting.document.content import Highlight, Report
from reporting.exceptions import ReportingError

VERSION = 4
Frozen = dict[str, Any]

# By the version it comes from: the "report" of that version as one of the next.
_UPGRADES: dict[int, Callable[[Frozen], Frozen]] = {
    1: lambda report: {**report, "register": []},  # it did not say what became of each activity
    2: lambda report: report,  # no chapter said why there is nothing to report, which is no reason
    3: lambda report: {**report, "register": list(map(_with_coverage, report["register"]))},
}
# The states of coverage by the name they had up to version 3.
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


class UnknownVersion(ReportingError):
    """Frozen content of a version that this portal cannot read."""


def to_json(report: Report) -> Frozen:
    """The report as a document of JSON: `{"version", "report"}`."""
    return {"version": VERSION, "report": _plain(report)}


def from_json(frozen: Frozen) -> Report:
    """The report that was frozen, equal to it in every part. Raises `UnknownVersion`."""
    return cast(Report, _made(Report, _upgraded(frozen)))


def frozen_highlights(frozen: Frozen) -> tuple[Highlight, ...]:
    """Those of the report that was frozen, the rest of it left as it is. Raises `UnknownVersion`."""
    plain = _upgraded(frozen)["highlights"]
    return tuple(cast(Highlight, _made(Highlight, highlight)) for highlight in plain)


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
    """The bytes that are hashed: the same for the same content, whatever kept it meanwhile."""
    return json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(content: bytes) -> str:
    """The hash of a file, or of canonical bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value) if isinstance(value, str) else value  # the value of an enum, not the enum


def _made(hint: Any, plain: Any) -> Any:
    """The value of type `hint` that `plain` was made from."""
    if plain is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_made(get_args(hint)[0], one) for one in plain)
    if NoneType in get_args(hint):
        return _made(next(kind for kind in get_args(hint) if kind is not NoneType), plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return cast(Any, hint)(
            **{
                name: _made(kind, plain[name])
                for name, kind in _parts(hint).items()
                if name in plain
            }
        )
    if hint is datetime.date:
        return datetime.date.fromisoformat(plain)
    return Decimal(plain) if hint is Decimal else plain


@cache
def _parts(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}
