"""/desk/years/<year>/log/ : who did what, when; as a page and as a file."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reporting.exporting.tables import MEDIA_TYPES, Table, TableFormat, write_table
from reporting.forms.dashboard import LogForm
from reporting.models import LogEntry
from reporting.queries.log import logged
from reporting.views.desk.loading import desk_page, year_to_oversee

_LINES = 100  # of a page


@require_safe
@desk_page
def year_log(request: HttpRequest, year: int) -> HttpResponse:
    """The log of a year; `?format=csv` gives it as a file."""
    reporting_year = year_to_oversee(request.user, year)
    form = LogForm(request.GET)
    lines = logged(reporting_year, **form.chosen())
    if request.GET.get("format") == "csv":
        return _file(year, lines)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "desk/log.html",
        {
            "section": "desk",
            "reporting_year": reporting_year,
            "form": form,
            "page": Paginator(lines, _LINES).get_page(request.GET.get("page")),
            "query": query.urlencode(),
        },
    )


def _file(year: int, lines: QuerySet[LogEntry]) -> HttpResponse:
    columns = [_("at"), _("by"), _("act"), _("on behalf"), _("chapter"), _("entry"), _("note")]
    table = Table(f"log-{year}", columns, [_cells(line) for line in lines])
    with write_table(table, TableFormat.CSV) as file:
        response = HttpResponse(file.read(), content_type=MEDIA_TYPES[TableFormat.CSV])
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


def _cells(line: LogEntry) -> list[str]:
    return [
        localtime(line.at).isoformat(timespec="seconds"),
        str(line.by or ""),
        line.act,
        _("yes") if line.on_behalf else _("no"),
        line.submission.implementer.slug if line.submission else "",
        line.entry.reference if line.entry else "",
        line.note,
    ]
