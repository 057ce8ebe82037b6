from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.models import Activity
from reporting.models.entry import Entry
from reporting.models.narrative import Narrative


class SearchDocument(models.Model):
    """What the search knows of one entry, activity or part of a report: its words, made ready.

    `reporting.search` alone writes and reads it. Being here makes nothing public: whoever searches
    narrows by `public()`.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    narrative = models.OneToOneField(
        Narrative,
        on_delete=models.CASCADE,
        null=True,
        related_name="search_document",
        verbose_name=_("part of a report"),
    )
    title = models.TextField(_("words of its headings"))
    words = models.TextField(_("words of its text, in order"))
    stems = models.TextField(_("stems of all of them"))

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, activity__isnull=True, narrative__isnull=True)
                | Q(entry__isnull=True, activity__isnull=False, narrative__isnull=True)
                | Q(entry__isnull=True, activity__isnull=True, narrative__isnull=False),
                name="search_document_of_one_thing",
                violation_error_message=_("A search document is of exactly one thing."),
            )
        ]

    def __str__(self) -> str:
        return str(self.entry or self.activity or self.narrative)
