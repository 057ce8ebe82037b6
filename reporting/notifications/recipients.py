"""Who may get mail at all."""

from django.conf import settings

DEMONSTRATION_DOMAIN = "demonstration.example"
_SMTP = "django.core.mail.backends.smtp.EmailBackend"


def is_reachable(address: str) -> bool:
    """Whether mail to the address is to be sent: demonstration accounts have no mailbox.

    Where mail is only printed, theirs is printed too: that is what a demonstration is for.
    """
    is_demonstration = address.lower().endswith(f"@{DEMONSTRATION_DOMAIN}")
    return not (is_demonstration and settings.EMAIL_BACKEND == _SMTP)
