"""The words of the PDF, by cell, as `pdftotext -raw` reads them.

With `-bbox` the same words come in the same order with their places, which tell the columns of a
table from one another where its cells run over pages. Running heads are dropped by their place.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate, groupby
from pathlib import Path

from reporting.document.content import Report
from reporting.document.html import ChapterLayout
from tests.reporting.words.headings import column_headings
from tests.reporting.words.passages import Passage

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
_MARK = re.compile(r"\d{1,2}\.|[-–•◦▪]")
_POINTS = 72 / 25.4  # in a millimeter
_MARGINS = {"portrait": (24, 22), "landscape": (20, 16)}  # top and bottom in mm, as in pages.css
_SIDE = 15  # mm, of landscape pages
_LANDSCAPE_WIDTH = 279.4  # mm, US Letter


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    """A page; its words as they are drawn, running heads and all."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @property
    def body(self) -> tuple[Word, ...]:
        """The words between the margins."""
        over, under = self._margins()
        return tuple(w for w in self.words if w.bottom > over and w.top < self.height - under)

    @property
    def running(self) -> str:
        """The words in the margins."""
        body = set(self.body)
        return " ".join(word.text for word in self.words if word not in body)

    def _margins(self) -> tuple[float, float]:
        over, under = _MARGINS["landscape" if self.is_landscape else "portrait"]
        return over * _POINTS, under * _POINTS


def read_pages(path: Path) -> list[Page]:
    run = ["pdftotext", "-raw", "-bbox", str(path), "-"]
    text = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    found = enumerate(_PAGE.findall(text), start=1)
    return [
        Page(number, float(width), float(height), tuple(_read_words(number, words)))
        for number, (width, height, words) in found
    ]


def comparable(words: Iterable[str]) -> list[str]:
    """Words without hyphens and without the marks of lists.

    At a line's end nobody can tell whether a hyphen belongs to the word, and the marks of the
    items that a page begins or ends with stand apart from them.
    """
    return [word.replace("-", "") for word in words if not _MARK.fullmatch(word)]


def comparable_passages(passages: Iterable[Passage]) -> list[Passage]:
    made = [replace(passage, words=tuple(comparable(passage.words))) for passage in passages]
    return [passage for passage in made if passage.words]


def column_edges(laid: ChapterLayout) -> list[float]:
    """Where the columns of a chapter's table begin and where the last ends, in points."""
    width = _LANDSCAPE_WIDTH - 2 * _SIDE
    shares = (0, *accumulate(laid.shares))
    return [(_SIDE + width * share / 100) * _POINTS for share in shares]


class Book:
    """A PDF report, asked for the words of its parts."""

    def __init__(
        self, pages: Sequence[Page], report: Report, layouts: dict[str, ChapterLayout]
    ) -> None:
        self._layouts = layouts
        self._chapters = dict(_split_chapters(pages, report))

    def cell(self, chapter: str, column: str) -> list[str]:
        """What stands in a cell of the official table, line-end hyphens joined."""
        laid, words = self._layouts[chapter], self._chapters[chapter]
        split = _split_by_place if laid.as_matrix else _split_by_heading
        return join(split(words, laid, column))

    def part(self, kind: str) -> list[str]:
        """What stands in one of the report's own parts."""
        return join(self._chapters[kind])


def join(words: Sequence[Word]) -> list[str]:
    """The words in comparable form, those divided at a line's end in one piece."""
    joined: list[str] = []
    before: Word | None = None
    for word in words:
        is_divided = before and (before.text[-1] in "-/" or word.text[0] == "/")
        if before and is_divided and len(before.text) > 1 and _new_line(before, word):
            joined[-1] += word.text
        else:
            joined.append(word.text)
        before = word
    return comparable(joined)


def _new_line(before: Word, word: Word) -> bool:
    return word.page > before.page or word.top > before.top + 1


def _read_words(page: int, text: str) -> Iterator[Word]:
    for left, top, right, bottom, word in _WORD.findall(text):
        yield Word(page, float(left), float(top), float(right), float(bottom), unescape(word))


def _split_chapters(pages: Sequence[Page], report: Report) -> Iterator[tuple[str, list[Word]]]:
    """The words of each part and chapter, from its heading to the next one's."""
    words = [word for page in pages for word in page.body if not _MARK.fullmatch(word.text)]
    headings = [(n.kind, f"{n.number}. {n.heading}") for n in report.opening]
    headings += [(c.implementer, f"{c.number}. {c.heading}") for c in report.chapters]
    if report.conclusion:
        headings.append((report.conclusion.kind, f"{report.conclusion.number}. Conclusion"))
    starts, at = [], _after_contents(words, report)
    for name, heading in headings:
        at = _place_of(heading.split(), words, at)
        starts.append((name, at))
    ends = [start for _name, start in starts[1:]] + [len(words)]
    for (name, start), end in zip(starts, ends, strict=True):
        yield name, words[start:end]


def _after_contents(words: Sequence[Word], report: Report) -> int:
    """Where the first part begins: the contents name it too, and stand before it."""
    first = f"{report.opening[0].number}. {report.opening[0].heading}".split()
    return _place_of(first, words, _place_of(first, words, 0) + 1)


def _place_of(wanted: Sequence[str], words: Sequence[Word], start: int) -> int:
    wanted = comparable(wanted)
    for at in range(start, len(words)):
        if comparable(word.text for word in words[at : at + len(wanted)]) == wanted:
            return at
    raise LookupError(f"The PDF does not print {' '.join(wanted)!r} after its word {start}")


def _split_by_heading(words: Sequence[Word], laid: ChapterLayout, column: str) -> Sequence[Word]:
    headings = column_headings(laid.chapter)
    starts, at = [], 0
    for heading in headings.values():
        at = _place_of(heading.split(), words, at)
        starts.append(at)
    number = list(headings).index(column)
    return words[starts[number] : [*starts, len(words)][number + 1]]


def _split_by_place(words: Sequence[Word], laid: ChapterLayout, column: str) -> Sequence[Word]:
    headings = column_headings(laid.chapter)
    number = list(headings).index(column)
    left, right = column_edges(laid)[number : number + 2]
    own = [word for word in words if left <= word.left < right]
    by_page = groupby(own, key=lambda word: word.page)
    return [
        word for _page, on_page in by_page for word in _less_head(list(on_page), headings[column])
    ]


def _less_head(words: list[Word], heading: str) -> list[Word]:
    """The words of a column on a page, less its heading and what stands over the table.

    A word of the heading may be divided after its hyphen.
    """
    wanted = "".join(heading.split()).replace("-", "")
    for start in range(len(words)):
        found = ""
        for end in range(start, len(words)):
            found += words[end].text.replace("-", "")
            if found == wanted:
                return words[end + 1 :]
            if not wanted.startswith(found):
                break
    return words
