"""/data/ and /data/catalog.jsonld : a description of the data for readers and for data catalogs."""

from collections.abc import Sequence
from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.exporting import lists
from reporting.exporting.catalog import DataSet, catalog
from reporting.models import Entry, Event, Financing, Submission
from reporting.queries.years import public_years
from reporting.views.site import site_of


@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """The lists that can be downloaded, with their files."""
    years = public_years()
    return render(request, "reporting/data/index.html", {"sets": data_sets(), "years": years})


@require_safe
def data_catalog(request: HttpRequest) -> JsonResponse:
    """The description of the data as JSON-LD."""
    described = catalog(
        data_sets(),
        site=site_of(request),
        title=_("Human Rights of Migrants: Program Activity Reporting"),
        description=_(
            "What was planned, executed and financed under the Inter-American Program for the "
            "Promotion and Protection of the Human Rights of Migrants."
        ),
        years=[year.year for year in public_years()],
    )
    response = JsonResponse(described, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = "application/ld+json; charset=utf-8"
    return response


def data_sets() -> list[DataSet]:
    """Every list that can be downloaded, with its description and its columns."""
    columns = _columns()
    return [
        DataSet(
            "entries",
            _("Entries"),
            _(
                "Each undertaking that a chapter reports: planned, executed or planned for next year."
            ),
            columns["entries"],
            api="/api/v1/entries/",
        ),
        DataSet(
            "events",
            _("Dated events"),
            _(
                "Each dated happening that an entry reports: a course, a meeting, a mission. The calendar "
                "leaves out those known by their year alone."
            ),
            columns["events"],
            api="/api/v1/events/",
            calendar="/events.ics",
        ),
        DataSet(
            "chapters",
            _("Chapters"),
            _("Each implementer’s accepted chapter of a year, its entries counted by kind."),
            columns["chapters"],
            api="/api/v1/chapters/",
        ),
        DataSet(
            "financing",
            _("Financing"),
            _("Each source of money that a chapter states, with an amount where it states one."),
            columns["financing"],
            api="/api/v1/financing/",
        ),
        DataSet(
            "activities",
            _("Program activities"),
            _("The register of the Program: what each activity asks for, and of whom."),
            columns["activities"],
            api="/api/v1/activities/",
        ),
        DataSet(
            "implementers",
            _("Implementers"),
            _("Who reports, and what each is part of."),
            columns["implementers"],
            api="/api/v1/implementers/",
        ),
        DataSet(
            "countries",
            _("Countries"),
            _("The member states of the OAS and the other countries, with the entries of each."),
            columns["countries"],
            api="/api/v1/countries/",
        ),
    ]


@cache
def _columns() -> dict[str, Sequence[str]]:
    """The columns of each list by its name, read from a table without rows."""
    tables = (
        lists.entries_table(Entry.objects.none(), site=""),
        lists.events_table(Event.objects.none(), site=""),
        lists.chapters_table(Submission.objects.none(), site=""),
        lists.financing_table(Financing.objects.none(), site=""),
        lists.activities_table(Activity.objects.none(), site=""),
        lists.implementers_table(Implementer.objects.none(), site=""),
        lists.countries_table(Country.objects.none(), site=""),
    )
    return {table.name: table.columns for table in tables}
