from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models import Contributor
from reporting.models.entry import Entry
from reporting.models.public import OfEntryQuerySet


class EntryContributor(models.Model):
    """A source of money that the text of an entry names, linked by a person to its contributor."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="contributors")
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        related_name="named_in",
        verbose_name=_("contributor"),
    )
    words = models.CharField(_("words of the text"), max_length=300)

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "id"]
        verbose_name = _("contributor that an entry names")
        verbose_name_plural = _("contributors that entries name")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "contributor"],
                name="entry_contributor_unique",
                violation_error_message=_("The entry is linked to this contributor already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.contributor}"
