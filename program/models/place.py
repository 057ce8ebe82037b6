"""Places of events, under one name each."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from program.models.country import Country


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
