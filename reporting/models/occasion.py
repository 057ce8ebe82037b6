"""Events as they are known across entries: their places, and events that several entries report."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from program.models import Country


class Place(models.Model):
    """A place under one name. Events keep the words of their text, which may be an alias."""

    name = models.CharField(_("name"), max_length=200)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("country"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="place_unique",
                violation_error_message=_("This place is on record already."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(country__isnull=True),
                name="place_without_country_unique",
                violation_error_message=_("This place is on record already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceAlias(models.Model):
    """Another way in which texts write the name of a place."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("place")
    )
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["place", "name"]
        verbose_name = _("alias of a place")
        verbose_name_plural = _("aliases of places")
        constraints = [
            models.UniqueConstraint(
                "place",
                Lower("name"),
                name="place_alias_unique",
                violation_error_message=_("This place has this alias already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


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
