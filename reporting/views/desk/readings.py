"""/desk/years/<year>/readings/ : what was typed as a date or a country can mean, while it is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from program.models import Language
from reporting.enums import EntryKind, column_year
from reporting.forms.country_names import country_names
from reporting.forms.entry_rows import CountryRow, EventRow, RowContext
from reporting.views.desk.base import desk_page

_ROWS = {"countries": CountryRow, "events": EventRow}


@require_safe
@desk_page
def readings(request: HttpRequest, year: int) -> HttpResponse:
    """The meanings of one row: `row` is its prefix, its fields are sent as `<row>-<name>`.

    `kind` and `language` are those of the entry. Nothing for a row of another kind.
    """
    row = request.GET.get("row", "")
    form_class = _ROWS.get(row.partition("-")[0])
    if form_class is None:
        return render(request, "desk/_readings.html", {"readings": []})
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    context = RowContext(
        country_names(),
        column_year(kind if kind in EntryKind.values else EntryKind.EXECUTED, year),
        language if language in Language.values else Language.EN,
    )
    form = form_class(request.GET, prefix=row, context=context)
    return render(request, "desk/_readings.html", {"readings": form.readings})
