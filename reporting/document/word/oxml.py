"""Making WordprocessingML: elements, borders, fields, bookmarks and links.

Elements are written in the order the schema (ECMA-376) asks for; Word refuses others.
"""

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reporting.document.word.palette import HAIRLINE

_NOT_XML = {number: " " for number in range(32) if chr(number) not in "\t\n\r"} | {
    0xFFFE: None,
    0xFFFF: None,
}
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")
_AFTER_OUTLINE_LEVEL = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def element(tag: str, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """A `w:` element; attributes are of the same namespace (`val="1"` is `w:val="1"`)."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def printable(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return text.translate(_NOT_XML)


def line(side: str, *, size: int, color: str = HAIRLINE, space: int = 0) -> BaseOxmlElement:
    """A border of `size` eighths of a point at `side`, `space` points off; none for size 0."""
    return element(
        side, val="single" if size else "nil", sz=str(size), space=str(space), color=color
    )


def set_borders(properties: BaseOxmlElement, borders: Sequence[BaseOxmlElement]) -> None:
    """Give a paragraph or a paragraph style (its `w:pPr`) the borders."""
    properties.insert_element_before(element("pBdr", *borders), *_AFTER_BORDERS)


def set_outline_level(properties: BaseOxmlElement, level: int) -> None:
    """Make what has these `w:pPr` a heading of `level` (1 to 9) for contents and navigation."""
    outline = element("outlineLvl", val=str(level - 1))
    properties.insert_element_before(outline, *_AFTER_OUTLINE_LEVEL)


def add_run(paragraph: Paragraph, text: str, style: str | None = None) -> Run:
    """A run of `text` in the character style named."""
    return paragraph.add_run(printable(text), style)


def add_field(
    paragraph: Paragraph, instruction: str, shown: str = "", style: str | None = None
) -> list[BaseOxmlElement]:
    """A field such as `PAGE`; `shown` stands there until Word updates it. Its runs' elements."""
    begin = _field_mark(paragraph, "begin", style)
    code = paragraph.add_run(None, style)._r
    code.append(_instruction(instruction))
    separate = _field_mark(paragraph, "separate", style)
    result = add_run(paragraph, shown, style)._r
    return [begin, code, separate, result, _field_mark(paragraph, "end", style)]


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose result is all that follows until `close_field`."""
    _field_mark(paragraph, "begin")
    paragraph.add_run()._r.append(_instruction(instruction))
    _field_mark(paragraph, "separate")


def close_field(paragraph: Paragraph) -> None:
    _field_mark(paragraph, "end")


def _field_mark(paragraph: Paragraph, kind: str, style: str | None = None) -> BaseOxmlElement:
    run = paragraph.add_run(None, style)._r
    run.append(element("fldChar", fldCharType=kind))
    return run


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = f" {text} "
    return made


def link_inside(paragraph: Paragraph, anchor: str, runs: Sequence[BaseOxmlElement]) -> None:
    """Make the runs, which stand at the paragraph's end, a link to the bookmark `anchor`."""
    link = element("hyperlink", *runs, anchor=anchor, history="1")
    paragraph._p.append(link)


def link_outside(paragraph: Paragraph, address: str, runs: Sequence[BaseOxmlElement]) -> None:
    """Make the runs, which stand at the paragraph's end, a link to the address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink", *runs, history="1")
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)


def add_link(paragraph: Paragraph, anchor: str, text: str, style: str = "Paragraph Link") -> None:
    """`text` as a link to the bookmark `anchor`."""
    link_inside(paragraph, anchor, [add_run(paragraph, text, style)._r])
