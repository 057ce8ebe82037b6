"""/ … : the public pages."""

from django.urls import path, re_path

from reporting.document.formats import Format
from reporting.filtered_lists import NOUNS
from reporting.views import (
    activities,
    attachments,
    catalog,
    citations,
    countries,
    data,
    editions,
    entries,
    feeds,
    financing,
    front,
    health,
    implementers,
    list_pages,
    reports,
    search,
    sitemaps,
    themes,
    years,
)

_PAGES_WITH_CITATION = (
    ("country", "countries/<slug:iso3>/"),
    ("activity", "activities/<slug:code>/"),
    ("implementer", "implementers/<slug:slug>/"),
    ("year", "years/<int:year>/"),
    ("chapter", "years/<int:year>/<slug:slug>/"),
    ("entry", "entries/<slug:reference>/"),
)

urlpatterns = [
    path("", front.front, name="front"),
    path("health/", health.health, name="health"),
    path("health/ready/", health.ready, name="ready"),
    path("countries/", countries.country_list, name="country-list"),
    path("countries/<slug:iso3>/", countries.country_detail, name="country-detail"),
    path("countries/<slug:iso3>/feed.atom", feeds.CountryFeed(), name="country-feed"),
    path("activities/", activities.activity_list, name="activity-list"),
    path("activities/<slug:code>/", activities.activity_detail, name="activity-detail"),
    path("activities/<slug:code>/feed.atom", feeds.ActivityFeed(), name="activity-feed"),
    path("implementers/", implementers.implementer_list, name="implementer-list"),
    path("implementers/<slug:slug>/", implementers.implementer_detail, name="implementer-detail"),
    path(
        "implementers/<slug:slug>/feed.atom",
        feeds.ImplementerFeed(),
        name="implementer-feed",
    ),
    path("themes/", themes.theme_list, name="theme-list"),
    path("themes/<slug:code>/", themes.theme_detail, name="theme-detail"),
    path("years/", years.year_list, name="year-list"),
    path("years/<int:year>/", years.year_detail, name="year-detail"),
    path("years/<int:year>/calendar/", years.year_calendar, name="year-calendar"),
    path("years/<int:year>/<slug:slug>/", years.chapter_detail, name="chapter-detail"),
    path("entries/<slug:reference>/", entries.entry_detail, name="entry-detail"),
    path(
        "entries/<slug:reference>/attachments/<slug:sha256>/",
        attachments.attachment,
        name="entry-attachment",
    ),
    re_path(
        rf"^(?P<noun>{'|'.join(NOUNS)})\.(?P<file_format>csv|xlsx|json)\Z",
        data.list_file,
        name="list-file",
    ),
    re_path(rf"^lists/(?P<noun>{'|'.join(NOUNS)})/\Z", list_pages.list_page, name="list-page"),
    path("events.ics", data.events_calendar, name="events-calendar"),
    path("data/", catalog.data_page, name="data"),
    path("data/catalog.jsonld", catalog.data_catalog, name="data-catalog"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("financing/", financing.financing_list, name="financing-list"),
    path("financing/<slug:slug>/", financing.contributor_detail, name="contributor-detail"),
    path("search/", search.search_page, name="search"),
    path("reports/", reports.report_list, name="report-list"),
    path("reports/<int:year>/", reports.report_detail, name="report-detail"),
    path("reports/<int:year>/cite.bib", citations.bibtex_of_report, name="report-bibtex"),
    path(
        "reports/<int:year>/editions/<int:number>/",
        editions.edition_detail,
        name="edition-detail",
    ),
    path(
        "reports/<int:year>/editions/<int:number>/cite.bib",
        citations.bibtex_of_edition,
        name="edition-bibtex",
    ),
    path(
        "reports/<int:year>/editions/<int:number>/content.json",
        editions.edition_content,
        name="edition-content",
    ),
    path(
        "reports/<int:year>/editions/<int:number>/report.<slug:file_format>",
        editions.edition_file,
        name="edition-file",
    ),
    path(
        "reports/<int:year>/report.pdf",
        reports.report_file,
        {"file_format": Format.PDF},
        name="report-pdf",
    ),
    path(
        "reports/<int:year>/report.docx",
        reports.report_file,
        {"file_format": Format.DOCX},
        name="report-docx",
    ),
    *(
        path(f"{page}cite.bib", citations.bibtex, {"noun": noun}, name=f"{noun}-bibtex")
        for noun, page in _PAGES_WITH_CITATION
    ),
]
