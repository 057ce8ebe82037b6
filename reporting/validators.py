"""Rules for texts, shared by forms and actions."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reporting.markdown import nests_too_deep

MAX_TEXT = 100_000  # characters of one entry: thirty printed pages; the longest of 2011 has 6,000
MAX_REMARK = 10_000  # characters of one remark: three printed pages

# Control characters except tabs and line feeds, and halves of surrogate pairs, which no
# database stores.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def text_problems(text: str, *, limit: int = MAX_TEXT) -> Iterator[str]:
    """Yield what is wrong with `text`, in sentences: length, control characters, nesting."""
    if len(text) > limit:
        yield _(
            "This has %(length)s characters; the limit is %(limit)s. Shorten it, or divide it."
        ) % {"length": f"{len(text):,}", "limit": f"{limit:,}"}
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        yield _(
            "Line %(line)d holds a control character (U+%(code)s), which cannot be printed."
        ) % {"line": line, "code": f"{ord(match.group()):04X}"}
    if len(text) <= limit and nests_too_deep(text):
        yield _("Lists or quotations stand too deep in one another. Use fewer levels.")


def remark_problems(text: str) -> Iterator[str]:
    """Yield what is wrong with the text of a remark, a comment or a reason."""
    return text_problems(text, limit=MAX_REMARK)


def validate_text(text: str) -> None:
    """Validate the text of a form field. Raises `ValidationError` with every problem."""
    if problems := list(text_problems(text)):
        raise ValidationError(problems)


def with_plain_line_breaks(text: str) -> str:
    """Return `text` with line feeds only. Browsers send CRLF; other sources use CR or VT."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
