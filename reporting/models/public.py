"""What is public, deleted or working: each rule once, for chapters, entries and their parts."""

from typing import Any, Self

from django.db import models
from django.db.models import Q


def public_chapter(path: str = "") -> Q:
    """Return the condition that a chapter is public, which every `public()` uses.

    `path` leads to the chapter from another model, for example "entry__submission__".
    """
    return Q(**{f"{path}is_public": True})


def hidden_chapter(path: str = "") -> Q:
    """Return the opposite condition; negated lookups of related rows would need a subquery."""
    return Q(**{f"{path}is_public": False})


def not_deleted_entry(path: str = "") -> Q:
    """Return the condition that an entry is not deleted, or that there is none.

    `path` leads to the entry from another model, for example "entry__".
    """
    return Q(**{f"{path}deleted_at__isnull": True})


def public_entry(path: str = "") -> Q:
    """Return the condition that an entry is public: its chapter is, and it is not deleted.

    `path` leads to the entry from another model, for example "later__".
    """
    return public_chapter(f"{path}submission__") & not_deleted_entry(path)


def not_demonstration(path: str = "") -> Q:
    """Return the condition that a reporting year is no demonstration, so that it counts.

    `path` leads to the year from another model, for example "submission__reporting_year__".
    """
    return Q(**{f"{path}is_demonstration": False})


def working_copy(path: str = "") -> Q:
    """Return the condition that a chapter or an entry is the one people edit: no published copy.

    `path` leads to it from another model, for example "later__".
    """
    return Q(**{f"{path}published_copy_of__isnull": True})


class OfEntryQuerySet(models.QuerySet[Any]):
    """Rows that belong to entries: activities, countries, events and documents."""

    def not_deleted(self) -> Self:
        """Leave out those of deleted entries."""
        return self.filter(not_deleted_entry("entry__"))

    def public(self) -> Self:
        """Return those of public entries."""
        return self.filter(public_entry("entry__"))


class EntryLinkQuerySet(models.QuerySet[Any]):
    def not_deleted(self) -> "EntryLinkQuerySet":
        """Leave out the links of deleted entries."""
        return self.filter(not_deleted_entry("later__"), not_deleted_entry("earlier__"))

    def working(self) -> "EntryLinkQuerySet":
        """Leave out the links from and to published copies."""
        return self.filter(working_copy("later__"), working_copy("earlier__"))

    def public(self) -> "EntryLinkQuerySet":
        """Return the links between two public entries, without those out of a demonstration."""
        return self.filter(
            public_entry("later__"), public_entry("earlier__"), _stays_in_demonstration()
        )


def _stays_in_demonstration() -> Q:
    """Return the condition that both entries of a link are demonstrations, or none of them is."""
    column = "submission__reporting_year__is_demonstration"
    return Q(**{f"later__{column}": models.F(f"earlier__{column}")})
