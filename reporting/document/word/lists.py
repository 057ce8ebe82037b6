"""Numbering definitions for lists. Each numbered list has its own, so that it starts anew."""

from dataclasses import dataclass

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches

from reporting.document.word.oxml import element
from reporting.document.word.palette import SANS
from reporting.document.word.stylesheet import ITEM_INDENT

LEVELS = 9
_BULLETS = ("•", "–", "·")
_NUMBERS = ("decimal", "lowerLetter", "lowerRoman")


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
        for setting in SETTINGS:
            self._root.append(_definition(_identifier(setting, ordered=False), setting, False))
            self._root.append(_definition(_identifier(setting, ordered=True), setting, True))
        self._bullets = {setting: self._add(setting, ordered=False) for setting in SETTINGS}

    def bullets(self, setting: Setting) -> int:
        """The numbering of all bulleted lists with this setting."""
        return self._bullets[setting]

    def numbered(self, setting: Setting, *, level: int, start: int) -> int:
        """A new numbering for one list that is nested in `level` others and begins with `start`."""
        override = element("lvlOverride", element("startOverride", val=str(start)), ilvl=str(level))
        return self._add(setting, override, ordered=True)

    def _add(self, setting: Setting, *overrides: BaseOxmlElement, ordered: bool) -> int:
        self._count += 1
        definition = element("abstractNumId", val=str(_identifier(setting, ordered=ordered)))
        self._root.append(element("num", definition, *overrides, numId=str(self._count)))
        return self._count


def _identifier(setting: Setting, *, ordered: bool) -> int:
    return 2 * SETTINGS.index(setting) + ordered


def _definition(identifier: int, setting: Setting, ordered: bool) -> BaseOxmlElement:
    levels = [_level(setting, level, ordered) for level in range(LEVELS)]
    kind = element("multiLevelType", val="hybridMultilevel")
    return element("abstractNum", kind, *levels, abstractNumId=str(identifier))


def _level(setting: Setting, level: int, ordered: bool) -> BaseOxmlElement:
    number_format = _NUMBERS[level % len(_NUMBERS)] if ordered else "bullet"
    text = f"%{level + 1}." if ordered else _BULLETS[level % len(_BULLETS)]
    left = Inches(setting.indent + setting.step * (level + 1)).twips
    hanging = Inches(setting.step).twips
    return element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val=number_format),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=str(left), hanging=str(hanging))),
        element("rPr", element("rFonts", ascii=SANS, hAnsi=SANS, cs=SANS)),
        ilvl=str(level),
    )
