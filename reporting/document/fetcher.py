"""The files that WeasyPrint may read: only the typefaces of this project.

Without this limit, HTML in a text could make the server read its own files or send requests to
other hosts (`<link rel=attachment>`, stylesheets, images, redirects). Any other address stops
the rendering.
"""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from django.conf import settings
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"


class AddressRefused(FatalURLFetchingError):
    """The document requested a file that is not a typeface of this project."""


@cache
def _allowed() -> frozenset[Path]:
    return frozenset(path.resolve() for path in FONTS.glob("*.ttf"))


class TypefaceFetcher(URLFetcher):
    """Reads only the typefaces of the project; raises `AddressRefused` for anything else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        path = Path(url2pathname(unquote(parts.path)))
        is_plain_path = not (parts.netloc or parts.query or parts.fragment or "\0" in str(path))
        if parts.scheme != "file" or not is_plain_path or path.resolve() not in _allowed():
            raise AddressRefused(f"The report may not read {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
