import hashlib

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementers.models.user import User

NAME_LENGTH = 80
SHOWN = 10  # characters of the secret that are shown, to recognize it


def digest_of(secret: str) -> str:
    """Return the stored hash of a secret. A fast hash is enough: secrets are long and random."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def good(self) -> "ApiTokenQuerySet":
        """Return those neither revoked nor expired."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class ApiToken(models.Model):
    """A token with which a program writes in a person's name. Its secret is not stored."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="api_tokens", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    digest = models.CharField(
        _("SHA-256 of the secret"), max_length=64, unique=True, editable=False
    )
    begins = models.CharField(_("begins"), max_length=SHOWN, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("token of the API")
        verbose_name_plural = _("tokens of the API")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="api_token_name_unique",
                violation_error_message=_("You have a token of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="api_token_expires_later",
                violation_error_message=_("A token expires after it is made."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()
