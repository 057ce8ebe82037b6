from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    BLOCKER = "blocker", _("blocker")
    WARNING = "warning", _("warning")
    NOTICE = "notice", _("notice")


@dataclass(frozen=True)
class Finding:
    """What a check says. `place` is the part of the entry it is about: "text", "events/0"."""

    code: str
    severity: Severity
    message: str
    place: str = ""
