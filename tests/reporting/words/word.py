"""The words of the Word file, by cell."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reporting.document.content import Report
from tests.reporting.words.headings import column_headings
from tests.reporting.words.numbering import Markers

Block = Paragraph | Table


class File:
    """A Word report, asked for the words of its parts."""

    def __init__(self, content: bytes, report: Report) -> None:
        document = Document(BytesIO(content))
        self._blocks = list(document.iter_inner_content())
        self._markers = Markers(document)
        self._chapters = {chapter.implementer: chapter for chapter in report.chapters}

    def cell(self, chapter: str, column: str) -> list[str]:
        """What stands in a cell of the official table."""
        of = self._chapters[chapter]
        blocks = self._under(3, f"{of.number}. {of.heading}", self._blocks)
        headings = column_headings(of)
        table = blocks[1]
        if isinstance(table, Table):
            return self._words([table.rows[1].cells[list(headings).index(column)]])
        return self._words(self._under(4, headings[column], blocks))

    def part(self, heading: str) -> list[str]:
        """What stands in one of the report's own parts, its heading first."""
        return self._words(self._under(2, heading, self._blocks))

    def _words(self, blocks: Sequence[Block | _Cell]) -> list[str]:
        """The words of the blocks, with the numbers of lists, those in tables row by row."""
        paragraphs = [
            Paragraph(element, block)
            for block in blocks
            for element in block._element.iter(qn("w:p"))
        ]
        return [word for one in paragraphs for word in self._markers.text(one).split()]

    @staticmethod
    def _under(level: int, heading: str, blocks: Sequence[Block]) -> list[Block]:
        """The blocks from a heading of this rank, or a higher one, to the next."""
        ranks = {f"Heading {rank}" for rank in range(1, level + 1)}
        starts = [n for n, block in enumerate(blocks) if _style(block) in ranks]
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            if blocks[start].text == heading:
                return list(blocks[start:end])
        raise LookupError(f"The Word file has no heading {heading!r}")


def _style(block: Block) -> str:
    return block.style.name if isinstance(block, Paragraph) else ""
