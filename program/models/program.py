from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from program.models.base import WrittenInALanguage


class Resolution(WrittenInALanguage):
    """A resolution of the General Assembly of the OAS, cited by its symbol."""

    symbol = models.CharField(_("symbol"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["symbol"]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self) -> str:
        return self.symbol


def current_program(path: str = "") -> models.Q:
    """Return the condition that a Program is the current one.

    `path` leads to the Program from another model, for example "reporting_year__program__".
    """
    return models.Q(**{f"{path}is_current": True})


class ProgramQuerySet(models.QuerySet["Program"]):
    def current(self) -> "ProgramQuerySet":
        """Return the current Program; none before the first is loaded."""
        return self.filter(current_program())


class Program(WrittenInALanguage):
    """A Program adopted by a resolution. Addresses of the current Program have no prefix."""

    slug = models.SlugField(_("address"), unique=True)
    title = models.CharField(_("title"), max_length=300)
    short_title = models.CharField(_("short title"), max_length=120)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="programs", verbose_name=_("resolution")
    )
    is_current = models.BooleanField(_("current"), default=False)
    history = HistoricalRecords()

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("Program")
        verbose_name_plural = _("Programs")
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=current_program(),
                name="program_one_is_current",
                violation_error_message=_("Another Program is the current one already."),
            )
        ]

    def __str__(self) -> str:
        return self.short_title
