"""What the checks return: findings, each with a severity."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """`NOT_RUN`: the check took too long, so its result is unknown. It never counts as passed."""

    BLOCKER = "blocker", _("blocker")
    NOT_RUN = "not_run", _("not run")
    WARNING = "warning", _("warning")
    NOTICE = "notice", _("notice")


@dataclass(frozen=True)
class Finding:
    """What a check reports, and where.

    `place` is the part in question: "text", "heading", "events/0", "activities" of an entry;
    "planned", "leads/executed", "financing" of a chapter; "highlights/3" of a year.
    `words` are the words in question. `span` is their position in the plain text of that place
    (`program.rich_text.to_plain`).
    """

    code: str
    severity: Severity
    message: str
    place: str = ""
    chapter: str = ""  # slug of the implementer; empty for the year's own parts
    entry: str = ""  # reference
    words: str = ""
    span: tuple[int, int] | None = None
    also: tuple[str, ...] = ()  # references of further entries that the finding concerns
