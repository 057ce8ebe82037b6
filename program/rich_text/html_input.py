"""Reading a text from HTML: what the editor sends, what an API client sends, what is stored.

What the model does not have is dropped, its words are kept. The words of scripts, styles and
deleted passages (`del`, `s`) are dropped too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from program.rich_text.characters import clean, with_line_feeds
from program.rich_text.exceptions import RichTextError, require_printable
from program.rich_text.inline import collapse, normal, paragraphs
from program.rich_text.model import (
    MAX_NESTING,
    Block,
    Content,
    Document,
    Inline,
    ItemList,
    LineBreak,
    ListItem,
    Paragraph,
    Quotation,
    Run,
    TextTable,
)
from program.rich_text.numerals import STYLES
from program.rich_text.plain import has_words, on_lines

MAX_HTML = 2_000_000  # characters
MAX_COLUMNS = 60
MAX_CELLS = 20_000
_MAX_DEPTH = 250  # elements in one another, counting those that the model does not have
_LONGEST_LINK = 2000
_LONGEST_AFFIX = 20  # characters before or after the number of an item

_SCHEMES = ("http://", "https://", "mailto:")
# libxml2 ends these two at the next block, though HTML lets them hold blocks.
_OLD_FORMATS = re.compile(r"<(/?)([bi])(?=[\s/>])", re.IGNORECASE)
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_HEADINGS = {"h1": 4, "h2": 4, "h3": 4, "h4": 4, "h5": 5, "h6": 5}
_FORMAT_NAMES = {"b": "strong", "i": "em"}
_FORMATS: dict[str, dict[str, Any]] = {
    "strong": {"bold": True}, "em": {"italic": True},
    "sup": {"position": "super"}, "sub": {"position": "sub", "note": False},
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "address",
    "figure", "figcaption", "pre", "dl", "dt", "dd", "fieldset", "form", "hr", "blockquote", "ul",
    "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "details",
    "summary", "center", *_HEADINGS,
}  # fmt: skip
_CONTAINERS = {"ul", "ol", "li", "blockquote", "table", "tr", "td", "th"}
_DROPPED = {
    "script", "style", "head", "title", "template", "iframe", "object", "embed", "noscript",
    "svg", "audio", "video", "canvas", "del", "s", "strike",
}  # fmt: skip


@lru_cache(maxsize=2048)
def parse(text: str) -> Document:
    """Return the document that `text` (HTML) holds.

    Raises `RichTextError` if it is larger or nested deeper than a text may be, and for control
    characters.
    """
    if not text:
        return Document()
    require_storable(text)
    text = clean(with_line_feeds(text))
    require_printable(text)
    text = _OLD_FORMATS.sub(lambda tag: f"<{tag[1]}{_FORMAT_NAMES[tag[2].lower()]}", text)
    parser = etree.HTMLParser(encoding="utf-8", target=_Reader())
    parser.feed(f"<!DOCTYPE html><body>{text}".encode())
    document: Document = parser.close()
    return document


def require_storable(text: str) -> None:
    """Raise `RichTextError` if `text` (HTML) is larger than a text may be."""
    if len(text) > MAX_HTML:
        raise RichTextError(_("The text is too large. Divide it into several texts."))


def _too_deep() -> RichTextError:
    return RichTextError(_("Lists, quotations or tables are nested too deep. Use fewer levels."))


@dataclass
class _OpenItem:
    """An item that is being read. `number` is what its start tag says, if it says any."""

    blocks: list[Block] = field(default_factory=list)
    number: int | None = None


@dataclass
class _Open:
    """An element that is being read: its blocks, and what its start tag says."""

    tag: str
    blocks: list[Block] = field(default_factory=list)
    items: list[_OpenItem] = field(default_factory=list)
    rows: list[list["_Cell"]] = field(default_factory=list)
    attributes: Mapping[str, str] = field(default_factory=dict)
    in_head: bool = False


@dataclass(frozen=True)
class _Cell:
    content: Content
    columns: int
    rows: int
    is_header: bool


class _Reader:
    """Makes a document of what lxml's parser reads: the methods without underscore are its calls.

    There is no tree of elements between, because libxml2 builds one in quadratic time if an element
    has many attributes.
    """

    def __init__(self) -> None:
        self._open = [_Open("body")]
        self._depth = 0  # of elements
        self._dropped = 0  # inside how many elements whose words are dropped
        self._text: list[str] = []  # since the last tag; the parser passes it in pieces
        self._content: list[Inline] = []
        self._formats = [Run("")]
        self._level = 0
        self._language = ""
        self._lines_matter = 0  # inside how many `pre`

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._add_text()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _too_deep()
        if tag in _DROPPED or self._dropped:
            self._dropped += 1
        elif tag == "br":
            self._content.append(LineBreak())
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._start_block(tag, attributes)
        else:
            self._formats.append(self._format(tag, attributes))

    def end(self, tag: str) -> None:
        self._add_text()
        self._depth -= 1
        if self._dropped:
            self._dropped -= 1
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._end_block(tag)
        elif tag != "br":
            self._formats.pop()

    def data(self, text: str) -> None:
        if not self._dropped:
            self._text.append(text)

    def comment(self, text: str) -> None:
        """Drop a comment."""

    def close(self) -> Document:
        self._add_text()
        self._end_paragraph()
        document = Document(tuple(self._open[0].blocks))
        return document if has_words(document) else Document()

    def _add_text(self) -> None:
        if not self._text:
            return
        # Character references such as &#1; have become characters only now.
        text = clean(with_line_feeds("".join(self._text)))
        self._text = []
        require_printable(text)
        lines = text.split("\n") if self._lines_matter else [text]
        for number, line in enumerate(lines):
            if number:
                self._content.append(LineBreak())
            self._content.append(replace(self._formats[-1], text=collapse(line)))

    def _format(self, tag: str, attributes: Mapping[str, str]) -> Run:
        changed = replace(self._formats[-1], **_FORMATS.get(tag, {}))
        if tag == "a" and (link := _link(attributes.get("href", ""))):
            changed = replace(changed, link=link)
        if tag == "sup" and "note" in attributes.get("class", "").split():
            changed = replace(changed, note=True)
        if language := _language(attributes):
            changed = replace(changed, language=language)
        return changed

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _HEADINGS or tag == "p":
            self._level, self._language = _HEADINGS.get(tag, 0), _language(attributes)
        elif tag == "pre":
            self._lines_matter += 1
        elif tag in _CONTAINERS:
            if sum(part.tag in ("ul", "ol", "blockquote", "table") for part in self._open) > (
                MAX_NESTING
            ):
                raise _too_deep()
            self._open.append(_Open(tag, attributes=attributes))
        elif tag == "thead":
            self._open[-1].in_head = True

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS or tag == "p":
            self._level, self._language = 0, ""
        elif tag == "pre":
            self._lines_matter -= 1
        elif tag == "thead":
            self._open[-1].in_head = False
        elif tag in _CONTAINERS:
            part = self._open.pop()
            if tag == "blockquote":
                self._put([Quotation(tuple(part.blocks))] if part.blocks else [])
            elif tag in ("ul", "ol"):
                self._put(_list(part))
            elif tag == "table":
                self._put(_table(part.rows))
            elif tag == "li":
                self._end_item(part)
            elif tag == "tr":
                self._end_row(part)
            else:
                self._end_cell(part)

    def _end_item(self, part: _Open) -> None:
        holder = self._open[-1]
        if holder.tag in ("ul", "ol"):
            number = _integer(part.attributes.get("value", ""))
            holder.items.append(_OpenItem(part.blocks, number))
        else:
            self._put(part.blocks)

    def _end_row(self, part: _Open) -> None:
        holder = self._open[-1]
        if holder.tag == "table":
            holder.rows.append(part.rows[0] if part.rows else [])
        else:
            self._put(_table(part.rows))

    def _end_cell(self, part: _Open) -> None:
        holder = self._open[-1]
        if holder.tag != "tr":
            self._put(part.blocks)
            return
        if not holder.rows:
            holder.rows.append([])
        is_header = part.tag == "th" or (len(self._open) > 1 and self._open[-2].in_head)
        cell = _Cell(
            normal(on_lines(part.blocks)),
            _integer(part.attributes.get("colspan", "")) or 1,
            _integer(part.attributes.get("rowspan", "")) or 1,
            is_header,
        )
        holder.rows[0].append(cell)

    def _end_paragraph(self) -> None:
        content = normal(self._content)
        self._content = []
        parts = paragraphs(content) if not self._level else iter([content] if content else [])
        self._put([Paragraph(part, self._level, self._language) for part in parts])

    def _put(self, blocks: Sequence[Block]) -> None:
        """Add blocks to the innermost element that may hold them."""
        if not blocks:
            return
        for holder in reversed(self._open):
            if holder.tag in ("ul", "ol"):
                if not holder.items:
                    holder.items.append(_OpenItem())
                holder.items[-1].blocks += blocks
                return
            if holder.tag not in ("table", "tr"):
                holder.blocks += blocks
                return


def _item(blocks: Sequence[Block], number: int | None) -> ListItem:
    starts_with_paragraph = blocks and isinstance(blocks[0], Paragraph)
    return ListItem(tuple(blocks) if starts_with_paragraph else (Paragraph(()), *blocks), number)


def _list(part: _Open) -> list[Block]:
    if part.tag == "ul":
        items = tuple(_item(item.blocks, None) for item in part.items if item.blocks)
        return [ItemList(items)] if items else []
    attributes = part.attributes
    is_reversed = "reversed" in attributes
    start = _integer(attributes.get("start", ""))
    if start is None:
        start = len(part.items) if is_reversed else 1
    style = attributes.get("type", "1")
    numbered = ItemList(
        tuple(_numbered(part.items, start, -1 if is_reversed else 1)),
        is_numbered=True,
        start=start,
        style=style if style in STYLES else "1",
        prefix=_affix(attributes.get("data-prefix", "")),
        suffix=_affix(attributes.get("data-suffix", ".")),
    )
    return [numbered] if numbered.items else []


def _numbered(items: Sequence[_OpenItem], start: int, step: int) -> Iterator[ListItem]:
    """Yield the items; those whose number does not follow by counting up have it written."""
    following, counted = start, start
    for item in items:
        number = max(following if item.number is None else item.number, 0)
        yield _item(item.blocks, None if number == counted else number)
        following, counted = number + step, number + 1


def _table(rows: Sequence[Sequence[_Cell]]) -> list[Block]:
    """Return the table of `rows` with as many cells in each; merged cells are filled up."""
    grid: list[dict[int, Content]] = [{} for _row in rows]
    for row_number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[row_number]:
                column += 1
            columns = min(cell.columns, MAX_COLUMNS)
            if column + columns > MAX_COLUMNS:
                raise RichTextError(
                    _("A table has more than %(limit)d columns. Divide it.")
                    % {"limit": MAX_COLUMNS}
                )
            for below in range(row_number, min(row_number + cell.rows, len(rows))):
                grid[below].update(dict.fromkeys(range(column, column + columns), ()))
            grid[row_number][column] = cell.content
    width = max((max(cells, default=-1) + 1 for cells in grid), default=0)
    if width * len(grid) > MAX_CELLS:
        raise RichTextError(
            _("A table has more than %(limit)s cells. Divide it.") % {"limit": f"{MAX_CELLS:,}"}
        )
    filled = tuple(tuple(cells.get(column, ()) for column in range(width)) for cells in grid)
    has_header = bool(rows and rows[0]) and all(cell.is_header for cell in rows[0])
    if has_header and not any(filled[0]):
        filled, has_header = filled[1:], False
    return [TextTable(filled, has_header)] if any(any(row) for row in filled) else []


def _integer(value: str) -> int | None:
    value = value.strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 9 else None


def _affix(value: str) -> str:
    return collapse(clean(value))[:_LONGEST_AFFIX]


def _language(attributes: Mapping[str, str]) -> str:
    language = attributes.get("lang", "").strip()
    return language if _LANGUAGE.fullmatch(language) else ""


def _link(address: str) -> str:
    """Return `address` if it is absolute and safe; else the empty string."""
    address = address.strip()
    is_safe = address.lower().startswith(_SCHEMES) and len(address) <= _LONGEST_LINK
    return "" if not is_safe or any(char <= " " for char in address) else address
