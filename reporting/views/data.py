"""/entries.csv … /events.ics : the lists as files, filtered as on the page."""

import hashlib
import io
from collections.abc import Callable, Mapping
from typing import IO, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting.exporting import lists
from reporting.exporting.calendar import calendar_of
from reporting.exporting.tables import IN_MEMORY, MEDIA_TYPES, Table, TableFormat, write_table
from reporting.filtered_lists import ParameterRefused, filtered_list
from reporting.views.rate_limiting import rate_limited
from reporting.views.site import site_of


@require_safe
@rate_limited
def list_file(request: HttpRequest, noun: str, file_format: str) -> HttpResponseBase:
    """A list as a file. An invalid filter gets status 400 and a message."""
    try:
        rows, chosen = filtered_list(noun, request.GET)
    except ParameterRefused as error:
        return _refusal(error)
    table = _table(noun, rows, chosen, site=site_of(request))
    table_format = TableFormat(file_format)
    return _download(
        write_table(table, table_format), MEDIA_TYPES[table_format], f"{noun}.{table_format}"
    )


def _download(file: IO[bytes], media_type: str, name: str) -> HttpResponseBase:
    """The file as an attachment.

    A large file is streamed and gets its ETag here. Middleware adds the ETag to other responses.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size <= IN_MEMORY:
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        with file:
            return HttpResponse(file.read(), content_type=media_type, headers=headers)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    headers = {"ETag": f'"{digest}"'}
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=media_type, headers=headers
    )


@require_safe
@rate_limited
def events_calendar(request: HttpRequest) -> HttpResponse:
    """The events as a calendar to subscribe to, with the filters of the list of events.

    What is background, such as an earthquake, is left out unless `background` asks for it.
    """
    try:
        events, chosen = filtered_list("events", request.GET)
    except ParameterRefused as error:
        return _refusal(error)
    if chosen.get("background") is None:
        events = events.of_activities()  # type: ignore[attr-defined]
    # Not the host of the request: an event must have the same UID at each address of the portal.
    host = urlsplit(settings.SITE_URL).hostname or ""
    name = ": ".join([_("Human Rights of Migrants"), *request.GET.dict().values()])
    body = calendar_of(events, site=site_of(request), host=host, name=name)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="events.ics"'},
    )


def _table(noun: str, rows: QuerySet[Any], chosen: Mapping[str, Any], *, site: str) -> Table:
    if noun == "countries":
        return lists.countries_table(rows, site=site, year=chosen.get("year"))
    make: Callable[..., Table] = getattr(lists, f"{noun}_table")
    return make(rows, site=site)


def _refusal(error: Exception) -> HttpResponse:
    return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
