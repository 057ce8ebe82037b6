"""The SQL queries of each public page: a literal number that does not grow with what is there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.reporting.views import (
    full_content,
    list_activities,
    new_chapter,
    new_entry,
    new_year,
)

pytestmark = pytest.mark.django_db

# Each page of a year, an implementer, a country, an activity and an entry made below.
QUERIES = {
    "/": 8,
    "/countries/": 4,
    "/countries/DMA/": 6,  # nothing names it
    "/countries/GUY/": 23,
    "/countries/GUY/?by=activity": 23,
    "/activities/": 7,
    "/activities/1/": 20,
    "/implementers/": 2,
    "/implementers/iom/": 20,
    "/implementers/sedi/": 20,
    "/themes/": 1,
    "/lists/entries/": 2,
    "/data/": 1,
    "/data/catalog.jsonld": 1,
    "/sitemap.xml": 10,
    "/sitemap-entries.xml": 2,
    "/financing/": 9,
    "/financing/canada/": 8,
    "/search/": 0,
    "/search/?q=course": 17,
    "/search/?kind=planned": 15,
    "/years/": 13,
    "/years/2013/": 23,
    "/years/2013/calendar/": 7,
    "/years/2013/iom/": 14,
    "/entries/2013-iom-1/": 16,
    "/reports/": 2,
    "/reports/2013/": 25,
    "/reports/2013/cite.bib": 3,
    "/reports/2013/report.pdf": 25,
    "/reports/2013/report.docx": 25,
    "/health/": 0,
    "/health/ready/": 5,
    "/nowhere/": 0,
}
YEARS = (2013, 2014, 2015)
LATER = 2016
CHAPTERS = ("iom", "unhcr", "mide")
CODES = ("1", "2", "3")


@pytest.fixture(autouse=True)
def _nothing_kept(settings, monkeypatch):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr("reporting.views.reports.rendered", lambda *_args, **_kwargs: b"")


def fill(rows, by):
    """That many years, each of that many chapters, each of that many entries, all linked.

    Each continues one of 2011, and two of a later year continue the first, one after the other:
    links are asked for step by step, and however many there are, these are two steps.
    """
    before = {slug: (f"2011-{slug}-1",) for slug in CHAPTERS}
    for year in YEARS[:rows]:
        reporting_year = new_year(year)
        for slug in CHAPTERS[:rows]:
            chapter = new_chapter(reporting_year, slug, by=by)
            list_activities(chapter, CODES[:rows])
            for _place in range(rows):
                content = full_content(year, activities=CODES, continues=before[slug])
                new_entry(chapter, content, by=by)
    later = new_chapter(new_year(LATER), CHAPTERS[0], by=by)
    for reference in (f"{YEARS[0]}-{CHAPTERS[0]}-1", f"{LATER}-{CHAPTERS[0]}-1"):
        new_entry(later, full_content(LATER, continues=(reference,)), by=by)


@pytest.mark.parametrize("rows", [1, 3])
def test_each_page_takes_its_number_of_queries_with_one_row_and_with_three(
    client, admin_user, rows
):
    fill(rows, by=admin_user)
    assert connection.features.supports_json_field  # Django asks SQLite once in each process
    assert {address: queries_of(client, address) for address in QUERIES} == QUERIES


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
