"""The words of the HTML report, by cell."""

from lxml import html
from lxml.html import HtmlElement

# What we add to the source's words: numbers, tags of cited activities, traces to other paragraphs.
_ADDED = ("paragraph-number", "activity-number", "cites", "trace", "nothing", "number")
_INLINE = {"a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup"}


class Page:
    """An HTML report, asked for the words of its parts, with or without the numbers of lists."""

    def __init__(self, text: str, *, markers: bool = False) -> None:
        self._root = html.fromstring(text)
        self._markers = {
            (
                cell.xpath("string(ancestor::*[@data-chapter]/@data-chapter)"),
                cell.get("data-column"),
            ): [marker.text for marker in cell.find_class("marker")]
            for cell in self._root.xpath("//*[@data-column]")
        }
        self._marks = {
            (
                cell.xpath("string(ancestor::*[@data-chapter]/@data-chapter)"),
                cell.get("data-column"),
            ): [
                mark.text
                for mark in cell.xpath(
                    f".//*[{_of_class('tag')} or {_of_class('activity-number')}]"
                )
            ]
            for cell in self._root.xpath("//*[@data-column]")
        }
        added = _ADDED if markers else (*_ADDED, "marker")
        for element in self._root.xpath(" | ".join(f"//*[{_of_class(name)}]" for name in added)):
            element.drop_tree()

    def cell(self, chapter: str, column: str) -> list[str]:
        """What stands in a cell of the official table, less what we add to the source's words."""
        found = self._root.xpath(f"//*[@data-chapter='{chapter}']//*[@data-column='{column}']")
        for heading in (h for cell in found for h in cell.findall("h5")):
            heading.drop_tree()
        return _words(found)

    def numbers(self, chapter: str, column: str) -> list[str]:
        """The numbers of Program activities that stand in a cell, listed or cited."""
        return self._marks[chapter, column]

    def markers(self, chapter: str, column: str) -> list[str]:
        """The numbers of the items of lists that stand in a cell."""
        return self._markers[chapter, column]

    def narrative(self, kind: str) -> list[str]:
        """What stands in one of the report's own parts, its heading first."""
        part = f"//*[@data-part='{kind}']"
        prose = f"{part}/descendant-or-self::*[{_of_class('prose')}]"
        return _words(self._root.xpath(f"{part}/h2") + self._root.xpath(prose)[:1])

    def highlights(self) -> list[list[str]]:
        return [_words([item]) for item in self._root.xpath(f"//li[{_of_class('highlight')}]")]


def _of_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _words(elements: list[HtmlElement]) -> list[str]:
    return "".join(_text(element) for element in elements).split()


def _text(element: HtmlElement) -> str:
    """The text of an element; each but an inline one stands apart from what is around it."""
    inner = (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
    return inner if element.tag in _INLINE else f" {inner} "
