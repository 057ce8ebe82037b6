"""Editing an entry: kept drafts and presence."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.entry import Entry
from reporting.models.submission import Submission


class WritingDraft(models.Model):
    """What somebody typed and the portal could not save as an entry, exactly as sent.

    Reasons are, for example, that the year was closed in the meantime or that a date is invalid.
    The form is kept until it is saved or its writer deletes it. `entry` is empty for a new entry.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="writing_drafts",
        verbose_name=_("person"),
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="+", verbose_name=_("submission")
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entry"),
    )
    session = models.CharField(_("writing session"), max_length=36)
    data = models.JSONField(_("fields as typed"), help_text=_("Pairs of name and value."))
    reason = models.TextField(_("why it could not be saved"))
    saved_at = models.DateTimeField(_("kept at"), default=timezone.now)

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "session"],
                name="writing_draft_one_a_session",
                violation_error_message=_("The text of this writing session is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.entry or self.submission}"


class EditingPresence(models.Model):
    """A person who has an entry open for editing, since when, and when last seen."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="presences", verbose_name=_("entry")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    began_at = models.DateTimeField(_("writing since"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)

    class Meta:
        ordering = ["entry", "began_at"]
        verbose_name = _("person at an entry")
        verbose_name_plural = _("people at entries")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "user"],
                name="editing_presence_once",
                violation_error_message=_("This person is at this entry already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.user}"
