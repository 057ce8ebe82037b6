"""The markers of the items of lists in a Word file, counted as Word counts them."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Markers:
    """Gives the text of a paragraph with the number before it. Bullets are left out."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._counts: dict[str, dict[int, int]] = {}  # by definition and level
        self._begun: set[str] = set()
        self._marker = {
            paragraph: self._next(paragraph.pPr.numPr)
            for paragraph in document.element.body.iter(qn("w:p"))
            if paragraph.pPr is not None and paragraph.pPr.numPr is not None
        }

    def before(self, paragraph: Paragraph) -> str:
        """The number before a paragraph and a space; empty if it has none."""
        marker = self._marker.get(paragraph._p, "")
        return f"{marker} " if marker else ""

    def text(self, paragraph: Paragraph) -> str:
        return self.before(paragraph) + paragraph.text

    def _next(self, properties) -> str:
        identifier, level = str(properties.numId.val), properties.ilvl.val
        [number] = self._root.xpath(f"w:num[@w:numId='{identifier}']")
        definition = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        own = number.xpath(f"w:lvlOverride[@w:ilvl='{level}']/w:lvl") or self._root.xpath(
            f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{level}']"
        )
        kind, text = _of(own[0], "numFmt"), _of(own[0], "lvlText")
        if kind == "bullet":
            return ""
        counts = self._counts.setdefault(definition, {})
        start = number.xpath(f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
        if start and identifier not in self._begun:
            counts[level] = int(start[0].get(qn("w:val")))
        else:
            counts[level] = counts[level] + 1 if level in counts else int(_of(own[0], "start"))
        self._begun.add(identifier)
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return text.replace(f"%{level + 1}", _numeral(counts[level], kind))


def _of(level: etree._Element, name: str) -> str:
    return level.find(qn(f"w:{name}")).get(qn("w:val"))


def _numeral(number: int, kind: str) -> str:
    if kind == "decimal":
        return str(number)
    written = _letters(number) if kind.endswith("Letter") else _roman(number)
    return written.upper() if kind.startswith("upper") else written


def _letters(number: int) -> str:
    """a to z, then aa, bb, cc; nothing for 0."""
    return chr(ord("a") + (number - 1) % 26) * ((number + 25) // 26)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
