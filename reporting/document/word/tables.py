"""Tables with fixed column widths."""

from collections.abc import Sequence

from docx.blkcntnr import BlockItemContainer
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row

from reporting.document.word.oxml import element


def add_table(
    container: BlockItemContainer,
    widths: Sequence[Length],
    *,
    borders: Sequence[BaseOxmlElement] = (),
    padding: float = 4,
    described: str = "",
) -> Table:
    """Add a table with one row. `padding` of cells is in points; `described` is for screen readers.

    `borders` must be in the order top, left, bottom, right, insideH, insideV.
    """
    table = container.add_table(1, len(widths), Length(sum(widths)))
    table._tbl.replace(table._tbl.tblPr, _properties(widths, borders, padding, described))
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = width
    return table


def repeat_as_head(row: _Row) -> None:
    """Make the row a header that is repeated on each page and not split across pages."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    properties.append(element("tblHeader"))


def keep_in_one_piece(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def dress(
    cell: _Cell, *, borders: Sequence[BaseOxmlElement] = (), fill: str = "", align: str = ""
) -> None:
    """Set borders (in the order top, left, bottom, right), background and vertical alignment."""
    properties = cell._tc.get_or_add_tcPr()
    if borders:
        properties.append(element("tcBorders", *borders))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    if align:
        properties.append(element("vAlign", val=align))


def settle(cell: _Cell) -> None:
    """Remove the empty paragraph of a new cell if others follow; the next begins at the top."""
    empty, *written = cell.paragraphs
    if written:
        cell._tc.remove(empty._p)
        written[0].paragraph_format.space_before = Pt(0)


def _properties(
    widths: Sequence[Length], borders: Sequence[BaseOxmlElement], padding: float, described: str
) -> BaseOxmlElement:
    total = str(Length(sum(widths)).twips)
    properties = element("tblPr", element("tblW", type="dxa", w=total))
    if borders:
        properties.append(element("tblBorders", *borders))
    properties.append(element("tblLayout", type="fixed"))
    properties.append(element("tblCellMar", *_margins(padding)))
    properties.append(element("tblLook", val="0020", firstRow="1", noHBand="1", noVBand="1"))
    if described:
        properties.append(element("tblCaption", val=described))
    return properties


def _margins(padding: float) -> list[BaseOxmlElement]:
    return [
        element(side, w=str(Pt(padding * share).twips), type="dxa")
        for side, share in (("top", 0.5), ("left", 1), ("bottom", 0.5), ("right", 1))
    ]
