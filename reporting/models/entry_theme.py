from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models import Theme
from reporting.enums import MarkSource
from reporting.models.public import OfEntryQuerySet


class EntryTheme(models.Model):
    """A theme or group of persons that a person says an entry is about."""

    entry = models.ForeignKey(
        "reporting.Entry", on_delete=models.CASCADE, related_name="entry_themes"
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="entry_themes", verbose_name=_("theme")
    )
    source = models.CharField(_("assigned by"), max_length=12, choices=MarkSource.choices)

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "theme__position"]
        verbose_name = _("theme of an entry")
        verbose_name_plural = _("themes of entries")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "theme"],
                name="entry_theme_unique",
                violation_error_message=_("The entry has this theme already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.theme.code}"
