"""The text of the shown forms of a text, a line for each paragraph, line break, item and row."""

from lxml import html
from lxml.html import HtmlElement

from program.rich_text import to_html

_ON_LINES = {"p", "h4", "h5", "ul", "ol", "li", "blockquote", "table", "tr", "div"}
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def set_apart(text: str, position: str) -> str:
    """Raised ("super") or lowered ("sub") characters, so that 10⁵ does not read as 105."""
    if set(text) <= set("0123456789+-−=()"):
        return text.translate(_RAISED if position == "super" else _LOWERED)
    if any(character.isdigit() for character in text):
        return f"{'^' if position == 'super' else '_'}({text})"
    return text


def lines_of(text: str) -> list[str]:
    """The lines of a text that have words, with one space between words."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def shown_lines(stored: str) -> list[str]:
    """The lines of the HTML that pages and the PDF show of a stored text."""
    shown = to_html(stored)
    return lines_of(_text(html.fragment_fromstring(shown, create_parent="div"))) if shown else []


def _text(element: HtmlElement) -> str:
    if element.tag == "br":
        return "\n"
    if element.tag == "tr":
        cells = (_inner(cell).replace("\n", " ") for cell in element)
        return f"\n{' | '.join(cells)}\n"
    inner = _inner(element)
    if element.tag in ("sup", "sub") and not (
        element.get("class") == "note" and not inner[:1].isalnum()
    ):
        return set_apart(inner, "super" if element.tag == "sup" else "sub")
    return f"\n{inner}\n" if element.tag in _ON_LINES else inner


def _inner(element: HtmlElement) -> str:
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)
