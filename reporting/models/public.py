"""What is public: the one rule, for chapters, entries, and what belongs to them."""

from typing import Any

from django.db import models
from django.db.models import Q


def public_chapter(path: str = "") -> Q:
    """Return the condition that a chapter is public, which every `public()` uses.

    `path` leads to the chapter from another model, for example "entry__submission__".
    """
    return Q(**{f"{path}is_public": True})


def public_entry(path: str = "") -> Q:
    """Return the condition that an entry is public: its chapter is, and it is not deleted.

    `path` leads to the entry from another model, for example "later__".
    """
    return public_chapter(f"{path}submission__") & Q(**{f"{path}deleted_at__isnull": True})


class OfEntryQuerySet(models.QuerySet[Any]):
    """Rows that belong to entries: activities, countries, events and documents."""

    def public(self) -> "OfEntryQuerySet":
        """Return those of public entries."""
        return self.filter(public_entry("entry__"))


class EntryLinkQuerySet(models.QuerySet[Any]):
    def not_deleted(self) -> "EntryLinkQuerySet":
        """Leave out the links of deleted entries."""
        return self.filter(later__deleted_at__isnull=True, earlier__deleted_at__isnull=True)

    def working(self) -> "EntryLinkQuerySet":
        """Leave out the links of published copies."""
        return self.filter(
            later__published_copy_of__isnull=True, earlier__published_copy_of__isnull=True
        )

    def public(self) -> "EntryLinkQuerySet":
        """Return the links between two public entries."""
        return self.filter(public_entry("later__"), public_entry("earlier__"))
