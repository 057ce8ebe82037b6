"""Reading a Word document: our pass over its XML, then mammoth, then paragraphs and tables."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import mammoth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree, html

from program.rich_text import RichTextError, parse
from program.rich_text.model import Content, LineBreak, Paragraph, Run, TextTable
from reporting.exceptions import FileRefused
from reporting.importing.sources.model import (
    FileRow,
    Line,
    Source,
    SourceCell,
    SourceTable,
    plain_words,
)
from reporting.importing.sources.packages import Package, damaged, too_large
from reporting.importing.sources.word_numbering import W, WordNumbering
from reporting.importing.sources.word_xml import MARK, MARK_END, Styles, WordCounts, prepare

_KEPT = (
    "word/styles.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/_rels/document.xml.rels",
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_STYLE_MAP = "u => u\nstrike => "
_MAX_COLUMNS = 60
_MAX_PARAGRAPHS = 10_000  # a report of 60 pages has 2,000


def read_word(package: Package) -> Source:
    """Return the paragraphs and tables of a Word document. Raises `FileRefused`."""
    root = package.xml("word/document.xml")
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise damaged()
    if sum(1 for _paragraph in body.iter(f"{W}p")) > _MAX_PARAGRAPHS:
        raise too_large()
    styles_root = package.xml("word/styles.xml")
    numbering = WordNumbering(package.xml("word/numbering.xml"), styles_root)
    counts = prepare(body, numbering, Styles(styles_root))
    document = _as_html(_clean_package(package, root))
    footnotes = tuple(_footnotes(document))
    warnings = tuple(_warnings(counts))
    return Source(tuple(_blocks(document)), warnings, footnotes)


def _clean_package(package: Package, root: etree._Element) -> io.BytesIO:
    """Return a package of the parts that mammoth needs, each parsed and written anew."""
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": etree.tostring(root),
    }
    for name in _KEPT:
        part = package.xml(name)
        if part is None:
            continue
        if name.endswith(".rels"):
            _keep_links_and_notes(part)
        parts[name] = etree.tostring(part)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    written.seek(0)
    return written


def _keep_links_and_notes(relations: etree._Element) -> None:
    """Leave only what mammoth may follow: addresses of links, styles and notes."""
    kept = {f"{_OFFICE}/{name}" for name in ("hyperlink", "styles", "footnotes", "endnotes")}
    for relation in list(relations):
        is_local = relation.get("TargetMode") != "External"
        is_link = relation.get("Type") == f"{_OFFICE}/hyperlink"
        target = relation.get("Target") or ""
        if (
            relation.get("Type") not in kept
            or not (is_link or is_local)
            or (not is_link and f"word/{target.removeprefix('/word/')}" not in _KEPT)
        ):
            relations.remove(relation)


def _as_html(package: io.BytesIO) -> etree._Element:
    try:
        result = mammoth.convert_to_html(
            package, style_map=_STYLE_MAP, ignore_empty_paragraphs=False, id_prefix="import-"
        )
    except (KeyError, ValueError, IndexError, AttributeError, RecursionError, TypeError) as error:
        # What mammoth cannot read: references to parts or numbers that are not there.
        raise damaged() from error
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(f"<div>{result.value}</div>".encode(), parser=parser)


def _footnotes(document: etree._Element) -> Iterator[str]:
    """Take the texts of the notes, which mammoth writes at the end, out of the document."""
    for item in list(document.iter("li")):
        if str(item.get("id", "")).startswith(("import-footnote-", "import-endnote-")):
            yield " ".join(_without_marks("".join(item.itertext())).replace("↑", "").split())
            parent = item.getparent()
            parent.remove(item)
            if parent.tag == "ol" and not len(parent):
                parent.getparent().remove(parent)


def _without_marks(text: str) -> str:
    kept, rest = [], text
    while MARK in rest:
        before, _mark, rest = rest.partition(MARK)
        kept.append(before)
        rest = rest.partition(MARK_END)[2]
    return "".join([*kept, rest])


def _blocks(document: etree._Element) -> Iterator[Line | SourceTable]:
    body = document.find("body")
    container = body[0] if body is not None and len(body) else document
    number = 0
    for element in container:
        if element.tag == "table":
            number += 1
            yield _table(element, number)
        else:
            yield from _lines(element)


def _table(element: etree._Element, number: int) -> SourceTable:
    """Return a table with every row as wide as the table; merged cells become one and empty ones.

    A cell that is merged over rows stands in the first of them.
    """
    rows = []
    running: dict[int, int] = {}  # the rows that a merged cell still covers, by column
    elements = [row for row in element.iter("tr") if _table_of(row) is element]
    width = max((_width(row) for row in elements), default=0)
    for row_number, row in enumerate(elements, start=1):
        cells: list[SourceCell] = []
        tags = [cell for cell in row if cell.tag in ("td", "th")]
        for tag in tags:
            while running.get(len(cells), 0) > 0 and len(cells) < _MAX_COLUMNS:
                running[len(cells)] -= 1
                cells.append(SourceCell())
            span = _whole(tag.get("colspan"))
            down = _whole(tag.get("rowspan"))
            place = _("table %(table)d, row %(row)d, column %(column)d") % {
                "table": number, "row": row_number, "column": len(cells) + 1,
            }  # fmt: skip
            first = len(cells)
            cells.append(SourceCell(tuple(_cell_lines(tag)), place))
            cells += [SourceCell() for _number in range(min(span, _MAX_COLUMNS) - 1)]
            if down > 1:
                running.update(dict.fromkeys(range(first, len(cells)), down - 1))
        for column in range(len(cells), _MAX_COLUMNS):
            if running.get(column, 0) > 0:
                running[column] -= 1
                cells += [SourceCell() for _number in range(column + 1 - len(cells))]
        if len(cells) > _MAX_COLUMNS:
            raise FileRefused(
                _("A table has more than %(number)d columns.") % {"number": _MAX_COLUMNS}
            )
        is_alone = len(tags) == 1 and _whole(tags[0].get("colspan")) > 1
        rows.append(FileRow(tuple(cells), spans_all=(is_alone or len(tags) == 1 < width)))
    return SourceTable(tuple(rows))


def _table_of(element: etree._Element) -> etree._Element | None:
    return next((above for above in element.iterancestors() if above.tag == "table"), None)


def _width(row: etree._Element) -> int:
    return sum(_whole(cell.get("colspan")) for cell in row if cell.tag in ("td", "th"))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 1


def _cell_lines(cell: etree._Element) -> Iterator[Line]:
    for element in cell:
        yield from _lines(element)


def _lines(element: etree._Element) -> Iterator[Line]:
    if element.tag == "table":
        rows = tuple(_nested_rows(element))
        if rows:
            yield Line(table=TextTable(rows))
    elif element.tag in ("ul", "ol"):
        for item in element:
            for child in item:
                yield from _lines(child)
    elif isinstance(element.tag, str):
        yield _line(element)


def _nested_rows(table: etree._Element) -> Iterator[tuple[Content, ...]]:
    rows = [
        [_cell_content(cell) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
    width = min(max(map(len, rows), default=0), _MAX_COLUMNS)
    for row in rows:
        if any(row):
            yield tuple((row + [()] * width)[:width])


def _cell_content(cell: etree._Element) -> Content:
    parts: list[Run | LineBreak] = []
    for line in _cell_lines(cell):
        if line.content:
            parts += [LineBreak()] if parts else []
            parts += [Run(f"{line.marker} ")] if line.marker and not line.is_bullet else []
            parts += line.content
    return tuple(parts)


def _line(element: etree._Element) -> Line:
    """Return a paragraph of mammoth's HTML with what the pass wrote before it."""
    underlined = "".join("".join(part.itertext()) for part in element.iter("u"))
    for note in list(element.iter("sup")):
        if note.find("a") is not None and str(note.find("a").get("href", "")).startswith(
            "#import-"
        ):
            note.drop_tree()
    written = html.tostring(element, encoding="unicode", with_tail=False)
    start, _tag, rest = written.partition(MARK)
    values, _tag, rest = rest.partition(MARK_END)
    markup = start + rest
    try:
        document = parse(_no_break(markup))
    except RichTextError as error:
        raise FileRefused(str(error)) from error
    content: list[Run | LineBreak] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            content += [LineBreak()] if content else []
            content += block.content
    indent, heading, is_bold, level, is_bullet, marker = (values.split("\ue002") + [""] * 6)[:6]
    if is_bold:
        content = [replace(part, bold=True) if isinstance(part, Run) else part for part in content]
    words = plain_words(content)
    return Line(
        tuple(content),
        marker=html_unescaped(marker).strip() if words else "",
        is_bullet=bool(is_bullet) and bool(words),
        level=int(level or 0),
        indent=int(indent or 0),
        heading=int(heading or 0),
        is_underlined=bool(words) and len(" ".join(underlined.split())) >= len(words),
    )


def _no_break(markup: str) -> str:
    """Return `markup` with plain spaces: translated files have no-break spaces everywhere."""
    return markup.replace("\u00a0", " ").replace("&nbsp;", " ").replace("&#160;", " ")


def html_unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _warnings(counts: WordCounts) -> Iterator[str]:
    if counts.inserted or counts.deleted or counts.moved:
        yield _(
            "The file has tracked changes (%(inserted)d inserted, %(deleted)d deleted, %(moved)d"
            " moved). It was read as if all were accepted."
        ) % {"inserted": counts.inserted, "deleted": counts.deleted, "moved": counts.moved}
    if counts.comments:
        yield ngettext(
            "The file has %(count)d comment, which was left out.",
            "The file has %(count)d comments, which were left out.",
            counts.comments,
        ) % {"count": counts.comments}
    if counts.hidden:
        yield _("The file has hidden text, which was left out.")
    if counts.struck:
        yield _("The file has text that is struck through, which was left out.")
    if counts.pictures:
        yield _("The file has pictures or text boxes. Pictures were left out.")
