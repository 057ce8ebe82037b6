"""Kept drafts of forms, and who has a form open."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.submission import Submission


class WritingDraft(models.Model):
    """What someone typed in a form of the desk and has not saved, exactly as sent.

    It belongs to one person, one form, and one display of that form (`session`). `form` is the
    address of the form, which names its object too. The draft is kept until the form is saved or
    its writer deletes it. `reason` says why it was refused; it is empty if no one tried to save it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="writing_drafts",
        verbose_name=_("person"),
    )
    form = models.CharField(_("address of the form"), max_length=300)
    title = models.CharField(_("name of the form"), max_length=300)
    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submission"),
        help_text=_("Empty for the forms of a year."),
    )
    session = models.CharField(_("writing session"), max_length=36, blank=True)
    data = models.JSONField(_("fields as typed"), help_text=_("Pairs of name and value."))
    reason = models.TextField(_("why it could not be saved"), blank=True)
    saved_at = models.DateTimeField(_("kept at"), default=timezone.now)

    class Meta:
        ordering = ["-saved_at"]
        verbose_name = _("kept text")
        verbose_name_plural = _("kept texts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "session"],
                name="writing_draft_one_a_session",
                violation_error_message=_("The text of this writing session is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title}"


class EditingPresence(models.Model):
    """A person who has a form open for editing, since when, and when last seen.

    `form` is the address of the form; each display of it (`session`) counts by itself, so that two
    tabs of one person are two.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    form = models.CharField(_("address of the form"), max_length=300)
    session = models.CharField(_("writing session"), max_length=36)
    began_at = models.DateTimeField(_("writing since"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    class Meta:
        ordering = ["form", "began_at"]
        verbose_name = _("person at a form")
        verbose_name_plural = _("people at forms")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "user", "session"],
                name="editing_presence_once",
                violation_error_message=_("This display of the form is counted already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.user}"
