from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.submission import Submission


class MailKind(models.TextChoices):
    """The kinds of mail, each of which a person may turn off."""

    YEAR_OPENED = "year_opened", _("opened years")
    REMINDER = "reminder", _("reminders of the due date")
    RETURNED = "returned", _("returned chapters")
    ACCEPTED = "accepted", _("accepted chapters")


class Delivery(models.TextChoices):
    DAILY = "daily", _("together, in one message a day at most")
    AT_ONCE = "at_once", _("each by itself, as soon as it happens")


class MailPreference(models.Model):
    """What mail a person wants. A person without a row gets all of it, once a day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_preference",
        verbose_name=_("person"),
    )
    delivery = models.CharField(
        _("delivery"), max_length=10, choices=Delivery.choices, default=Delivery.DAILY
    )
    year_opened = models.BooleanField(_("when a year is opened"), default=True)
    reminder = models.BooleanField(_("reminders before and after the due date"), default=True)
    returned = models.BooleanField(_("when a chapter is returned"), default=True)
    accepted = models.BooleanField(_("when a chapter is accepted"), default=True)

    class Meta:
        ordering = ["person"]
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_delivery_display()}"

    def wants(self, kind: str) -> bool:
        return bool(getattr(self, MailKind(kind).value))


class Digest(models.Model):
    """The one message a person gets on a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="digests",
        verbose_name=_("person"),
    )
    day = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)

    class Meta:
        ordering = ["-day", "person"]
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"],
                name="digest_one_a_day",
                violation_error_message=_("This person had their message of the day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"


class Notification(models.Model):
    """One piece of news about a chapter for a person; unsent while `sent_at` is empty.

    `occasion` distinguishes several of the same kind: the time of a return, the date of a reminder.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("person"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind.choices)
    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("submission"),
    )
    occasion = models.CharField(_("occasion"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    digest = models.ForeignKey(
        Digest,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="notifications",
        verbose_name=_("digest"),
    )

    class Meta:
        ordering = ["person", "submission", "kind", "occasion"]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "submission", "occasion"],
                name="notification_once",
                violation_error_message=_("This person has this notification already."),
            ),
            models.CheckConstraint(
                condition=models.Q(digest__isnull=True) | models.Q(sent_at__isnull=False),
                name="notification_in_digest_is_sent",
                violation_error_message=_("What is in a digest was sent."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                name="notification_unsent",
                condition=models.Q(sent_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.submission} {self.occasion}"
