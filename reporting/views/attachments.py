"""/entries/<reference>/attachments/<sha256>/ : an attached file of a public entry."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reporting.queries.attachments import public_attachment
from reporting.views.file_downloads import download
from reporting.views.rate_limiting import rate_limited


@require_safe
@rate_limited
@cache_control(no_cache=True)  # it may cease to be public
def attachment(request: HttpRequest, reference: str, sha256: str) -> HttpResponseBase:
    """The file, as a download, if the entry is public or an edition lists the file."""
    attached = public_attachment(reference, sha256)
    if attached is None:
        raise Http404
    return download(request, attached)
