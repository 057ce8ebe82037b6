"""The rate limit of downloads. Requests for files and for the API are counted together."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request

from reporting.api.throttling import AnonymousRateThrottle


def rate_limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view to respond with status 429 to an address that sends too many requests."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        throttle = AnonymousRateThrottle()
        if throttle.allow_request(Request(request), view):  # type: ignore[arg-type]
            return view(request, *args, **kwargs)
        seconds = math.ceil(throttle.wait() or 1)
        message = _("You sent too many requests. Try again in %(seconds)d seconds.")
        return HttpResponse(
            message % {"seconds": seconds} + "\n",
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(seconds)},
        )

    return limited
