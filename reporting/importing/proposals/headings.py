"""Headings and sub-headings between the items of a column, and those that begin a paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from program.rich_text.model import Run
from reporting.importing.proposals.lines import PlacedLine
from reporting.importing.sources.model import Line, plain_words

_LONGEST = 160  # characters of a heading
_LONGEST_PLAIN = 70  # of one without any formatting
_END = re.compile(r"[.;,][\"”’»)]*\Z")
_RUN_IN_END = re.compile(r"[:.–—-]\s*\Z")


@dataclass(frozen=True)
class ItemHeading:
    """The heading on a line; `rank` 0 is a heading, 1 a sub-heading."""

    text: str
    rank: int


@dataclass(frozen=True)
class _Form:
    """How a heading looks. Headings that look the same have the same rank."""

    style: int
    is_numbered: bool
    is_bold: bool
    is_capital: bool
    is_underlined: bool
    is_italic: bool


def headings_of(lines: Sequence[PlacedLine]) -> dict[int, ItemHeading]:
    """Return which of `lines` are headings, by index."""
    is_bold_usual = _is_usual([line.marked.line.is_bold for line in lines])
    is_italic_usual = _is_usual([line.marked.line.is_italic for line in lines])
    candidates: dict[int, _Form] = {}
    for index, line in enumerate(lines[:-1]):
        form = _form(line, is_bold_usual, is_italic_usual)
        if _is_heading(lines, index, form):
            candidates[index] = form
    return _ranked(lines, candidates)


def _is_usual(values: Sequence[bool]) -> bool:
    return sum(values) * 2 > len(values)


def _form(line: PlacedLine, is_bold_usual: bool, is_italic_usual: bool) -> _Form:
    written = line.marked.line
    letters = [letter for letter in line.text if letter.isalpha()]
    return _Form(
        style=written.heading,
        is_numbered=line.marked.number is not None,
        is_bold=written.is_bold and not is_bold_usual,
        is_capital=len(letters) > 5 and all(letter.isupper() for letter in letters),
        is_underlined=written.is_underlined,
        is_italic=written.is_italic and not is_italic_usual,
    )


def _is_heading(lines: Sequence[PlacedLine], index: int, form: _Form) -> bool:
    line = lines[index]
    marked = line.marked
    if marked.label or marked.numbers or not 2 < len(line.text) <= _LONGEST:
        return False
    if marked.is_marked and marked.number is None:
        return False
    if form.style and not marked.is_marked:
        return True
    if form.is_bold or form.is_capital or form.is_underlined:
        return not _END.search(line.text) or (form.is_bold and form.is_capital)
    if form.is_italic and len(line.text) <= _LONGEST_PLAIN:
        return not _END.search(line.text)
    return _stands_above_bullets(lines, index)


def _stands_above_bullets(lines: Sequence[PlacedLine], index: int) -> bool:
    """Whether a short line without formatting stands between bulleted items as their heading."""
    line, following = lines[index], lines[index + 1]
    if len(line.text) > _LONGEST_PLAIN or _END.search(line.text) or len(line.text.split()) > 8:
        return False
    if line.marked.number is not None and following.marked.number is not None:
        return False
    if 0 < following.marked.line.indent <= line.marked.line.indent:
        return False  # a paragraph of the item above, set under its text
    bullets = sum(_is_bullet(other) for other in lines)
    if bullets * 2 < len(lines) or not line.text[:1].isupper():
        return False
    if _is_bullet(following):
        return True
    after = lines[index + 2] if index + 2 < len(lines) else None
    return (
        after is not None
        and _is_bullet(after)
        and len(following.text) <= _LONGEST_PLAIN
        and (not _END.search(following.text))
    )


def _is_bullet(line: PlacedLine) -> bool:
    return line.marked.is_marked and line.marked.number is None


def _ranked(lines: Sequence[PlacedLine], candidates: dict[int, _Form]) -> dict[int, ItemHeading]:
    forms = list(dict.fromkeys(candidates.values()))
    has_numbers = any(form.is_numbered for form in forms)
    has_pairs = any(index + 1 in candidates for index in candidates)
    ranked: dict[int, ItemHeading] = {}
    top: _Form | None = forms[0] if forms else None
    styles = sorted({form.style for form in forms if form.style})
    seen_top = False
    for index, form in candidates.items():
        if has_numbers:
            first_of_all = not any(
                candidates[other].is_numbered for other in candidates if other < index
            )
            rank = (
                0
                if form.is_numbered or (first_of_all and not lines[index].text.endswith(":"))
                else 1
            )
        elif len(styles) > 1 and form.style:
            rank = 0 if form.style == styles[0] else 1
        elif len(forms) > 1:
            rank = 0 if form == top else 1
        elif has_pairs:
            rank = 0 if index + 1 in candidates or not seen_top else 1
            if not seen_top and index + 1 not in candidates and _colon_differs(lines, candidates):
                rank = 0
        else:
            rank = 0
        seen_top = seen_top or rank == 0
        ranked[index] = ItemHeading(lines[index].text, rank)
    return ranked


def _colon_differs(lines: Sequence[PlacedLine], candidates: dict[int, _Form]) -> bool:
    return len({lines[index].text.endswith(":") for index in candidates}) > 1


def take_run_in(line: PlacedLine) -> tuple[PlacedLine, list[str]]:
    """Return a line without the headings at its start: "**Anniversaries.** In 2011 …".

    There is one if the line begins in bold type, or in italics, and goes on in another after a
    colon, a period or a dash. A heading in bold type may have a sub-heading in italics after it.
    """
    found: list[str] = []
    written = line.marked.line
    for is_set in ("bold", "italic"):
        taken = _run_in(written, is_set)
        if taken is None:
            continue
        heading, written = taken
        found.append(heading)
    if not found:
        return line, []
    return replace(line, marked=replace(line.marked, line=written)), found


def _run_in(line: Line, attribute: str) -> tuple[str, Line] | None:
    first: list[Run] = []
    length = 0
    for part in line.content:
        if not isinstance(part, Run) or (part.text.strip() and not getattr(part, attribute)):
            break
        first.append(part)
        length += len(part.text)
    heading = plain_words(first)
    rest = line.without_start(length)
    if not 2 < len(heading) <= 100 or not rest.text:
        return None
    if not _RUN_IN_END.search(heading):
        opening = re.match(r"\s*[:–—]\s*|\.\s+", rest.text)
        if opening is None:
            return None
        rest = rest.without_start(opening.end())
        heading += opening.group().strip() if ":" in opening.group() else ""
    elif not rest.text[:1].isupper() and not rest.text[:1].isdigit() and ":" not in heading:
        return None
    return heading.rstrip("–—- "), rest
