"""A text (Markdown) as paragraphs, by way of its sanitized HTML."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from reporting.document.word.oxml import printable
from reporting.markdown import to_html

_INLINE = {"strong", "em", "code", "a"}
_BLOCKS = {"p", "h3", "h4", "h5", "pre", "blockquote"}
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Span:
    """Text with the same formatting. `link` is an address, empty for none."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Mark:
    """The bullet or number of a list item; items of one list have the same `number_of_list`."""

    number_of_list: int
    ordered: bool
    start: int


@dataclass(frozen=True)
class Block:
    """A paragraph nested in `depth` lists; `mark` if it begins an item of the innermost list.

    `kind` is "text", "heading", "quote", "code" or "rule".
    """

    kind: str
    spans: tuple[Span, ...] = ()
    depth: int = 0
    mark: Mark | None = None


@lru_cache(maxsize=4096)
def to_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of `text` (Markdown)."""
    reader = _Reader()
    reader.feed(to_html(text))
    reader.close()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._spans: list[Span] = []
        self._inline: list[tuple[str, str]] = []
        self._around: list[str] = []
        self._lists: list[Mark] = []
        self._count = 0
        self._mark: Mark | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _INLINE:
            self._inline.append((tag, attributes.get("href", "")))
        elif tag == "br":
            self._add("\n")
        else:
            self._end_block()
            self._begin(tag, attributes)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            self._count += 1
            start = attributes.get("start", "")
            ordinal = int(start) if start.isdecimal() else 1
            self._lists.append(Mark(self._count, tag == "ol", ordinal))
        elif tag == "li":
            self._mark = self._lists[-1]
        elif tag == "hr":
            self.blocks.append(Block("rule"))
        elif tag in _BLOCKS:
            self._around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            self._inline.pop()
            return
        self._end_block()
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._mark = None
        elif tag in _BLOCKS:
            self._around.pop()

    def handle_data(self, data: str) -> None:
        text = printable(data)
        if "pre" not in self._around:
            text = _SPACE.sub(" ", text)
        if text.strip() or self._spans:
            self._add(text)

    def _add(self, text: str) -> None:
        tags = {tag for tag, _link in self._inline}
        link = next((link for _tag, link in self._inline if link), "")
        code = "code" in tags or "pre" in self._around
        self._spans.append(Span(text, "strong" in tags, "em" in tags, code, link))

    def _end_block(self) -> None:
        spans = _trimmed(self._spans)
        self._spans = []
        if spans:
            self.blocks.append(Block(self._kind(), spans, len(self._lists), self._mark))
            self._mark = None

    def _kind(self) -> str:
        if "pre" in self._around:
            return "code"
        if any(tag.startswith("h") for tag in self._around):
            return "heading"
        return "quote" if "blockquote" in self._around else "text"


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """The spans without white space at the end and after line breaks."""
    trimmed: list[Span] = []
    for span in spans:
        after_break = not trimmed or trimmed[-1].text.endswith("\n")
        text = span.text.lstrip(" ") if after_break and not span.code else span.text
        if text:
            trimmed.append(Span(text, span.bold, span.italic, span.code, span.link))
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    if trimmed:
        last = trimmed.pop()
        trimmed.append(Span(last.text.rstrip(), last.bold, last.italic, last.code, last.link))
    return tuple(trimmed)
