"""Response headers that Django does not set by itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag

# The portal needs none of these features.
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
    """Adds the ETag of the response to GET to the response to HEAD as well.

    Django leaves it out, since a view may respond to HEAD without a body. The portal's views build the whole
    response, of which the server sends only the headers.
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
            # Any kind of response works, although the stubs accept only one.
            return get_conditional_response(request, etag=etag, response=response)  # type: ignore[arg-type,return-value]
        return response


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return middleware that denies all pages access to the browser's devices."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = _POLICY
        return response

    return middleware
