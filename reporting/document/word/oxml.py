"""Creating WordprocessingML: elements, borders, fields, bookmarks and links.

Elements must be in the order of the schema (ECMA-376); Word refuses any other order.
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
    """A `w:` element. Its attributes get the same namespace: `val="1"` is `w:val="1"`."""
    new_element = OxmlElement(
        f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()}
    )
    new_element.extend(children)
    return new_element


def printable(text: str) -> str:
    """The text without the control characters that XML does not allow."""
    return text.translate(_NOT_XML)


def line(side: str, *, size: int, color: str = HAIRLINE, space: int = 0) -> BaseOxmlElement:
    """A border at `side`: `size` in eighths of a point, `space` in points; size 0 is no border."""
    return element(
        side, val="single" if size else "nil", sz=str(size), space=str(space), color=color
    )


def set_borders(properties: BaseOxmlElement, borders: Sequence[BaseOxmlElement]) -> None:
    """Set the borders of a paragraph or a paragraph style, by its `w:pPr`."""
    properties.insert_element_before(element("pBdr", *borders), *_AFTER_BORDERS)


def set_outline_level(properties: BaseOxmlElement, level: int) -> None:
    """Set the outline level (1 to 9) of a paragraph or a style, by its `w:pPr`."""
    outline = element("outlineLvl", val=str(level - 1))
    properties.insert_element_before(outline, *_AFTER_OUTLINE_LEVEL)


def add_run(paragraph: Paragraph, text: str, style: str | None = None) -> Run:
    """Add a run of `text` in the character style."""
    return paragraph.add_run(printable(text), style)


def add_field(
    paragraph: Paragraph, instruction: str, shown: str = "", style: str | None = None
) -> list[BaseOxmlElement]:
    """Add a field such as `PAGE`; returns the elements of its runs.

    `shown` is its text until Word updates the field.
    """
    begin = _field_mark(paragraph, "begin", style)
    code = paragraph.add_run(None, style)._r
    code.append(_instruction(instruction))
    separate = _field_mark(paragraph, "separate", style)
    result = add_run(paragraph, shown, style)._r
    return [begin, code, separate, result, _field_mark(paragraph, "end", style)]


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field; its result is everything until `close_field`."""
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
    instruction = element("instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {text} "
    return instruction


def link_inside(paragraph: Paragraph, anchor: str, runs: Sequence[BaseOxmlElement]) -> None:
    """Make the runs at the end of the paragraph a link to the bookmark `anchor`."""
    link = element("hyperlink", *runs, anchor=anchor, history="1")
    paragraph._p.append(link)


def link_outside(paragraph: Paragraph, address: str, runs: Sequence[BaseOxmlElement]) -> None:
    """Make the runs at the end of the paragraph a link to the address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("hyperlink", *runs, history="1")
    link.set(qn("r:id"), relation)
    paragraph._p.append(link)


def add_link(paragraph: Paragraph, anchor: str, text: str, style: str = "Paragraph Link") -> None:
    """Add `text` as a link to the bookmark `anchor`."""
    link_inside(paragraph, anchor, [add_run(paragraph, text, style)._r])
