"""Attached files as downloads: they are never shown within the portal."""

import logging

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from reporting.models.attachment import AttachedFile

_LOGGER = logging.getLogger(__name__)
# Without scripts, forms and any other address, should a browser show the file after all.
_POLICY = "default-src 'none'; sandbox"


def download(request: HttpRequest, attached: AttachedFile) -> HttpResponseBase:
    """Return the stored file under its name, or status 304 when the client has it already.

    The caller has checked that the person may read it. Raises `Http404` when the file is missing on
    the disk, which is logged as an error.
    """
    etag = quote_etag(attached.sha256)
    response = get_conditional_response(request, etag=etag) or _file_response(attached)
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file_response(attached: AttachedFile) -> FileResponse:
    try:
        stored = attached.file.open("rb")
    except FileNotFoundError as error:
        _LOGGER.error("The attached file %s is missing: restore it from a backup.", attached.file)
        raise Http404(_("This file is missing. Tell the secretariat.")) from error
    return FileResponse(
        stored,
        as_attachment=True,
        filename=attached.name,
        content_type=attached.media_type,
    )
