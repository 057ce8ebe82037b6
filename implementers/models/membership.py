from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from implementers.models.implementer import Implementer
from implementers.models.user import User


class Role(models.TextChoices):
    WRITER = "writer", _("writer")
    FOCAL_POINT = "focal_point", _("focal point")


class Membership(models.Model):
    """A person's role at an implementer. It counts for all implementers below it."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("implementer"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    history = HistoricalRecords()

    class Meta:
        ordering = ["implementer", "user"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "implementer"],
                name="membership_unique",
                violation_error_message=_("This person is a member of this implementer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.implementer.acronym}"
