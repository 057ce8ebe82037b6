"""Headers that Django does not set by itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag

# What a record to be read needs: none of it.
_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class ConditionalReads(ConditionalGetMiddleware):
    """Gives the answer to HEAD the ETag of that to GET, too.

    Django leaves it out, since a view may answer HEAD without a body; ours make the whole answer, of
    which the server sends the head.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.method != "HEAD":
            return super().process_response(request, response)
        has_body = isinstance(response, HttpResponse) and bool(response.content)
        if has_body and "ETag" not in response and self.needs_etag(response):
            set_response_etag(response)
        if etag := response.get("ETag"):
            # Any kind of answer will do; the stubs know one.
            return get_conditional_response(request, etag=etag, response=response)  # type: ignore[arg-type,return-value]
        return response


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that denies every page the browser's devices."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = _POLICY
        return response

    return middleware
