"""How a chapter is set: as the official matrix, or as running text."""

from collections.abc import Sequence
from enum import StrEnum

from django.conf import settings

from reporting.document.content import Chapter


class Layout(StrEnum):
    """`MATRIX` prints the official table throughout; `READING` long chapters as running text."""

    READING = "reading"
    MATRIX = "matrix"


_GROWTH = 0.6  # of a column's width with its words: the fewest pages on the 2011 report
_LEAST_SHARE = 11.0  # percent of the page's width: the longest word of a heading fits


def set_as_matrix(chapter: Chapter, layout: str) -> bool:
    """Whether the chapter is set as the official table.

    In the reading layout a cell over `REPORT_MATRIX_CELL_WORDS` words makes it running text: its
    pages would be one narrow strip of text beside empty columns (docs/adr/0004-layouts.md).
    """
    return layout == Layout.MATRIX or chapter.longest_cell <= settings.REPORT_MATRIX_CELL_WORDS


def column_shares(words: Sequence[int]) -> list[float]:
    """Widths of columns in percent for cells of `words` words each; they add up to 100.

    They grow less than the words do, and none falls under the width of its heading.
    Fixed widths make the table lay out in half the time.
    """
    weights = [count**_GROWTH for count in words]
    shares = [0.0] * len(words)
    free = set(range(len(words)))
    rest = 100.0
    while free:
        total = sum(weights[n] for n in free) or 1.0
        small = {n for n in free if rest * weights[n] / total < _LEAST_SHARE}
        if not small or small == free:
            for n in free:
                shares[n] = rest * weights[n] / total if not small else rest / len(free)
            break
        for n in small:
            shares[n] = _LEAST_SHARE
        rest -= _LEAST_SHARE * len(small)
        free -= small
    return [round(share, 2) for share in shares]
