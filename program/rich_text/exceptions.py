"""Why a text cannot be read."""

from django.utils.translation import gettext as _

from program.rich_text.characters import CONTROL


class RichTextError(ValueError):
    """A text cannot be read. The message is shown to the user and says what to do."""


def require_printable(text: str) -> None:
    """Raise `RichTextError` if `text` has a control character."""
    if problem := control_character_problem(text):
        raise RichTextError(problem)


def control_character_problem(text: str) -> str:
    """Return a sentence about the first control character of `text`; empty if it has none."""
    match = CONTROL.search(text)
    if match is None:
        return ""
    return _("Line %(line)d holds a control character (U+%(code)s), which cannot be printed.") % {
        "line": text.count("\n", 0, match.start()) + 1,
        "code": f"{ord(match.group()):04X}",
    }
