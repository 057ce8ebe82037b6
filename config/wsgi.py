"""The WSGI application that gunicorn serves."""

import os
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.production import require_safe_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def with_text_charsets(
    wsgi_application: Callable[..., Iterable[bytes]],
) -> Callable[..., Iterable[bytes]]:
    """Return the WSGI application, ignoring a request's charset that is not for text, as `zlib`.

    Django accepts any Python codec as a charset, and would fail before any middleware runs.
    """

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        message = Message()
        message["Content-Type"] = environ.get("CONTENT_TYPE", "")
        if not _is_text(str(message.get_param("charset", "utf-8"))):
            environ["CONTENT_TYPE"] = message.get_content_type()
        return wsgi_application(environ, start_response)

    return application


def _is_text(charset: str) -> bool:
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return False
    return True


if not settings.LOCAL_DEMONSTRATION:
    require_safe_settings(
        secret_key=settings.SECRET_KEY,
        debug=settings.DEBUG,
        allowed_hosts=settings.ALLOWED_HOSTS,
        num_proxies=settings.NUM_PROXIES,
        is_server=True,
    )
application = with_text_charsets(get_wsgi_application())
