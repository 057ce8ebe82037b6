"""/sitemap.xml and /robots.txt : the public addresses, for search engines."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from implementers.models import Implementer
from program.models import Activity, Contributor, Country, Theme
from reporting.models import Entry, ReportingYear, Submission
from reporting.queries.activities import register
from reporting.queries.countries import countries_on_record
from reporting.queries.entries import public_entries
from reporting.queries.years import public_years

_ROWS = 2000  # in a file; the standard allows 50,000, which would take too long
_CLOSED = ("/accounts/", "/admin/", "/desk/", "/invitations/", "/mail/", "/search/")


class SitemapSection(Sitemap):
    """The addresses of one kind of page.

    `name` is the name of the URL pattern. `key` are the attributes, which may be dotted, of an item
    that fill the pattern.
    """

    limit = _ROWS
    name = ""
    key: tuple[str, ...] = ()

    def location(self, item: Any) -> str:
        return reverse(self.name, args=[_value(item, path) for path in self.key])


class PagesSection(SitemapSection):
    def items(self) -> list[str]:
        return [
            "front", "country-list", "activity-list", "implementer-list", "year-list",
            "theme-list", "financing-list", "report-list", "data", "api-docs",
        ]  # fmt: skip

    def location(self, item: str) -> str:
        return reverse(item)


class CountriesSection(SitemapSection):
    name, key = "country-detail", ("iso3",)

    def items(self) -> QuerySet[Country]:
        return countries_on_record().order_by("iso3")


class ActivitiesSection(SitemapSection):
    name, key = "activity-detail", ("code",)

    def items(self) -> QuerySet[Activity]:
        return register()


class ImplementersSection(SitemapSection):
    name, key = "implementer-detail", ("slug",)

    def items(self) -> QuerySet[Implementer]:
        return Implementer.objects.order_by("position")


class ThemesSection(SitemapSection):
    name, key = "theme-detail", ("code",)

    def items(self) -> QuerySet[Theme]:
        return Theme.objects.order_by("position")


class ContributorsSection(SitemapSection):
    name, key = "contributor-detail", ("slug",)

    def items(self) -> QuerySet[Contributor]:
        return Contributor.objects.order_by("slug")


class YearsSection(SitemapSection):
    name, key = "year-detail", ("year",)

    def items(self) -> list[ReportingYear]:
        return public_years()


class ReportsSection(YearsSection):
    name = "report-detail"


class ChaptersSection(SitemapSection):
    name, key = "chapter-detail", ("reporting_year.year", "implementer.slug")

    def items(self) -> QuerySet[Submission]:
        return (
            Submission.objects.public()
            .of_current_program()
            .without_demonstrations()
            .select_related("reporting_year", "implementer")
            .order_by("reporting_year__year", "implementer__slug")
        )


class EntriesSection(SitemapSection):
    name, key = "entry-detail", ("reference",)

    def items(self) -> QuerySet[Entry]:
        return public_entries().order_by("reference")

    def lastmod(self, item: Entry) -> datetime.datetime:
        return item.saved_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """The date of the newest entry, from an aggregate: Django would load every entry."""
        latest: datetime.datetime | None = self.items().aggregate(latest=Max("saved_at"))["latest"]
        return latest


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": PagesSection,
    "countries": CountriesSection,
    "activities": ActivitiesSection,
    "implementers": ImplementersSection,
    "themes": ThemesSection,
    "contributors": ContributorsSection,
    "years": YearsSection,
    "chapters": ChaptersSection,
    "reports": ReportsSection,
    "entries": EntriesSection,
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of the sitemap: its sections, with the pages of each."""
    return index(request, sitemaps=SECTIONS, sitemap_url_name="sitemap-section")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """The addresses of a section; `?p=2` gives its second page."""
    return sitemap(request, sitemaps=SECTIONS, section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The paths that search engines leave out, and the address of the sitemap."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _CLOSED),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _value(item: Any, path: str) -> Any:
    for name in path.split("."):
        item = getattr(item, name)
    return item
