"""Rules for texts, shared by forms and actions."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from program.rich_text import RichTextError, parse, to_plain
from program.rich_text.characters import clean, with_line_feeds
from program.rich_text.exceptions import control_character_problem

MAX_TEXT = 100_000  # characters of one entry: thirty printed pages; the longest of 2011 has 6,000
MAX_REMARK = 10_000  # characters of one remark, comment or reason: three printed pages


def text_problems(text: str, *, limit: int = MAX_TEXT) -> Iterator[str]:
    """Yield what is wrong with a plain text, in sentences: length, control characters."""
    if len(text) > limit:
        yield _(
            "This has %(length)s characters; the limit is %(limit)s. Shorten it, or divide it."
        ) % {"length": f"{len(text):,}", "limit": f"{limit:,}"}
    if problem := control_character_problem(text):
        yield problem


def rich_text_problems(text: str, *, limit: int = MAX_TEXT) -> Iterator[str]:
    """Yield what is wrong with a stored text (`program.rich_text`), in sentences.

    `limit` is in characters as printed.
    """
    try:
        parse(text)
    except RichTextError as error:
        yield str(error)
    else:
        yield from text_problems(to_plain(text), limit=limit)


def reason_problems(text: str) -> Iterator[str]:
    """Yield what is wrong with a reason in plain text."""
    return text_problems(text, limit=MAX_REMARK)


def remark_problems(text: str) -> Iterator[str]:
    """Yield what is wrong with a stored text that is a remark, a comment or a reason."""
    return rich_text_problems(text, limit=MAX_REMARK)


def validate_rich_text(text: str) -> None:
    """Validate the long text of a form. Raises `ValidationError` with every problem."""
    if problems := list(rich_text_problems(text)):
        raise ValidationError(problems)


def cleaned_line(text: str) -> str:
    """Return a plain text with line feeds only and without characters that no one sees.

    Browsers send CRLF; other sources use CR or VT.
    """
    return clean(with_line_feeds(text))
