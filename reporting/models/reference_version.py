"""The history of the register and of reference data: what earlier reports read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer
from program.models import Activity, Country
from program.models.base import NAMES

# The columns whose values a report prints, by model. A change of one keeps the value before.
KEPT_COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Activity: ("text", "language", "short_title"),
    Implementer: ("acronym", *NAMES),
    Country: NAMES,
}
OWNERS = {Activity: "activity", Implementer: "implementer", Country: "country"}


def _one_owner() -> Q:
    """Return the condition that exactly one owner is given."""
    condition = Q()
    for owner in OWNERS.values():
        others = {f"{other}__isnull": True for other in OWNERS.values() if other != owner}
        condition |= Q(**{f"{owner}__isnull": False}, **others)
    return condition


class ReferenceVersion(models.Model):
    """An earlier value of a column of an activity, an implementer or a country.

    The reports of the years up to `valid_to` read it; later ones read the current value, or a later
    version. `source` says where the new value was taken from.
    """

    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("Program activity"),
    )
    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("implementer"),
    )
    country = models.ForeignKey(
        Country,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("country"),
    )
    column = models.CharField(_("column"), max_length=20)
    value = models.TextField(_("earlier value"), blank=True)
    valid_to = models.PositiveSmallIntegerField(_("last year of a report that reads it"))
    source = models.CharField(_("source of the new value"), max_length=300, blank=True)
    replaced_at = models.DateTimeField(_("replaced at"), default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        ordering = ["-valid_to", "-id"]
        verbose_name = _("earlier value")
        verbose_name_plural = _("earlier values")
        constraints = [
            models.CheckConstraint(
                condition=_one_owner(),
                name="reference_version_one_owner",
                violation_error_message=_("An earlier value belongs to one object."),
            ),
            *(
                models.UniqueConstraint(
                    fields=[owner, "column", "valid_to"],
                    name=f"reference_version_{owner}_once",
                    violation_error_message=_("There is an earlier value for this year already."),
                )
                for owner in OWNERS.values()
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.activity or self.implementer or self.country}: {self.column} ≤ {self.valid_to}"
        )
