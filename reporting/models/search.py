from functools import reduce
from operator import or_

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.models.entry import Entry
from reporting.models.narrative import Narrative

OWNERS = ("entry", "activity", "narrative", "country", "implementer")


def _only(owner: str) -> Q:
    """Return the condition that a document has this owner and no other."""
    return Q(**{f"{name}__isnull": name != owner for name in OWNERS})


class SearchDocument(models.Model):
    """The indexed text of one entry, activity, narrative part, country or implementer.

    Only `reporting.search` writes and reads it. It makes nothing public: each search is limited to
    what is public at that moment.
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
    country = models.OneToOneField(
        Country, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    implementer = models.OneToOneField(
        Implementer,
        on_delete=models.CASCADE,
        null=True,
        related_name="search_document",
        verbose_name=_("implementer"),
    )
    title = models.TextField(_("words of its headings and the first of its text"))
    title_stems = models.TextField(_("their stems"))
    text = models.TextField(_("words of its text and of what it names, in order"))
    text_stems = models.TextField(_("their stems"))
    # Used only on PostgreSQL; SQLite has its index in a separate table.
    vector = SearchVectorField(_("search vector"), null=True, editable=False)

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [GinIndex(fields=["vector"], name="search_document_vector")]
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, map(_only, OWNERS)),
                name="search_document_of_one_thing",
                violation_error_message=_("A search document is of exactly one thing."),
            )
        ]

    def __str__(self) -> str:
        return next(str(subject) for owner in OWNERS if (subject := getattr(self, owner)))
