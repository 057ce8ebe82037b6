"""How gunicorn logs: `gunicorn --config python:config.gunicorn config.wsgi`."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from config.secrets import hide_secrets


class SafeLogger(Logger):
    """Hides the secrets of addresses in gunicorn's own records."""

    def atoms(self, *request: Any) -> dict[str, Any]:
        values: dict[str, Any] = super().atoms(*request)
        return values | {"U": hide_secrets(values["U"] or "")}

    def exception(self, msg: str, *args: Any, **options: Any) -> None:
        """The address of a request that broke off is one of `args`, with its query."""
        safe = [hide_secrets(a).partition("?")[0] if isinstance(a, str) else a for a in args]
        super().exception(msg, *safe, **options)


logger_class = SafeLogger
accesslog = "-"
# Without the query, the referrer and the browser: they may hold what is nobody's business.
access_log_format = "%(t)s request=%({x-request-id}o)s %(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
