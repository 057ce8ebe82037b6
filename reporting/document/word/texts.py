"""Writing texts as Word paragraphs and tables."""

from collections.abc import Sequence

from docx.blkcntnr import BlockItemContainer
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from reporting.document.word.blocks import Mark, Span, WordBlock, to_blocks
from reporting.document.word.book import Book
from reporting.document.word.lists import CELL, LEVELS, Setting
from reporting.document.word.oxml import add_run, element, line, link_outside
from reporting.document.word.tables import repeat_as_head

_QUOTE_INDENT = 0.25


def write_text(
    book: Book,
    container: BlockItemContainer,
    text: str,
    setting: Setting,
    *,
    after: Paragraph | None = None,
) -> Paragraph | None:
    """Write a stored text into the container; returns its last paragraph.

    Its first paragraph continues the paragraph `after`, unless it is a list or a heading.
    """
    blocks = to_blocks(text)
    if after is not None and blocks and _continues_paragraph(blocks[0]):
        write_spans(after, blocks[0].spans)
        blocks = blocks[1:]
    return write_blocks(book, container, blocks, setting) or after


def write_blocks(
    book: Book, container: BlockItemContainer, blocks: Sequence[WordBlock], setting: Setting
) -> Paragraph | None:
    """Write paragraphs, with separate numbers for each numbered list; returns the last one."""
    numberings: dict[int, int] = {}
    paragraph = None
    for block in blocks:
        if block.kind == "table":
            paragraph = _write_table(container, block, setting)
            continue
        style = setting.heading if block.kind == "heading" else setting.text
        paragraph = container.add_paragraph(style=style)
        _set_indent(paragraph, block, setting)
        if block.mark is not None:
            _number(paragraph, block, _numbering(book, block, block.mark, setting, numberings))
        write_spans(paragraph, block.spans)
    return paragraph


def write_spans(paragraph: Paragraph, spans: Sequence[Span]) -> None:
    """Add text to the end of the paragraph."""
    for span in spans:
        run = add_run(paragraph, span.text, _character_style(span))
        run.bold, run.italic = span.bold or None, span.italic or None
        if span.position == "super":
            run.font.superscript = True
        elif span.position == "sub":
            run.font.subscript = True
        if span.language:
            run._r.get_or_add_rPr().append(element("lang", val=span.language))
        if span.link:
            link_outside(paragraph, span.link, [run._r])


def _write_table(container: BlockItemContainer, block: WordBlock, setting: Setting) -> Paragraph:
    """Write a table as wide as its content; returns the empty paragraph that Word needs after it."""
    columns = len(block.rows[0])
    table = BlockItemContainer.add_table(container, len(block.rows), columns, Inches(columns))
    borders = [
        line(side, size=4) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    table._tbl.tblPr.append(element("tblBorders", *borders))
    table.autofit = True
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, spans in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = CELL.text
            write_spans(paragraph, spans)
    if block.has_header:
        repeat_as_head(table.rows[0])
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
    return container.add_paragraph(style=setting.text)


def _continues_paragraph(block: WordBlock) -> bool:
    return block.kind == "text" and block.depth == 0


def _character_style(span: Span) -> str | None:
    return "Hyperlink" if span.link else None


def _set_indent(paragraph: Paragraph, block: WordBlock, setting: Setting) -> None:
    """Indent further paragraphs of list items, and quotations."""
    indent = setting.step * block.depth if block.mark is None else 0
    indent += _QUOTE_INDENT if block.kind == "quote" else 0
    if indent:
        paragraph.paragraph_format.left_indent = Inches(setting.indent + indent)
        paragraph.paragraph_format.first_line_indent = 0


def _numbering(
    book: Book, block: WordBlock, mark: Mark, setting: Setting, numberings: dict[int, int]
) -> int:
    if not mark.ordered:
        return book.numbering.bullets(setting)
    if mark.number_of_list not in numberings:
        numberings[mark.number_of_list] = book.numbering.numbered(
            setting, mark, level=_level(block)
        )
    return numberings[mark.number_of_list]


def _number(paragraph: Paragraph, block: WordBlock, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = _level(block)
    properties.get_or_add_numId().val = numbering


def _level(block: WordBlock) -> int:
    return min(block.depth, LEVELS) - 1
