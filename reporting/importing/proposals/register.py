"""The Program activities that a chapter lists in its first column."""

import re
from collections.abc import Iterable, Sequence

from program.rich_text import to_plain
from reporting.checks.similarity import content_words, likeness
from reporting.importing.proposals.lines import PlacedLine, placed_lines
from reporting.importing.proposals.marks import Known
from reporting.importing.proposals.proposal import ProposedActivity
from reporting.importing.proposals.reference import KnownActivity, Reference
from reporting.importing.proposals.texts import stored_text
from reporting.importing.sources.model import SourceCell

_SAME = 0.6  # likeness of two wordings of one activity
_SIGNED = re.compile(
    r"(?:n\.?\s?[º°o]s?\.?|no\.|nos\.|#)\s{0,2}(\d{1,3})\s?[.:)–-]?\s*", re.IGNORECASE
)


def read_activities(
    cells: Iterable[SourceCell], reference: Reference
) -> tuple[str, list[ProposedActivity]]:
    """Return the preamble, as stored text, and the activities that the cells list."""
    lines = placed_lines(cells, Known())
    preamble: list[PlacedLine] = []
    if len(lines) > 1 and lines[0].text.endswith(":") and not lines[0].marked.is_marked:
        preamble, lines = lines[:1], lines[1:]
    numbered = [_number_of(line) for line in lines]
    has_numbers = any(number is not None for number, _line in numbered)
    groups: list[tuple[int | None, list[PlacedLine]]] = []
    for number, line in numbered:
        begins = number is not None or not groups
        if not has_numbers:
            begins = begins or not line.text[:1].islower()
        elif groups and groups[-1][0] is None:
            begins = begins or (not line.text[:1].islower() and groups[-1][1][-1].is_finished)
        if begins:
            groups.append((number, [line]))
        else:
            groups[-1][1].append(line)
    activities = [_activity(number, group, reference) for number, group in groups]
    text = stored_text([(line, 0) for line in preamble]) if preamble else ""
    return text, [activity for activity in activities if activity.text or activity.code]


def _number_of(line: PlacedLine) -> tuple[int | None, PlacedLine]:
    marked = line.marked
    if marked.number is not None:
        return marked.number, line
    if marked.label and (number := re.search(r"\d{1,3}", marked.label)):
        return int(number.group()), line
    if signed := _SIGNED.match(marked.text):
        rest = PlacedLine(
            type(marked)(marked.line.without_start(signed.end())), line.place, line.begins_block
        )
        return int(signed.group(1)), rest
    return None, line


def _activity(
    number: int | None, lines: Sequence[PlacedLine], reference: Reference
) -> ProposedActivity:
    text = stored_text([(line, 0) for line in lines])
    codes = reference.codes_by_number()
    if number is not None:
        return ProposedActivity(codes.get(number), number, text)
    known = _same(to_plain(text), reference.activities, reference.assigned)
    return ProposedActivity(known.code if known else None, known.number if known else None, text)


def same_activity(text: str, reference: Reference) -> KnownActivity | None:
    """Return the Program activity that `text` is a wording of."""
    return _same(text, reference.activities, reference.assigned)


def _same(
    text: str, activities: Iterable[KnownActivity], assigned: frozenset[str]
) -> KnownActivity | None:
    """Return the activity whose wording is most like `text`; those assigned come first."""
    words = content_words(text)
    ranked = [
        (likeness(words, content_words(known_text)), known.code in assigned, known.code, known)
        for known in activities
        for known_text in known.texts
    ]
    best = max(ranked, key=lambda rank: rank[:3], default=None)
    return best[3] if best is not None and best[0] >= _SAME else None
