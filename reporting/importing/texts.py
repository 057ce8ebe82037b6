"""The long texts of the files of a year."""

import re

from program.rich_text import from_html, from_plain

_ELEMENT = re.compile(r"\s*<(p|ul|ol|table|blockquote|h[45])\b")


def stored_text(text: str) -> str:
    """Return a text of a file in the stored form.

    A text that begins with the element of a block, such as `<p>`, is HTML; any other is literal.
    Raises `RichTextError`.
    """
    return from_html(text) if _ELEMENT.match(text) else from_plain(text)
