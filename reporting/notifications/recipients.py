"""Which addresses get mail."""

from django.conf import settings

DEMONSTRATION_DOMAIN = "demonstration.example"
_SMTP = "django.core.mail.backends.smtp.EmailBackend"


def is_reachable(address: str) -> bool:
    """Return whether to send mail to the address: demonstration accounts have no mailbox.

    A backend that only prints mail prints theirs as well, for the demonstration.
    """
    is_demonstration = address.lower().endswith(f"@{DEMONSTRATION_DOMAIN}")
    return not (is_demonstration and settings.EMAIL_BACKEND == _SMTP)
