"""Who pays: contributors with their names."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from program.models.country import Country


class Contributor(models.Model):
    """A body that pays for activities. `country` is given where it is a state, or part of one."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contributors",
        verbose_name=_("country"),
        help_text=_("Only where the contributor is a state, or a body of one."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name


class ContributorAlias(models.Model):
    """Another name of a contributor, as chapters and texts write it."""

    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.CASCADE,
        related_name="aliases",
        verbose_name=_("contributor"),
    )
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["contributor", "name"]
        verbose_name = _("alias of a contributor")
        verbose_name_plural = _("aliases of contributors")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="contributor_alias_unique",
                violation_error_message=_("A contributor has this alias already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
