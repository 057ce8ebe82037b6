from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from program.models.base import Language


class User(AbstractUser):
    """A person who signs in with an e-mail address.

    Writers and focal points have a `Membership`; an administrator is a superuser.
    """

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )
    is_secretariat = models.BooleanField(
        _("secretariat"),
        default=False,
        help_text=_("Works for the CAJP secretariat: sees every chapter, reviews and issues."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.EN,
        help_text=_("The language of pages and mail."),
    )

    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("In which times are shown, such as America/Lima. Empty: the secretariat's."),
    )

    class Meta:
        ordering = ["email"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.get_full_name() or self.email
