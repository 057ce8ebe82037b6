from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.year import ReportingYear


class Dismissal(models.Model):
    """A person's decision, with the reason, to leave what a check found as it is.

    `fingerprint` (SHA-256, hexadecimal) is of the code, the place and the text around it. When the
    text changes, it no longer matches and the finding is shown again.
    """

    reporting_year = models.ForeignKey(
        ReportingYear, on_delete=models.CASCADE, related_name="dismissals", verbose_name=_("year")
    )
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    code = models.CharField(_("code"), max_length=60)
    chapter = models.CharField(_("chapter"), max_length=60, blank=True)
    entry = models.CharField(_("entry"), max_length=60, blank=True)
    message = models.TextField(_("what was found"))
    reason = models.TextField(_("reason"))
    dismissed_at = models.DateTimeField(_("dismissed at"), default=timezone.now)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dismissed by"),
    )

    class Meta:
        ordering = ["reporting_year", "-dismissed_at"]
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year", "fingerprint"],
                name="dismissal_unique",
                violation_error_message=_("This finding is dismissed already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="dismissal_has_reason",
                violation_error_message=_("Say why it stays as it is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporting_year} · {self.code}"
