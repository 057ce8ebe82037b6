import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.enums import CheckState
from reporting.models.submission import Submission

# A run that has not ended by then was interrupted: its budget is only a few minutes.
STALE_AFTER = datetime.timedelta(minutes=15)


class BackgroundCheck(models.Model):
    """A run of a chapter's checks in the background, for one version of its content.

    `findings` have the fields of `reporting.checks.finding.Finding`. A chapter has one row, which
    is overwritten when another version is checked.
    """

    submission = models.OneToOneField(
        Submission,
        on_delete=models.CASCADE,
        related_name="background_check",
        verbose_name=_("submission"),
    )
    content_version = models.PositiveIntegerField(_("version of the content"))
    state = models.CharField(
        _("state"), max_length=8, choices=CheckState.choices, default=CheckState.WAITING
    )
    findings = models.JSONField(_("findings"), default=list)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)

    class Meta:
        ordering = ["submission"]
        verbose_name = _("check in the background")
        verbose_name_plural = _("checks in the background")

    def __str__(self) -> str:
        return f"{self.submission} · {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether the run is waiting or running, and not stale."""
        is_late = self.asked_at < timezone.now() - STALE_AFTER
        return self.state in (CheckState.WAITING, CheckState.RUNNING) and not is_late
