"""Numbering definitions for lists. Each numbered list has its own, so that it starts anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches

from reporting.document.word.blocks import BULLET, Mark
from reporting.document.word.oxml import element
from reporting.document.word.palette import SANS
from reporting.document.word.stylesheet import ITEM_INDENT

LEVELS = 9
_BULLETS = ("•", "–", "·")
_FORMATS = {
    "": "decimal",  # nothing is counted
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


@dataclass(frozen=True)
class Setting:
    """The styles of running text in one kind of container.

    `text` and `heading` are paragraph styles. Lists begin at `indent` inches and are indented by
    `step` inches for each level.
    """

    text: str
    heading: str
    indent: float
    step: float


BODY = Setting("Body Text", "Text Heading", 0, 0.25)
ITEM = Setting("Item Text", "Item Heading", ITEM_INDENT, 0.25)
CELL = Setting("Cell Text", "Cell Heading", 0, 0.16)
SETTINGS = (BODY, ITEM, CELL)


class Numbering:
    """The numbering definitions of the document."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._root.clear()
        self._count = 0
        for identifier, setting in enumerate(SETTINGS):
            levels = [_level(setting, level, BULLET) for level in range(LEVELS)]
            self._root.append(_definition(identifier, levels))
        self._definitions = len(SETTINGS) - 1
        self._bullets = {
            setting: self._add(identifier) for identifier, setting in enumerate(SETTINGS)
        }

    def bullets(self, setting: Setting) -> int:
        """The numbering of all bulleted lists with this setting."""
        return self._bullets[setting]

    def numbered(self, setting: Setting, mark: Mark, *, level: int) -> int:
        """A new numbering, with the markers of `mark`, for one list nested in `level` others."""
        self._definitions += 1
        identifier = self._definitions
        # Word counts by definition, so that two lists of one definition and level would share it.
        definition = _definition(identifier, [_level(setting, level, mark)])
        self._root.insert(identifier, definition)
        override = element(
            "lvlOverride", element("startOverride", val=str(mark.start)), ilvl=str(level)
        )
        return self._add(identifier, override)

    def _add(self, identifier: int, *overrides: BaseOxmlElement) -> int:
        self._count += 1
        definition = element("abstractNumId", val=str(identifier))
        self._root.append(element("num", definition, *overrides, numId=str(self._count)))
        return self._count


def _definition(identifier: int, levels: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    kind = element("multiLevelType", val="hybridMultilevel")
    return element("abstractNum", kind, *levels, abstractNumId=str(identifier))


def _level(setting: Setting, level: int, mark: Mark) -> BaseOxmlElement:
    number_format = _FORMATS[mark.style] if mark.ordered else "bullet"
    counted = f"%{level + 1}" if mark.style else ""
    number = f"{_literal(mark.prefix)}{counted}{_literal(mark.suffix)}"
    text = number if mark.ordered else _BULLETS[level % len(_BULLETS)]
    left = Inches(setting.indent + setting.step * (level + 1)).twips
    hanging = Inches(setting.step).twips
    return element(
        "lvl",
        element("start", val=str(mark.start)),
        element("numFmt", val=number_format),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=str(left), hanging=str(hanging))),
        element("rPr", element("rFonts", ascii=SANS, hAnsi=SANS, cs=SANS)),
        ilvl=str(level),
    )


def _literal(characters: str) -> str:
    """Return characters of a marker in a form that Word does not read as the number of a level."""
    return characters.replace("%", "\uff05")
