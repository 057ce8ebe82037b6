"""A text in parts, some of which a page sets apart."""

from typing import Literal, NamedTuple


class TextPart(NamedTuple):
    """A part of a plain text, and the HTML element it is shown in; an empty one means none."""

    text: str
    element: Literal["", "del", "ins", "mark"] = ""
