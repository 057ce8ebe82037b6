"""Keeps the figures in step with what is public, whoever makes it so."""

from typing import Any

from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from reporting.actions.figures import forget_figures, keep_figures, keep_what_is_missing
from reporting.models import EntryVersion, Submission, YearFigures
from reporting.models.tables import have_tables


@receiver(post_save, sender=Submission)
def saved_chapter(
    instance: Submission,
    created: bool,
    raw: bool = False,
    update_fields: Any = None,
    **_options: Any,
) -> None:
    """A public chapter counts from then on; one that was and is no more does not.

    The public copy of a reopened chapter is still empty when it is made: who makes it is not done.
    """
    if raw or (update_fields and "is_public" not in update_fields):
        return
    if instance.is_public and not created:
        keep_figures(instance.reporting_year_id)
    elif (
        instance.is_public or YearFigures.objects.filter(of_chapters__submission=instance).exists()
    ):
        forget_figures(instance.reporting_year_id)


@receiver(post_delete, sender=Submission)
def deleted_chapter(instance: Submission, **_options: Any) -> None:
    if instance.is_public:
        keep_figures(instance.reporting_year_id)


@receiver(post_save, sender=EntryVersion)
def written_entry(instance: EntryVersion, raw: bool = False, **_options: Any) -> None:
    """A public entry is written only when files are loaded, which keep the figures at their end."""
    if not raw and instance.entry.submission.is_public:
        forget_figures(instance.entry.submission.reporting_year_id)


@receiver(post_migrate)
def migrated(sender: Any, **_options: Any) -> None:
    """After a migration there are figures of all that is public."""
    if getattr(sender, "name", "") == "reporting" and have_tables(YearFigures):
        keep_what_is_missing()
