"""The words of the Word file, by cell."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from reporting.document.content import Report
from tests.reporting.words.headings import column_headings

Block = Paragraph | Table


class File:
    """A Word report, asked for the words of its parts."""

    def __init__(self, content: bytes, report: Report) -> None:
        self._blocks = list(Document(BytesIO(content)).iter_inner_content())
        self._chapters = {chapter.implementer: chapter for chapter in report.chapters}

    def cell(self, chapter: str, column: str) -> list[str]:
        """What stands in a cell of the official table."""
        of = self._chapters[chapter]
        blocks = self._under(3, f"{of.number}. {of.heading}", self._blocks)
        headings = column_headings(of)
        tables = [block for block in blocks if isinstance(block, Table)]
        if tables:
            return _words(tables[0].rows[1].cells[list(headings).index(column)].paragraphs)
        return _words(self._under(4, headings[column], blocks))

    def part(self, heading: str) -> list[str]:
        """What stands in one of the report's own parts, its heading first."""
        return _words(self._under(2, heading, self._blocks))

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


def _words(paragraphs: Sequence[Block]) -> list[str]:
    return [word for paragraph in paragraphs for word in paragraph.text.split()]
