from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.enums import LogAct
from reporting.models.edition import Edition
from reporting.models.entry import Entry
from reporting.models.submission import Submission
from reporting.models.unchangeable import WrittenOnce
from reporting.models.year import ReportingYear


class LogEntry(WrittenOnce):
    """Who did what and when to a year, a chapter, an entry or an edition. Lines are only added.

    `on_behalf` says that the secretariat acted in the implementer's place. `reporting_year` is
    empty only for acts of the register, of reference data and of years that were removed. The database refuses changes (see `reporting/triggers.py`).
    """

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    act = models.CharField(_("what was done"), max_length=24, choices=LogAct.choices)
    on_behalf = models.BooleanField(_("on behalf of the implementer"), default=False)
    reporting_year = models.ForeignKey(
        ReportingYear,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="log",
        verbose_name=_("year"),
    )
    submission = models.ForeignKey(
        Submission,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="log",
        verbose_name=_("submission"),
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="log",
        verbose_name=_("entry"),
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="log",
        verbose_name=_("edition"),
    )
    note = models.TextField(_("note"), blank=True)
    content_version = models.PositiveIntegerField(
        _("version of the content"),
        null=True,
        blank=True,
        help_text=_("Of the chapter, or of the year, after an act that changed its content."),
    )

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("entry of the log")
        verbose_name_plural = _("log")
        indexes = [models.Index(fields=["reporting_year", "-at"], name="log_year_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"
