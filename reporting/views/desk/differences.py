"""The differences between two contents of an entry, by field and by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from program.rich_text import to_plain
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import (
    CountryRole,
    EntryKind,
    MarkSource,
    Precision,
    TitleSource,
    outcome_words,
)
from reporting.periods import Period, describe_period
from reporting.text_parts import TextPart

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_LINES = 500  # a longer text is shown as replaced as a whole
_MOST_PAIRS_OF_PASSAGE = (
    250_000  # pairs of words; a passage with more is shown as replaced as a whole
)
_MOST_PAIRS_OF_TEXT = 500_000  # pairs of words that are compared in all passages of a text together
_CONTEXT = 1  # unchanged lines shown around a change


@dataclass(frozen=True)
class Difference:
    """A field whose value differs, and both values in one text."""

    field: str
    label: str
    text: list[TextPart]


def compared(
    before: EntryContent, after: EntryContent, countries: Mapping[str, str]
) -> list[Difference]:
    """The fields that differ. `countries` maps ISO alpha-3 codes to names."""
    old, new = _readable(before, countries), _readable(after, countries)
    return [
        Difference(field, label, difference(old[field], new[field]))
        for field, label in _field_labels().items()
        if old[field] != new[field]
    ]


def field_label(name: str) -> str:
    """The name of a field of an entry's content for people."""
    return str(_field_labels().get(name, name))


def field_words(content: EntryContent, name: str, countries: Mapping[str, str]) -> str:
    """The value of a field as text that people can read, a line for each of its elements."""
    words = _readable(content, countries)
    return words[name] if name in words else str(getattr(content, name))


def difference(before: str, after: str) -> list[TextPart]:
    """Both texts in one, compared by line and, where lines differ, by word.

    What is only in `before` is in <del>, what is only in `after` in <ins>.
    """
    old_lines, new_lines = before.splitlines(), after.splitlines()
    if max(len(old_lines), len(new_lines)) > _MOST_LINES:
        return _replaced(before, after)
    pieces = _by_lines(SequenceMatcher(None, old_lines, new_lines), old_lines, new_lines)
    parts: list[TextPart] = []
    for number, piece in enumerate(pieces):
        parts += [TextPart("\n"), *piece] if number else piece
    return parts


def _by_lines(
    matcher: "SequenceMatcher[str]", old_lines: list[str], new_lines: list[str]
) -> Iterator[list[TextPart]]:
    """Yield the changed passages, and each unchanged line that is shown, in order."""
    pairs_left = _MOST_PAIRS_OF_TEXT
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            is_first, is_last = old_start == 0, old_end == len(old_lines)
            for line in _context(old_lines[old_start:old_end], first=is_first, last=is_last):
                yield [TextPart(line)]
            continue
        old_tokens, new_tokens = (
            _TOKENS.findall("\n".join(old_lines[old_start:old_end])),
            _TOKENS.findall("\n".join(new_lines[new_start:new_end])),
        )
        pairs = len(old_tokens) * len(new_tokens)
        if pairs > min(_MOST_PAIRS_OF_PASSAGE, pairs_left):
            yield _replaced("".join(old_tokens), "".join(new_tokens))
        else:
            pairs_left -= pairs
            yield _by_words(old_tokens, new_tokens)


def _context(lines: list[str], *, first: bool, last: bool) -> Iterator[str]:
    """The lines next to a change; an ellipsis replaces the others."""
    head = [] if first else lines[:_CONTEXT]
    tail = [] if last else lines[max(len(head), len(lines) - _CONTEXT) :]
    yield from head
    if len(head) + len(tail) < len(lines):
        yield "…"
    yield from tail


def _by_words(old_tokens: list[str], new_tokens: list[str]) -> list[TextPart]:
    parts: list[TextPart] = []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, old_tokens, new_tokens, autojunk=False
    ).get_opcodes():
        old, new = "".join(old_tokens[old_start:old_end]), "".join(new_tokens[new_start:new_end])
        parts += [TextPart(old)] if tag == "equal" else _replaced(old, new)
    return parts


def _replaced(old: str, new: str) -> list[TextPart]:
    deleted = [TextPart(old, "del")] if old else []
    inserted = [TextPart(new, "ins")] if new else []
    return deleted + inserted


def _field_labels() -> dict[str, str]:
    return {
        "kind": _("Column"),
        "title": _("Title"),
        "label": _("Label"),
        "heading": _("Heading"),
        "subheading": _("Subheading"),
        "text": _("Text"),
        "language": _("Language"),
        "activities": _("Program activities"),
        "countries": _("Countries"),
        "events": _("Dated events"),
        "documents": _("Documents"),
        "title_source": _("Source of the title"),
        "background_source": _("Background"),
        "themes": _("Themes"),
        "continues": _("Continues"),
        "outcome": _("Outcome"),
        "outcome_reason": _("Reason"),
        "outcome_quotation": _("Words of the report that state the outcome"),
    }


def _readable(content: EntryContent, countries: Mapping[str, str]) -> dict[str, str]:
    """The value of each field as text that people can read."""
    return {
        "kind": str(EntryKind(content.kind).label),
        "title": content.title,
        "label": content.label,
        "heading": content.heading,
        "subheading": content.subheading,
        "text": to_plain(content.text),
        "language": content.language,
        "activities": "\n".join(content.activities),
        "countries": "\n".join(
            f"{countries.get(code, code)}: {CountryRole(role).label}"
            for code, role in content.countries
        ),
        "events": "\n".join(_event_words(event, countries) for event in content.events),
        "documents": "\n".join(f"{title}: {url}" for title, url in content.documents),
        "continues": "\n".join(content.continues),
        "outcome": outcome_words(content.outcome) if content.outcome else "",
        "outcome_reason": to_plain(content.outcome_reason),
        "outcome_quotation": content.outcome_quotation,
        "title_source": _label(TitleSource, content.title_source),
        "background_source": _label(MarkSource, content.background_source),
        "themes": "\n".join(
            f"{code}: {_label(MarkSource, source)}" for code, source in content.themes
        ),
    }


def _event_words(event: EventContent, countries: Mapping[str, str]) -> str:
    when = describe_period(Period(event.start, event.end, Precision(event.precision)))
    where = countries.get(event.country, event.country)
    background = _("background") if event.background_source else ""
    parts = (when, event.title, event.place, where, background)
    return ", ".join(part for part in parts if part)


def _label(source: type[MarkSource | TitleSource], value: str) -> str:
    return str(source(value).label) if value else ""
