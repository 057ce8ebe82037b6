"""What changed between two texts of an entry, field by field and word by word, as safe HTML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, Outcome, Precision
from reporting.periods import Period, describe_period

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_LINES = 500  # of a text that are compared line by line
_TOO_MANY = 250_000  # pairs of words; beyond, a passage is shown as replaced as a whole
_MOST_PAIRS = 500_000  # the same in all passages of a text together
_CONTEXT = 1  # unchanged lines shown around a change


@dataclass(frozen=True)
class Difference:
    """A field whose value differs; `html` marks with <del> and <ins> what went and what came."""

    field: str
    words: str
    html: SafeString


def compared(
    before: EntryContent, after: EntryContent, countries: Mapping[str, str]
) -> list[Difference]:
    """The fields that differ. `countries` are names by ISO alpha-3 code."""
    one, other = _readable(before, countries), _readable(after, countries)
    return [
        Difference(field, words, difference(one[field], other[field]))
        for field, words in _field_words().items()
        if one[field] != other[field]
    ]


def difference(before: str, after: str) -> SafeString:
    """Both texts in one, by lines and, where lines differ, by words."""
    one, other = before.splitlines(), after.splitlines()
    if max(len(one), len(other)) > _MOST_LINES:
        return _replaced(before, after)
    matcher = SequenceMatcher(None, one, other)
    return mark_safe("\n".join(_by_lines(matcher, one, other)))  # each part is escaped


def _by_lines(
    matcher: "SequenceMatcher[str]", one: list[str], other: list[str]
) -> Iterator[SafeString]:
    left = _MOST_PAIRS
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from _context(one[a:b], first=a == 0, last=b == len(one))
            continue
        gone, come = _TOKENS.findall("\n".join(one[a:b])), _TOKENS.findall("\n".join(other[c:d]))
        pairs = len(gone) * len(come)
        if pairs > min(_TOO_MANY, left):
            yield _replaced("".join(gone), "".join(come))
        else:
            left -= pairs
            yield _by_words(gone, come)


def _context(lines: list[str], *, first: bool, last: bool) -> Iterator[SafeString]:
    """The lines next to a change; dots stand for the others."""
    head = [] if first else lines[:_CONTEXT]
    tail = [] if last else lines[max(len(head), len(lines) - _CONTEXT) :]
    yield from (escape(line) for line in head)
    if len(head) + len(tail) < len(lines):
        yield mark_safe("…")
    yield from (escape(line) for line in tail)


def _by_words(one: list[str], other: list[str]) -> SafeString:
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, come = "".join(one[a:b]), "".join(other[c:d])
        parts.append(escape(gone) if tag == "equal" else _replaced(gone, come))
    return mark_safe("".join(parts))


def _replaced(gone: str, come: str) -> SafeString:
    deleted = format_html("<del>{}</del>", gone) if gone else ""
    inserted = format_html("<ins>{}</ins>", come) if come else ""
    return mark_safe(deleted + inserted)


def _field_words() -> dict[str, str]:
    return {
        "kind": _("Column"),
        "label": _("Label"),
        "heading": _("Heading"),
        "subheading": _("Sub-heading"),
        "text": _("Text"),
        "language": _("Language"),
        "activities": _("Program activities"),
        "countries": _("Countries"),
        "events": _("Dated events"),
        "documents": _("Documents"),
        "continues": _("Continues"),
        "outcome": _("What became of it"),
        "outcome_reason": _("Reason"),
    }


def _readable(content: EntryContent, countries: Mapping[str, str]) -> dict[str, str]:
    """Each field as lines of words."""
    return {
        "kind": str(EntryKind(content.kind).label),
        "label": content.label,
        "heading": content.heading,
        "subheading": content.subheading,
        "text": content.text,
        "language": content.language,
        "activities": "\n".join(content.activities),
        "countries": "\n".join(
            f"{countries.get(code, code)}: {CountryRole(role).label}"
            for code, role in content.countries
        ),
        "events": "\n".join(_event_words(event, countries) for event in content.events),
        "documents": "\n".join(f"{title}: {url}" for title, url in content.documents),
        "continues": "\n".join(content.continues),
        "outcome": str(Outcome(content.outcome).label) if content.outcome else "",
        "outcome_reason": content.outcome_reason,
    }


def _event_words(event: EventContent, countries: Mapping[str, str]) -> str:
    when = describe_period(Period(event.start, event.end, Precision(event.precision)))
    where = countries.get(event.country, event.country)
    return ", ".join(part for part in (when, event.place, where) if part)
