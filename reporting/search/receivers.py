"""Signal receivers that keep the search index up to date with what is public."""

from typing import Any

from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from implementers.models import Implementer, ImplementerAlias
from program.models import Activity, Country, CountryAlias
from reporting.models import Entry, EntryVersion, Narrative, SearchDocument, Submission
from reporting.models.tables import have_tables
from reporting.queries.narratives import narratives_in_force
from reporting.search.backends import get_backend
from reporting.search.index import (
    index_activities,
    index_countries,
    index_entries,
    index_implementers,
    index_narratives,
    index_what_is_missing,
)


@receiver(post_save, sender=Submission)
def published_chapter(instance: Submission, raw: bool = False, **_options: Any) -> None:
    """Index the entries of a chapter while it is public, and remove them when it is not.

    The rank depends on the words of all documents. If the index had both copies of a reopened
    chapter, the order of the results would reveal its content.
    """
    if raw:
        return
    if instance.is_public:
        index_entries(Entry.objects.filter(submission=instance))
    else:
        SearchDocument.objects.filter(entry__submission=instance).delete()


@receiver(post_save, sender=EntryVersion)
def written_entry(instance: EntryVersion, raw: bool = False, **_options: Any) -> None:
    """Index a saved entry. The version is saved last, when the rest of the entry is complete."""
    if not raw and instance.entry.submission.is_public:
        index_entries(Entry.objects.filter(pk=instance.entry_id))


@receiver(post_save, sender=Activity)
def written_activity(instance: Activity, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_activities([instance])


@receiver(post_save, sender=Narrative)
def written_narrative(instance: Narrative, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_narratives(narratives_in_force().filter(pk=instance.pk))


@receiver(post_save, sender=Country)
def written_country(instance: Country, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_countries([instance])


@receiver(post_save, sender=Implementer)
def written_implementer(instance: Implementer, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_implementers([instance])


@receiver([post_save, post_delete], sender=CountryAlias)
def named_country(instance: CountryAlias, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_countries(Country.objects.filter(pk=instance.country_id))


@receiver([post_save, post_delete], sender=ImplementerAlias)
def named_implementer(instance: ImplementerAlias, raw: bool = False, **_options: Any) -> None:
    if not raw:
        index_implementers(Implementer.objects.filter(pk=instance.implementer_id))


@receiver(post_migrate)
def prepared(sender: Any, **_options: Any) -> None:
    """After a migration, prepare the index and add what is missing."""
    if getattr(sender, "name", "") == "reporting" and have_tables(SearchDocument):
        get_backend().prepare()
        index_what_is_missing()
