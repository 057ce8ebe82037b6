"""Keeps the figures in step with what is public, whoever makes it so."""

from typing import Any

from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from reporting.actions.figures import forget_figures, keep_figures, keep_what_is_missing
from reporting.enums import SubmissionStatus
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
    """An accepted chapter counts from then on; one that was and is no more does not.

    One made as accepted, by an import or as a stand-in, is still empty: who makes it is not done.
    """
    if raw or (update_fields and "status" not in update_fields):
        return
    is_public = instance.status == SubmissionStatus.ACCEPTED
    if is_public and not created:
        keep_figures(instance.reporting_year_id)
    elif is_public or YearFigures.objects.filter(of_chapters__submission=instance).exists():
        forget_figures(instance.reporting_year_id)


@receiver(post_delete, sender=Submission)
def deleted_chapter(instance: Submission, **_options: Any) -> None:
    if instance.status == SubmissionStatus.ACCEPTED:
        keep_figures(instance.reporting_year_id)


@receiver(post_save, sender=EntryVersion)
def written_entry(instance: EntryVersion, raw: bool = False, **_options: Any) -> None:
    """A public entry is written only when files are loaded, which keep the figures at their end."""
    chapter = instance.entry.submission
    if not raw and chapter.status == SubmissionStatus.ACCEPTED:
        forget_figures(chapter.reporting_year_id)


@receiver(post_migrate)
def migrated(sender: Any, **_options: Any) -> None:
    """After a migration there are figures of all that is public."""
    if getattr(sender, "name", "") == "reporting" and have_tables(YearFigures):
        keep_what_is_missing()
