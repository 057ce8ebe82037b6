from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.entry import Entry


class EditingPresence(models.Model):
    """That somebody has an entry open to write it, since when and seen when."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="presences", verbose_name=_("entry")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    began_at = models.DateTimeField(_("writing since"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)

    class Meta:
        ordering = ["entry", "began_at"]
        verbose_name = _("person at an entry")
        verbose_name_plural = _("people at entries")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "user"],
                name="editing_presence_once",
                violation_error_message=_("This person is at this entry already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.user}"
