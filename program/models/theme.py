from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from program.models.base import NamedInFourLanguages

theme_code = RegexValidator(
    r"^[a-z]+(-[a-z]+)*\Z", _("Use small letters and single hyphens, for example labor-migration.")
)


class ThemeKind(models.TextChoices):
    THEME = "theme", _("theme")
    GROUP = "group", _("group of persons")


class Theme(NamedInFourLanguages):
    """A theme or a group of persons that entries are about.

    The code is stable and used in addresses. `source` names the instrument that the definition
    quotes; without one, the definition is the portal's own.
    """

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[theme_code])
    kind = models.CharField(_("kind"), max_length=5, choices=ThemeKind.choices)
    position = models.PositiveSmallIntegerField(_("place in the list"))
    definition = models.TextField(_("definition"))
    source = models.CharField(
        _("source of the definition"),
        max_length=300,
        blank=True,
        help_text=_("Leave it empty for a definition in the portal's own words."),
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes and groups of persons")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(definition=""),
                name="theme_has_definition",
                violation_error_message=_("Say what the theme is about."),
            )
        ]

    def __str__(self) -> str:
        return self.name
