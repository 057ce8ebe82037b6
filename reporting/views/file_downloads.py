"""Attached files as downloads: they are never shown within the portal."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from reporting.models.attachment import AttachedFile

# Without scripts, forms and any other address, should a browser show the file after all.
_POLICY = "default-src 'none'; sandbox"


def download(request: HttpRequest, attached: AttachedFile) -> HttpResponseBase:
    """Return the stored file under its name, or status 304 when the client has it already.

    The caller has checked that the person may read it.
    """
    etag = quote_etag(attached.sha256)
    response = get_conditional_response(request, etag=etag) or FileResponse(
        attached.file.open("rb"),
        as_attachment=True,
        filename=attached.name,
        content_type=attached.media_type,
    )
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
