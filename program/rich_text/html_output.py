"""Writing a document as HTML: the stored form, and the form that pages and the PDF show."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from program.rich_text.model import (
    Block,
    Content,
    Document,
    Inline,
    ItemList,
    LineBreak,
    Paragraph,
    Quotation,
    TextTable,
)


def serialize(document: Document) -> str:
    """Return the stored form. `parse` of it gives the same document."""
    return _Stored().blocks(document.blocks)


def render(document: Document) -> str:
    """Return the HTML that is shown. The markers of numbered lists are part of its text."""
    return _Shown().blocks(document.blocks)


class _Writer(ABC):
    """Writes blocks and their content; how a list looks is left to the two forms."""

    link_attributes = ""

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Quotation):
            return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"
        return self._list(block) if isinstance(block, ItemList) else self._table(block)

    def _paragraph(self, paragraph: Paragraph, before: str = "") -> str:
        tag = f"h{paragraph.level}" if paragraph.level else "p"
        content = before + self.inline(paragraph.content)
        return f"<{tag}{_attribute('lang', paragraph.language)}>{content}</{tag}>"

    @abstractmethod
    def _list(self, block: ItemList) -> str:
        """Return a list in this form."""

    def _table(self, table: TextTable) -> str:
        head, body = (table.rows[:1], table.rows[1:]) if table.has_header else ((), table.rows)
        rows = "".join(self._row(row, "th") for row in head)
        rows = f"<thead>{rows}</thead>" if rows else ""
        return f"<table{self.table_attributes}>{rows}<tbody>{''.join(self._row(row, 'td') for row in body)}</tbody></table>"

    def _row(self, row: Iterable[Content], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{self.inline(cell)}</{tag}>' for cell in row)}</tr>"

    table_attributes = ""

    def text(self, text: str) -> str:
        return escape(text, quote=False)

    def inline(self, content: Content) -> str:
        return "".join(self._links(content))

    def _links(self, content: Iterable[Inline]) -> Iterator[str]:
        for link, parts in groupby(content, lambda part: getattr(part, "link", "")):
            written = "".join(self._languages(parts))
            if link:
                href = _attribute("href", link)
                yield f"<a{href}{self.link_attributes}>{written}</a>"
            else:
                yield written

    def _languages(self, content: Iterable[Inline]) -> Iterator[str]:
        for language, parts in groupby(content, lambda part: getattr(part, "language", "")):
            written = "".join(map(self._formatted, parts))
            yield f'<span lang="{language}">{written}</span>' if language else written

    def _formatted(self, part: Inline) -> str:
        if isinstance(part, LineBreak):
            return "<br>"
        written = self.text(part.text)
        if part.note:
            written = f'<sup class="note">{written}</sup>'
        elif part.position:
            tag = "sup" if part.position == "super" else "sub"
            written = f"<{tag}>{written}</{tag}>"
        if part.italic:
            written = f"<em>{written}</em>"
        return f"<strong>{written}</strong>" if part.bold else written


class _Stored(_Writer):
    def _list(self, block: ItemList) -> str:
        tag = "ol" if block.is_numbered else "ul"
        items = "".join(
            f"<li{_attribute('value', '' if item.number is None else str(item.number))}>"
            f"{self.blocks(item.blocks)}</li>"
            for item in block.items
        )
        return f"<{tag}{_list_attributes(block) if block.is_numbered else ''}>{items}</{tag}>"


class _Shown(_Writer):
    link_attributes = ' rel="noopener nofollow"'
    table_attributes = ' class="text-table"'

    def _list(self, block: ItemList) -> str:
        items = []
        for marker, item in block.numbered_items():
            before = f'<span class="marker">{escape(marker, quote=False)}</span> ' if marker else ""
            first, *others = item.blocks
            if others or not isinstance(first, Paragraph) or first.level or first.language:
                items.append(f"<li>{self._first(first, before)}{self.blocks(others)}</li>")
            else:
                items.append(f"<li>{before}{self.inline(first.content)}</li>")
        written = "".join(items)
        return f'<ol class="marked">{written}</ol>' if block.is_numbered else f"<ul>{written}</ul>"

    def _first(self, block: Block, before: str) -> str:
        return (
            self._paragraph(block, before) if isinstance(block, Paragraph) else self._block(block)
        )


def _list_attributes(block: ItemList) -> str:
    attributes = _attribute("start", str(block.start)) if block.start != 1 else ""
    attributes += _attribute("type", block.style) if block.style != "1" else ""
    attributes += _attribute("data-prefix", block.prefix)
    if block.suffix != ".":
        attributes += f' data-suffix="{escape(block.suffix)}"'
    return attributes


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else ""
