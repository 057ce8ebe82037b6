"""Rich text: the document model of every long text, its stored form and its renderings.

A text is stored as restricted HTML in one canonical form (docs/adr/0011-rich-text.md). Everything
that reads or shows a text goes through this package, so that all formats agree on its words,
numbers, list markers and line breaks.
"""

from program.rich_text.exceptions import RichTextError
from program.rich_text.html_input import parse
from program.rich_text.texts import (
    count_words,
    document_of,
    from_html,
    from_markdown,
    from_old_markdown,
    from_plain,
    is_plain,
    to_html,
    to_literal,
    to_markdown,
    to_plain,
    to_stored,
)

__all__ = [
    "RichTextError",
    "count_words",
    "document_of",
    "from_html",
    "from_markdown",
    "from_old_markdown",
    "from_plain",
    "is_plain",
    "parse",
    "to_html",
    "to_literal",
    "to_markdown",
    "to_plain",
    "to_stored",
]
