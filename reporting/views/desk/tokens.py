"""Cross-site request forgery, where the answer must not be Django's own page: what was typed stays."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def refused_token(request: HttpRequest, view: Callable[..., Any]) -> str:
    """Why the request's token is refused; empty when it is in order.

    For a view that is exempt from the middleware's own check; `view` is what it guards.
    """
    check = _Check(lambda _request: HttpResponse())
    check.process_request(request)
    refusal = check.process_view(request, view, (), {})
    return refusal.content.decode() if refusal else ""


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()
