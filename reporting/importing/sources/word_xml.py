"""The pass over a Word document before mammoth reads it.

mammoth loses automatic numbers, keeps the words of unfinished fields, shifts rows with omitted
cells, and says nothing of tracked changes. This pass changes the XML so that none of it is lost:
numbers become text between two private characters, tracked changes are accepted and counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reporting.importing.sources.word_numbering import Marker, W, WordNumbering, left_indent

MARK, MARK_END = "\ue000", "\ue001"  # around what `marked` writes before a paragraph
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNWRAPPED = ("ins", "moveTo", "fldSimple", "smartTag", "customXml", "bdo", "dir")
_REMOVED = (
    "del", "moveFrom", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak",
    "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sectPr",
    "drawing", "pict", "object", "annotationRef", "tblPrEx",
)  # fmt: skip
_RUN_PROPERTIES = {f"{W}{name}" for name in ("b", "i", "u", "vertAlign", "rStyle")}
_MAX_GRID = 60  # columns of a table


@dataclass
class WordCounts:
    """What the pass found and left out, in numbers."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    comments: int = 0
    hidden: int = 0
    struck: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class _Style:
    heading: int
    is_bold: bool
    indent: int


def prepare(body: etree._Element, numbering: WordNumbering, styles: "Styles") -> WordCounts:
    """Change the body of a document in place for mammoth. Returns what was counted."""
    counts = WordCounts(
        inserted=len(list(body.iter(f"{W}ins"))),
        deleted=len(list(body.iter(f"{W}del"))),
        moved=len(list(body.iter(f"{W}moveTo"))),
        comments=len(list(body.iter(f"{W}commentReference"))),
        pictures=len(list(body.iter(f"{W}drawing", f"{W}pict"))),
    )
    _choose_fallbacks(body)
    _accept_changes(body)
    _unwrap_controls(body)
    _remove_hidden(body, counts)
    for table in body.iter(f"{W}tbl"):
        _fill_grid(table)
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        _simplify(paragraph, numbering.marker_of(paragraph, name), styles.of(name))
    return counts


class Styles:
    """What the paragraph styles of a document say of headings, bold type and indents."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else list(root.iterchildren(f"{W}style"))
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._known: dict[str, _Style] = {}

    def of(self, name: str) -> _Style:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> _Style:
        heading, is_bold, indent = 0, False, 0
        for element in self._chain(name):
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            title = element.find(f"{W}name")
            if not heading and outline is not None and outline.get(f"{W}val", "").isdigit():
                heading = min(int(outline.get(f"{W}val", "0")) + 1, 9) % 10
            label = "" if title is None else title.get(f"{W}val", "").lower()
            if not heading and label.startswith("heading ") and label[8:].isdigit():
                heading = int(label[8:])
            if not heading and label in ("title", "subtitle"):
                heading = 1
            is_bold = is_bold or _is_on(element.find(f"{W}rPr/{W}b"))
            indent = indent or left_indent(element.find(f"{W}pPr/{W}ind"))
        return _Style(heading if heading < 9 else 0, is_bold, indent)

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _step in range(20):
            element = self._elements.get(name)
            if element is None:
                return
            yield element
            based_on = element.find(f"{W}basedOn")
            name = "" if based_on is None else based_on.get(f"{W}val", "")


def _choose_fallbacks(body: etree._Element) -> None:
    """Keep one form of content that is there in two, for newer and for older readers."""
    space = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    for alternate in list(body.iter(f"{space}AlternateContent")):
        for choice in alternate.findall(f"{space}Choice"):
            alternate.remove(choice)
        fallback = alternate.find(f"{space}Fallback")
        if fallback is not None:
            _unwrap(fallback)
        _unwrap(alternate)


def _accept_changes(body: etree._Element) -> None:
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            _remove(row)
    for cell in list(body.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            for paragraph in cell.findall(f"{W}p"):
                for child in paragraph.findall(f"{W}r"):
                    paragraph.remove(child)
    for paragraph in list(body.iter(f"{W}p")):
        _join_deleted_mark(paragraph)
    for name in _REMOVED:
        for element in list(body.iter(f"{W}{name}")):
            if name in ("pict", "drawing") and _text_box_of(element):
                continue
            _remove(element)
    for name in _UNWRAPPED:
        for element in list(body.iter(f"{W}{name}")):
            _unwrap(element)


def _text_box_of(element: etree._Element) -> bool:
    return next(element.iter(f"{W}txbxContent"), None) is not None


def _join_deleted_mark(paragraph: etree._Element) -> None:
    """Join a paragraph whose end was deleted with the next one."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        return
    if properties.find(f"{W}del") is None and properties.find(f"{W}moveFrom") is None:
        return
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        for kept in paragraph.iter(f"{W}t"):
            if not _is_deleted(kept, paragraph):
                return
        siblings = (
            0 if paragraph.getparent() is None else len(paragraph.getparent().findall(f"{W}p"))
        )
        if siblings > 1:
            _remove(paragraph)
        return
    at = 1 if following.find(f"{W}pPr") is not None else 0
    for child in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(at, child)
    _remove(paragraph)


def _is_deleted(element: etree._Element, paragraph: etree._Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag in (f"{W}del", f"{W}moveFrom"):
            return True
    return False


def _unwrap_controls(body: etree._Element) -> None:
    """Replace content controls by what is typed in them; what Word suggests there is no text."""
    for control in list(body.iter(f"{W}sdt")):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        is_placeholder = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
        if content is None:
            _remove(control)
            continue
        if is_placeholder:
            for text in list(content.iter(f"{W}t")):
                text.text = ""
        _unwrap(content)
        for name in ("sdtPr", "sdtEndPr"):
            if (element := control.find(f"{W}{name}")) is not None:
                control.remove(element)
        _unwrap(control)


def _remove_hidden(body: etree._Element, counts: WordCounts) -> None:
    for run in list(body.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        if properties is None:
            continue
        has_words = any((text.text or "").strip() for text in run.iter(f"{W}t"))
        if _is_on(properties.find(f"{W}vanish")):
            counts.hidden += has_words
            _remove(run)
        elif _is_on(properties.find(f"{W}strike")) or _is_on(properties.find(f"{W}dstrike")):
            counts.struck += has_words
            _remove(run)


def _fill_grid(table: etree._Element) -> None:
    """Write the cells that a row omits before and after its own, so that columns do not shift."""
    for row in table.iterchildren(f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None:
            continue
        cells = row.findall(f"{W}tc")
        if not cells:
            continue
        before = _grid_value(properties.find(f"{W}gridBefore"))
        after = _grid_value(properties.find(f"{W}gridAfter"))
        for _number in range(before):
            cells[0].addprevious(_empty_cell())
        for _number in range(after):
            row.append(_empty_cell())


def _grid_value(element: etree._Element | None) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return (
        min(int(value), _MAX_GRID) if value.isascii() and value.isdigit() and len(value) < 4 else 0
    )


def _empty_cell() -> etree._Element:
    cell = etree.Element(f"{W}tc")
    etree.SubElement(cell, f"{W}p")
    return cell


def _simplify(paragraph: etree._Element, marker: Marker | None, style: _Style) -> None:
    """Write the marker as text, and join runs that look the same; Word splits them anywhere."""
    properties = paragraph.find(f"{W}pPr")
    indent = left_indent(None if properties is None else properties.find(f"{W}ind"))
    indent = indent or (marker.indent if marker else style.indent)
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    heading = style.heading
    if outline is not None and outline.get(f"{W}val", "") in "012345678":
        heading = int(outline.get(f"{W}val", "0") or 0) + 1
    if properties is not None:
        paragraph.remove(properties)
    for text in paragraph.iter(f"{W}t"):
        if text.text and (MARK in text.text or MARK_END in text.text):
            text.text = text.text.replace(MARK, "").replace(MARK_END, "")
    for run in list(paragraph.iter(f"{W}r")):
        _simplify_run(run)
    paragraph.insert(0, _run_of(marked(marker, indent, heading, is_bold=style.is_bold)))


def marked(marker: Marker | None, indent: int, heading: int, *, is_bold: bool) -> str:
    """Return what is written before a paragraph; `word` reads it again."""
    values = [
        str(indent), str(heading), "1" if is_bold else "",
        "" if marker is None else str(marker.level),
        "1" if marker is not None and marker.is_bullet else "",
        "" if marker is None else marker.text.replace(MARK, "").replace(MARK_END, ""),
    ]  # fmt: skip
    return MARK + "\ue002".join(values) + MARK_END


def _simplify_run(run: etree._Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None:
        for element in list(properties):
            if element.tag not in _RUN_PROPERTIES:
                properties.remove(element)
        if not len(properties):
            run.remove(properties)
            properties = None
    previous = run.getprevious()
    if previous is None or previous.tag != f"{W}r" or len(previous) == 0 or len(run) == 0:
        return
    last, rest = previous[-1], [child for child in run if child.tag != f"{W}rPr"]
    is_text = last.tag == f"{W}t" and [child.tag for child in rest] == [f"{W}t"]
    if is_text and _same(previous.find(f"{W}rPr"), properties):
        last.text = (last.text or "") + (rest[0].text or "")
        last.set(_SPACE, "preserve")
        _remove(run)


def _same(one: etree._Element | None, other: etree._Element | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return sorted((child.tag, tuple(child.attrib.items())) for child in one) == sorted(
        (child.tag, tuple(child.attrib.items())) for child in other
    )


def _run_of(text: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    element = etree.SubElement(run, f"{W}t")
    element.set(_SPACE, "preserve")
    element.text = text
    return run


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _unwrap(element: etree._Element) -> None:
    if element.getparent() is None:
        return
    for child in list(element):
        if child.tag not in (f"{W}fldData", f"{W}customXmlPr", f"{W}smartTagPr"):
            element.addprevious(child)
    _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
