"""What anybody may read: the one rule, and its form for what belongs to chapters and entries."""

from typing import Any

from django.db import models
from django.db.models import Q


def public_chapter(path: str = "") -> Q:
    """The condition that a chapter is public: the one rule that every `public()` rests on.

    `path` leads to the chapter from another model, for example "entry__submission__".
    """
    return Q(**{f"{path}is_public": True})


def public_entry(path: str = "") -> Q:
    """The condition that an entry is public: its chapter is, and it is not deleted.

    `path` leads to the entry from another model, for example "later__".
    """
    return public_chapter(f"{path}submission__") & Q(**{f"{path}deleted_at__isnull": True})


class OfEntryQuerySet(models.QuerySet[Any]):
    """What belongs to entries: the activities, countries, events and documents they name."""

    def public(self) -> "OfEntryQuerySet":
        """What belongs to public entries."""
        return self.filter(public_entry("entry__"))


class EntryLinkQuerySet(models.QuerySet[Any]):
    def not_deleted(self) -> "EntryLinkQuerySet":
        """Without the links of deleted entries."""
        return self.filter(later__deleted_at__isnull=True, earlier__deleted_at__isnull=True)

    def public(self) -> "EntryLinkQuerySet":
        """The links that anybody may see: those between two public entries."""
        return self.filter(public_entry("later__"), public_entry("earlier__"))
