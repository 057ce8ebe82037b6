"""The layout of chapters: the official table, or running text."""

from collections.abc import Sequence
from enum import StrEnum

from django.conf import settings

from reporting.document.content import Chapter


class Layout(StrEnum):
    """`MATRIX` uses the official table throughout, `READING` running text for long chapters."""

    READING = "reading"
    MATRIX = "matrix"


_GROWTH = 0.6  # exponent of a column's width by its words: fewest pages for the 2011 report
_MIN_SHARE = 11.0  # percent of the page's width: the longest word of a heading fits


def set_as_matrix(chapter: Chapter, layout: str) -> bool:
    """Whether the chapter is printed as the official table.

    In the reading layout, a chapter with a cell of more than `REPORT_MATRIX_CELL_WORDS` words is
    running text: its table would have a narrow column of text beside empty columns for many pages
    (docs/adr/0004-layouts.md).
    """
    return layout == Layout.MATRIX or chapter.longest_cell <= settings.REPORT_MATRIX_CELL_WORDS


def column_shares(words: Sequence[int]) -> list[float]:
    """The widths of columns in percent, which add up to 100, for cells with `words` words each.

    Widths grow more slowly than the number of words, and each column has room for its heading.
    Fixed widths halve the time of the layout.
    """
    weights = [count**_GROWTH for count in words]
    shares = [0.0] * len(words)
    open_columns = set(range(len(words)))
    remaining = 100.0
    while open_columns:
        total = sum(weights[index] for index in open_columns) or 1.0
        narrow = {
            index for index in open_columns if remaining * weights[index] / total < _MIN_SHARE
        }
        if not narrow or narrow == open_columns:
            for index in open_columns:
                shares[index] = (
                    remaining * weights[index] / total
                    if not narrow
                    else remaining / len(open_columns)
                )
            break
        for index in narrow:
            shares[index] = _MIN_SHARE
        remaining -= _MIN_SHARE * len(narrow)
        open_columns -= narrow
    return [round(share, 2) for share in shares]
