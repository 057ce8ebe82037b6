"""How often a stranger may ask for a file: as often as the API is asked, both counted together."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.request import Request

from reporting.api.throttling import StrangerThrottle


def for_strangers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view for as long as the address that asks has not asked too often; else status 429."""

    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        throttle = StrangerThrottle()
        if throttle.allow_request(Request(request), view):
            return view(request, *args, **kwargs)
        seconds = math.ceil(throttle.wait() or 1)
        words = _("You asked for too much at once. Ask again in %(seconds)d seconds.")
        return HttpResponse(
            words % {"seconds": seconds} + "\n",
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(seconds)},
        )

    return bounded
