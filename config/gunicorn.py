"""Logging of gunicorn: `gunicorn --config python:config.gunicorn config.wsgi`."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from config.secrets import hide_secrets


class SafeLogger(Logger):
    """Hides secrets in the addresses that gunicorn logs."""

    def atoms(self, *request: Any) -> dict[str, Any]:
        values: dict[str, Any] = super().atoms(*request)
        return values | {"U": hide_secrets(values["U"] or "")}

    def exception(self, msg: str, *args: Any, **options: Any) -> None:
        """Hide the secrets and the query of an aborted request, whose address is in `args`."""
        safe = [
            hide_secrets(argument).partition("?")[0] if isinstance(argument, str) else argument
            for argument in args
        ]
        super().exception(msg, *safe, **options)


logger_class = SafeLogger
accesslog = "-"
# Without query, referrer and browser, which may contain personal data.
access_log_format = "%(t)s request=%({x-request-id}o)s %(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
