import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementers.models.implementer import Implementer
from implementers.models.membership import Role
from implementers.models.user import User
from program.models.base import Language


class InvitationState(models.TextChoices):
    OPEN = "open", _("open")
    EXPIRED = "expired", _("expired")
    CANCELED = "canceled", _("canceled")
    ACCEPTED = "accepted", _("accepted")


def new_key() -> str:
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Return those neither accepted nor canceled; they may have expired."""
        return self.filter(accepted_at__isnull=True, canceled_at__isnull=True)


class Invitation(models.Model):
    """An invitation by mail to work for an implementer.

    The link contains a signature of `key`, so that access to the database is not enough to forge
    it.
    """

    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name=_("implementer"),
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )
    key = models.CharField(_("key"), max_length=40, unique=True, default=new_key, editable=False)
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("expires at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    canceled_at = models.DateTimeField(_("canceled at"), null=True, blank=True)
    canceled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("canceled by"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["implementer", "email"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["implementer", "email"],
                condition=models.Q(accepted_at__isnull=True, canceled_at__isnull=True),
                name="invitation_one_waiting",
                violation_error_message=_("This address is invited already."),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
                violation_error_message=_("An invitation says both when and by whom accepted."),
            ),
            models.CheckConstraint(
                condition=models.Q(canceled_at__isnull=True, canceled_by__isnull=True)
                | models.Q(canceled_at__isnull=False, canceled_by__isnull=False),
                name="invitation_canceled_at_and_by",
                violation_error_message=_("An invitation says both when and by whom canceled."),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(canceled_at__isnull=True),
                name="invitation_accepted_or_canceled",
                violation_error_message=_("An invitation is not both accepted and canceled."),
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")),
                name="invitation_expires_later",
                violation_error_message=_("An invitation expires after it is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}, {self.implementer.acronym}"

    @property
    def state(self) -> InvitationState:
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.canceled_at is not None:
            return InvitationState.CANCELED
        if self.expires_at <= timezone.now():
            return InvitationState.EXPIRED
        return InvitationState.OPEN
