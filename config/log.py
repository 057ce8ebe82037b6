"""Logging to standard error, and mailing errors to `ADMINS`."""

import logging
import time
from typing import Any

from django.core.mail import mail_admins

from config.request_context import current
from config.secrets import MASK, hide_secrets, secrets_of

_FORMAT = (
    "%(asctime)s %(levelname)s %(name)s request=%(request_id)s user=%(user_id)s "
    "address=%(address)s: %(message)s"
)
_LOGGERS = ("config", "program", "implementers", "reporting", "django", "django_tasks", "allauth")


class RequestFilter(logging.Filter):
    """Adds the request's id, user and address to each record."""

    def filter(self, record: logging.LogRecord) -> bool:
        context = current()
        record.request_id = context.request_id
        record.user_id = context.user_id
        record.address = context.address or "-"
        return True


class SafeFormatter(logging.Formatter):
    """Hides secrets of addresses in the whole record, including its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        text = hide_secrets(super().format(record))
        request = current().request
        for secret in secrets_of(request.path) if request is not None else []:
            text = text.replace(secret, MASK)
        return text


class MailAdminsHandler(logging.Handler):
    """Mails the record to `ADMINS` as it is logged.

    Django's own handler would include cookies, form data and full addresses. Each process sends at
    most one message a minute, so that an outage does not cause a flood of mail. The log has all
    records.
    """

    seconds_between = 60.0

    def __init__(self) -> None:
        super().__init__()
        self._sent_at: float | None = None

    def emit(self, record: logging.LogRecord) -> None:
        now = time.monotonic()
        if self._sent_at is not None and now - self._sent_at < self.seconds_between:
            return
        self._sent_at = now
        try:
            text = self.format(record)
            mail_admins(f"{record.levelname}: {text.splitlines()[0][:200]}", text)
        except Exception:  # noqa: BLE001  as the handlers of the standard library do
            self.handleError(record)


def not_a_foreign_host(record: logging.LogRecord) -> bool:
    """Exclude requests with an unknown host name, which scanners send, from the mail."""
    return record.name != "django.security.DisallowedHost"


def logging_settings(*, level: str) -> dict[str, Any]:
    """Return Django's `LOGGING`: the portal's records from `level` on, others from warnings on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": RequestFilter},
            "no_foreign_hosts": {
                "()": "django.utils.log.CallbackFilter",
                "callback": not_a_foreign_host,
            },
        },
        "formatters": {"safe": {"()": SafeFormatter, "format": _FORMAT}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request"],
                "formatter": "safe",
            },
            "mail": {
                "()": MailAdminsHandler,
                "level": "ERROR",
                "filters": ["request", "no_foreign_hosts"],
                "formatter": "safe",
            },
        },
        "root": {"handlers": ["stderr", "mail"], "level": "WARNING"},
        # Django's own handlers are removed: they print only with DEBUG.
        "loggers": {
            **{name: {"handlers": [], "level": level} for name in _LOGGERS},
            "django.db.backends": {"level": "INFO"},  # not every SQL statement when level is DEBUG
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
