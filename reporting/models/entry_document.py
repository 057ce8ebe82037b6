from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reporting.models.entry import Entry
from reporting.models.public import OfEntryQuerySet


class EntryDocument(models.Model):
    """A document on the web that an entry names, such as minutes or a publication."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(_("place in the entry"))
    title = models.CharField(_("title"), max_length=200)
    url = models.CharField(_("address"), max_length=2000)

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "position"]
        verbose_name = _("document of an entry")
        verbose_name_plural = _("documents of entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="entry_document_on_the_web",
                violation_error_message=_("An address begins with https:// or http://."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.title}"
