"""The address of the portal in this request."""

from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """Scheme and host, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")
