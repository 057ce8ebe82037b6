"""Three-way merging of long texts by paragraph, item of a list and row of a table."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from program.merging import Conflict, Elements, Piece, common_base, merge_sequences
from program.rich_text import html_output
from program.rich_text.exceptions import RichTextError
from program.rich_text.model import Content, Inline, LineBreak, Paragraph, Run
from program.rich_text.texts import document_of, from_html, to_plain
from program.rich_text.units import (
    Boundary,
    TableRow,
    Unit,
    document_of_units,
    units_of,
    with_shown_numbers,
)

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_CACHED = 4096  # units whose words are counted


def merge_texts(base: str | None, mine: str, theirs: str) -> list[Piece[Unit]]:
    """Return the merged text in pieces. `base` is the text that both began from, if it is known.

    All are stored texts.
    """
    my_units, their_units = (units_of(document_of(text)) for text in (mine, theirs))
    begun = common_base(my_units, their_units) if base is None else units_of(document_of(base))
    return merge_sequences(begun, my_units, their_units, similarity=_similarity, pairs_unlike=True)


def text_of_units(units: Iterable[Unit]) -> str:
    """Return the stored text that consists of the units.

    One that is too large to be stored is returned too: whoever saves it is told so.
    """
    html = html_output.serialize(document_of_units(units))
    try:
        return from_html(html)
    except RichTextError:
        return html


def shown_units(units: Sequence[Unit]) -> str:
    """Return units of a text as HTML for a page, with the numbers that they have in their text."""
    return html_output.render(document_of_units(with_shown_numbers(units)))


def both(conflict: Conflict[Unit]) -> Elements[Unit]:
    """Return what both writers wrote: mine, then theirs.

    Of one paragraph to which both only added words, it is one paragraph with the words of both.
    """
    return _with_both_additions(conflict) or conflict.mine + conflict.theirs


def count_paragraphs(units: Iterable[Unit]) -> int:
    """Return how many of the units a reader sees."""
    return sum(not isinstance(unit.leaf, Boundary) for unit in units)


def has_words(units: Iterable[Unit]) -> bool:
    """Return whether a reader sees any word in the units."""
    return any(_words_of(unit) for unit in units)


def similarity_of_texts(one: str, other: str) -> float:
    """Return which share of the words two stored texts have in common."""
    return _share(*(Counter(to_plain(text).split()) for text in (one, other)))


def _similarity(one: Unit, other: Unit) -> float:
    """Return which share of the words two units have in common."""
    return _share(_words_of(one), _words_of(other))


def _share(mine: Counter[str], theirs: Counter[str]) -> float:
    count = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / count if count else 0.0


@lru_cache(_CACHED)
def _words_of(unit: Unit) -> Counter[str]:
    return Counter(word for content in _contents(unit) for word in _plain(content).split())


def _contents(unit: Unit) -> tuple[Content, ...]:
    if isinstance(unit.leaf, TableRow):
        return unit.leaf.cells
    return (unit.leaf.content,) if isinstance(unit.leaf, Paragraph) else ()


def _plain(content: Content) -> str:
    return "".join(part.text if isinstance(part, Run) else " " for part in content)


def _with_both_additions(conflict: Conflict[Unit]) -> Elements[Unit]:
    """Return one paragraph with what both added; () if one took something out or it is another."""
    base, mine, theirs = map(_paragraph, (conflict.base, conflict.mine, conflict.theirs))
    if base is None or mine is None or theirs is None or not base.content:
        return ()
    if not conflict.base[0].path == conflict.mine[0].path == conflict.theirs[0].path:
        return ()
    if not _style(base) == _style(mine) == _style(theirs):
        return ()
    begun = list(_tokens(base.content))
    my_additions = _additions(begun, mine.content)
    their_additions = _additions(begun, theirs.content)
    if my_additions is None or their_additions is None:
        return ()
    joined: list[Inline] = []
    for place in range(len(begun) + 1):
        joined += my_additions[place]
        if their_additions[place] != my_additions[place]:
            joined += their_additions[place]
        joined += begun[place : place + 1]
    return (replace(conflict.mine[0], leaf=replace(mine, content=tuple(joined))),)


def _style(paragraph: Paragraph) -> tuple[int, str]:
    return paragraph.level, paragraph.language


def _paragraph(units: Sequence[Unit]) -> Paragraph | None:
    leaf = units[0].leaf if len(units) == 1 else None
    return leaf if isinstance(leaf, Paragraph) else None


def _tokens(content: Content) -> Iterator[Inline]:
    """Yield the words, spaces and signs of a paragraph, each with its formatting."""
    for part in content:
        if isinstance(part, LineBreak) or part.note:
            yield part
        else:
            for text in _TOKENS.findall(part.text):
                yield replace(part, text=text)


def _additions(begun: list[Inline], side: Content) -> list[list[Inline]] | None:
    """Return what a writer added before each token and at the end; None if one was taken out."""
    added: list[list[Inline]] = [[]]
    place = 0
    for token in _tokens(side):
        if place < len(begun) and token == begun[place]:
            place += 1
            added.append([])
        else:
            added[place].append(token)
    return added if place == len(begun) else None
