"""The automatic numbers of a Word document, which stand nowhere in its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from program.rich_text.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_STYLES = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")
_BASED_ON = 20  # styles that a style is based on


@dataclass(frozen=True)
class Marker:
    """What Word prints before a paragraph: a number with its text, or a bullet."""

    text: str
    is_bullet: bool
    level: int
    indent: int


@dataclass
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restart: int | None = None
    indent: int = 0


@dataclass
class _List:
    """A list of the document (`w:num`): its levels; lists of one definition count together."""

    key: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)
    has_started: set[int] = field(default_factory=set)


class WordNumbering:
    """Counts the numbered paragraphs of a document from its beginning to its end."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._styles = dict(_numbered_styles(styles))
        if numbering is not None:
            self._read(numbering)

    def marker_of(self, paragraph: etree._Element, style: str) -> Marker | None:
        """Count a paragraph, and return its marker; None if it has none."""
        number, level = self._number_of(paragraph, style)
        numbered_list = self._lists.get(number)
        if numbered_list is None:
            return None
        definition = numbered_list.levels.get(level, _Level())
        self._count(numbered_list, level)
        if definition.style == "bullet":
            return Marker(definition.text or "•", True, level, definition.indent)
        text = self._text(numbered_list, level, definition)
        return Marker(text, False, level, definition.indent)

    def _number_of(self, paragraph: etree._Element, style: str) -> tuple[str, int]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = self._styles.get(style, ("", 0))
        if own is not None:
            number = _value(own.find(f"{W}numId")) or number
            level = _whole(_value(own.find(f"{W}ilvl")), level)
        return number, min(max(level, 0), _LEVELS - 1)

    def _count(self, numbered_list: _List, level: int) -> None:
        counters = self._counters.setdefault(numbered_list.key, {})
        definition = numbered_list.levels.get(level, _Level())
        for upper in range(level):
            upper_level = numbered_list.levels.get(upper, _Level())
            counters.setdefault(upper, upper_level.start)
        if level in numbered_list.restarts and level not in numbered_list.has_started:
            counters[level] = numbered_list.restarts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = definition.start
        numbered_list.has_started.add(level)
        for lower in [other for other in counters if other > level]:
            restart = numbered_list.levels.get(lower, _Level()).restart
            if restart is None or (restart > 0 and level < restart):
                del counters[lower]

    def _text(self, numbered_list: _List, level: int, definition: _Level) -> str:
        counters = self._counters[numbered_list.key]

        def number_of(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            style = numbered_list.levels.get(wanted, _Level()).style
            value = counters.get(wanted, numbered_list.levels.get(wanted, _Level()).start)
            if definition.is_legal and wanted != level:
                style = "decimal"
            return _written(value, style)

        return (
            ""
            if definition.style == "none" and not definition.text.strip("%123456789. ")
            else (_PLACEHOLDER.sub(number_of, definition.text))
        )

    def _read(self, numbering: etree._Element) -> None:
        definitions = {
            element.get(f"{W}abstractNumId", ""): element
            for element in numbering.iterchildren(f"{W}abstractNum")
        }
        by_style_link = {
            _value(element.find(f"{W}styleLink")): element for element in definitions.values()
        }
        for element in numbering.iterchildren(f"{W}num"):
            key = _value(element.find(f"{W}abstractNumId"))
            definition = definitions.get(key)
            if definition is None:
                continue
            link = _value(definition.find(f"{W}numStyleLink"))
            definition = by_style_link.get(link, definition) if link else definition
            levels = dict(_levels(definition))
            restarts = {}
            for override in element.iterchildren(f"{W}lvlOverride"):
                number = _whole(override.get(f"{W}ilvl"), 0)
                levels.update(_levels(override))
                if (start := override.find(f"{W}startOverride")) is not None:
                    restarts[number] = _whole(_value(start), 1)
            name = element.get(f"{W}numId", "")
            if name != "0":
                self._lists[name] = _List(key, levels, restarts)


def _levels(parent: etree._Element) -> Iterator[tuple[int, _Level]]:
    for element in parent.iterchildren(f"{W}lvl"):
        restart = _value(element.find(f"{W}lvlRestart"))
        indent = element.find(f"{W}pPr/{W}ind")
        text = _value(element.find(f"{W}lvlText"))
        style = _value(element.find(f"{W}numFmt")) or "decimal"
        yield (
            _whole(element.get(f"{W}ilvl"), 0),
            _Level(
                _whole(_value(element.find(f"{W}start")), 1),
                style,
                text[:60],
                element.find(f"{W}isLgl") is not None,
                _whole(restart, 0) if restart else None,
                left_indent(indent),
            ),
        )


def left_indent(element: etree._Element | None) -> int:
    """Return the left indent of `w:ind` in twentieths of a point."""
    if element is None:
        return 0
    return _whole(element.get(f"{W}left") or element.get(f"{W}start"), 0)


def _numbered_styles(styles: etree._Element | None) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the styles whose paragraphs are numbered, with their list and level."""
    if styles is None:
        return
    by_name = {
        element.get(f"{W}styleId", ""): element for element in styles.iterchildren(f"{W}style")
    }
    for name, element in by_name.items():
        current: etree._Element | None = element
        for _step in range(_BASED_ON):
            if current is None:
                break
            properties = current.find(f"{W}pPr/{W}numPr")
            if properties is not None and _value(properties.find(f"{W}numId")):
                level = _whole(_value(properties.find(f"{W}ilvl")), 0)
                yield name, (_value(properties.find(f"{W}numId")), level)
                break
            current = by_name.get(_value(current.find(f"{W}basedOn")))


def _written(value: int, style: str) -> str:
    if style == "decimalZero":
        return f"{value:02d}"
    if style == "none":
        return ""
    # Numerals that the portal cannot write (Chinese numbers, words) are written in digits.
    return numeral(value, _STYLES.get(style, "1"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _whole(text: str | None, otherwise: int) -> int:
    """Return the number of `text`; other text, and numbers beyond nine digits, are `otherwise`."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise
