"""The WSGI application that gunicorn serves."""

import os
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def with_text_charsets(answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The WSGI application without the charset of a request when it is none of text, as `zlib`.

    Django takes any codec of Python's for one, and fails before a middleware could answer.
    """

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        told = Message()
        told["Content-Type"] = environ.get("CONTENT_TYPE", "")
        if not _is_text(str(told.get_param("charset", "utf-8"))):
            environ["CONTENT_TYPE"] = told.get_content_type()
        return answer(environ, start_response)

    return application


def _is_text(charset: str) -> bool:
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return False
    return True


application = with_text_charsets(get_wsgi_application())
