from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.models.entry import Entry
from reporting.models.narrative import Narrative

OWNERS = ("entry", "activity", "narrative", "country", "implementer")
# A document's key is its owner's, times this, and which of these it is: so the engines' indexes,
# which hold keys alone, tell the entry without opening the document.
STEP = 8
FIRST_BY_NAME = 3  # of these, and all after it: known by names alone


def _of(owner: str) -> Q:
    """That a document is of this owner, of no other, and has its key."""
    others = {f"{other}__isnull": True for other in OWNERS if other != owner}
    key = F(owner) * STEP + OWNERS.index(owner)
    return Q(**{f"{owner}__isnull": False}, **others, id=key)


class SearchDocument(models.Model):
    """What the search knows of one entry, activity, part of a report, country or implementer: its
    words, made ready.

    `reporting.search` alone writes and reads it. Being here makes nothing public: whoever searches
    narrows by `public()`.
    """

    id = models.PositiveBigIntegerField(_("key"), primary_key=True)
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
    title = models.TextField(_("words of its headings"))
    words = models.TextField(_("words of its text, in order"))
    stems = models.TextField(_("stems of all of them"))
    head = models.TextField(_("marked words and stems of its headings and first words"))
    facets = models.TextField(_("marks of what it can be narrowed by"), blank=True)

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        constraints = [
            models.CheckConstraint(
                condition=reduce(or_, map(_of, OWNERS)),
                name="search_document_of_one_thing",
                violation_error_message=_(
                    "A search document is of exactly one thing and has the key made of its key."
                ),
            )
        ]

    def __str__(self) -> str:
        return next(str(of) for owner in OWNERS if (of := getattr(self, owner)))

    @staticmethod
    def key_of(owner: str, pk: int) -> int:
        """The key of the document of the `owner`, as "entry", with the key `pk`."""
        return pk * STEP + OWNERS.index(owner)

    @staticmethod
    def owner_of(key: int) -> str:
        """What the document with this key is of: "entry", "activity" …"""
        return OWNERS[key % STEP]
