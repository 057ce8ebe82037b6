"""Events that several entries report."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Occasion(models.Model):
    """One event that several entries report, such as a plan and its execution.

    A person confirmed it; `confirmed_by` is empty only for what files of a printed report say.
    """

    confirmed_at = models.DateTimeField(_("confirmed at"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("event of several entries")
        verbose_name_plural = _("events of several entries")

    def __str__(self) -> str:
        return " = ".join(str(member) for member in self.members.all())


class OccasionEvent(models.Model):
    """An event of an occasion, by the reference of its entry and its identity in calendars.

    Both outlive corrections, and the published copy of an entry has them too.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="members")
    reference = models.CharField(_("entry"), max_length=60)
    uid = models.CharField(_("identity in calendars"), max_length=24)

    class Meta:
        ordering = ["occasion", "reference", "uid"]
        verbose_name = _("event of an occasion")
        verbose_name_plural = _("events of occasions")
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "uid"],
                name="occasion_event_once",
                violation_error_message=_("This event belongs to another one already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.uid}"
