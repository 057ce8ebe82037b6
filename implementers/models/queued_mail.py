from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class QueuedMailKind(models.TextChoices):
    MESSAGE = "message", _("message")
    PASSWORD_RESET = "password_reset", _("password reset")


class QueuedMail(models.Model):
    """Mail about an account in the queue; the row is deleted once it is sent.

    A run claims the row before it sends, so that no transaction waits for the mail server. The
    claim of a run that was killed expires, and the row is sent again.

    A password reset contains only the typed address. Whether it has an account is looked up when
    the mail is sent, so that the request takes the same time for every address, and no reset link
    is stored.
    """

    kind = models.CharField(_("kind"), max_length=14, choices=QueuedMailKind.choices)
    recipient = models.CharField(_("recipient"), max_length=254)
    subject = models.CharField(_("subject"), max_length=254, blank=True)
    text = models.TextField(_("text"), blank=True)
    queued_at = models.DateTimeField(_("queued at"), default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("queued mail")
        verbose_name_plural = _("queued mail")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
