"""/entries.csv and its kind."""

import csv
import io

import pytest
from django.core.cache import caches

from reporting.api.throttling import AnonymousRateThrottle
from reporting.filtered_lists import NOUNS
from reporting.models import Entry
from reporting.search.index import index_entries
from reporting.search.query import parse_query
from reporting.search.results import search
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_requests_counted_yet():
    caches["throttle"].clear()


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("noun", NOUNS)
def test_every_list_comes_in_three_formats_with_the_same_rows(client, noun):
    number = len(rows_of(client.get(f"/{noun}.csv")))
    assert number
    assert len(client.get(f"/{noun}.json").json()) == number
    assert client.get(f"/{noun}.xlsx").content.startswith(b"PK")


def test_entries_are_narrowed_by_the_filter_in_force(client):
    rows = rows_of(client.get("/entries.csv?country=MEX&kind=executed"))
    assert {row["kind"] for row in rows} == {"executed"}
    assert all("MEX" in row["countries"] for row in rows)
    assert len(rows_of(client.get("/entries.csv"))) == Entry.objects.public().count() == 214


def test_what_a_search_finds_is_taken_away_whole(client):
    page = page_of(client, "/search/?q=mexico&kind=executed&utm_source=x")
    for name in ("entries.csv", "entries.xlsx", "entries.json", "events.ics"):
        assert f"/{name}?q=mexico&kind=executed" in page.links("//p[contains(@class, 'downloads')]")
    rows = rows_of(client.get("/entries.csv?q=mexico&kind=executed"))
    found = search(parse_query("mexico")).documents
    executed = Entry.objects.public().filter(kind="executed", search_document__in=found)
    assert {row["id"] for row in rows} == set(executed.values_list("reference", flat=True))
    assert len(rows) > 10


def test_a_search_that_finds_no_entry_has_nothing_to_take_away(client):
    page = page_of(client, "/search/?q=quxology")
    assert page.find("//p[contains(@class, 'downloads')]") == []


def test_a_draft_is_in_no_file_of_what_a_search_finds(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", status="draft", by=admin_user)
    entry = new_entry(chapter, full_content(2013, text="A quxology course."), by=admin_user)
    index_entries(Entry.objects.filter(pk=entry.pk))
    assert rows_of(client.get("/entries.csv?q=quxology")) == []
    assert client.get("/api/v1/entries/?q=quxology").json()["results"] == []


@pytest.mark.parametrize(
    "query",
    [
        "country=XXX",
        "nonsense=1",
        "year=1999",
        "kind=%00",
        "page_size=1000000",
        "%00=1",
        "q=***",
        f"q={'x' * 10_000}",
    ],
)
@pytest.mark.parametrize("name", ["entries.csv", "events.ics", "events.json"])
def test_what_cannot_be_is_refused_with_a_sentence(client, name, query):
    response = client.get(f"/{name}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.strip()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=2011&year=2012", "year: Give this parameter once."),
        ("country=", "country: Give this parameter a value, or leave it out."),
        (
            "year=2011&contry=MEX",
            "contry: There is no such parameter here. Known: activity, background, country",
        ),
    ],
)
@pytest.mark.parametrize("name", ["entries.csv", "entries.json", "events.ics"])
def test_no_parameter_of_a_file_is_passed_over(client, name, query, words):
    response = client.get(f"/{name}?{query}")
    assert response.status_code == 400
    assert response.content.decode().startswith(words)


def test_a_list_without_filters_says_that_it_has_none(client):
    answer = client.get("/implementers.csv?year=2011").content.decode()
    assert answer == "year: There is no such parameter here. Known: none.\n"


@pytest.mark.parametrize("name", ["entries.csv", "entries.json", "events.csv"])
def test_a_large_file_is_the_same_as_a_small_one_with_a_tag_to_ask_again_by(
    client, monkeypatch, name
):
    small = client.get(f"/{name}")
    monkeypatch.setattr("reporting.views.data.IN_MEMORY", 100)
    large = client.get(f"/{name}")
    assert large.streaming
    assert large.getvalue() == small.content
    assert (large["Content-Type"], large["Content-Disposition"], large["Content-Length"]) == (
        small["Content-Type"],
        f'attachment; filename="{name}"',
        str(len(small.content)),
    )
    assert client.get(f"/{name}", headers={"If-None-Match": large["ETag"]}).status_code == 304
    assert client.head(f"/{name}")["ETag"] == large["ETag"]


@pytest.mark.parametrize("name", ["entries.csv", "events.ics"])
def test_who_asks_for_files_without_end_is_asked_to_wait(client, monkeypatch, name):
    monkeypatch.setattr(AnonymousRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    answers = [client.get(f"/{name}?year=2011") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2]["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("name", ["entries.exe", "people.csv", "entries.csv/"])
def test_what_is_no_list_is_not_there(client, name):
    assert client.get(f"/{name}").status_code == 404


def test_entries_are_asked_for_in_bounded_questions_and_none_is_lost(client, monkeypatch):
    whole = client.get("/entries.csv").content
    monkeypatch.setattr("reporting.exporting.lists._CHUNK", 50)
    assert client.get("/entries.csv").content == whole


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("entries.csv", 9),
        ("events.csv", 4),
        ("events.ics", 5),
        ("countries.csv", 2),
        ("activities.csv", 3),
        ("implementers.csv", 1),
        ("chapters.csv", 6),
        ("financing.csv", 1),
    ],
)
def test_the_number_of_queries_does_not_grow(
    client, admin_user, django_assert_num_queries, rows, name, queries
):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    for _number in range(rows):
        new_entry(chapter, full_content(2013), by=admin_user)
    with django_assert_num_queries(queries):
        client.get(f"/{name}")


def test_the_calendar_holds_whole_days_and_short_lines(client, admin_user, settings):
    settings.SITE_URL = "https://portal.example:8443"
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    text = (
        "Uma reunião; com vírgulas, e um texto que é mais longo do que uma linha da norma permite"
    )
    new_entry(chapter, full_content(2013, text=text, countries=("GUY",)), by=admin_user)
    body = client.get("/events.ics?year=2013").content.decode()
    assert body.startswith("BEGIN:VCALENDAR\r\n")
    assert body.endswith("END:VCALENDAR\r\n")
    assert "UID:2013-iom-1-" in body
    assert "@portal.example\r\n" in body
    assert "DTSTART;VALUE=DATE:20130103\r\n" in body
    assert "DTEND;VALUE=DATE:20130106\r\n" in body
    assert "reunião\\; com vírgulas\\," in body.replace("\r\n ", "")
    assert max(len(line.encode()) for line in body.split("\r\n")) <= 75


@pytest.mark.parametrize(
    "address",
    [
        "/countries/MEX/feed.atom",
        "/activities/67/feed.atom",
        "/implementers/iom/feed.atom",
        "/countries/GUY/feed.atom",
    ],
)
def test_a_feed_is_atom_and_leads_to_entries(client, address):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert b"<feed" in response.content


@pytest.mark.parametrize("address", ["/countries/XXX/feed.atom", "/activities/999/feed.atom"])
def test_a_feed_of_nothing_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_the_calendar_of_a_year_is_by_month_and_leads_to_entries(client):
    page = page_of(client, "/years/2011/calendar/")
    assert "July 2011" in page.all_words("//h2")
    assert any(link.startswith("/entries/2011-") for link in page.links())
    assert client.get("/years/1999/calendar/").status_code == 404


def test_pages_lead_to_what_can_be_taken_away(client):
    links = page_of(client, "/countries/MEX/").links()
    wanted = [
        "/entries.csv?country=MEX",
        "/events.ics?event_country=MEX",
        "/countries/MEX/feed.atom",
    ]
    assert set(wanted) <= set(links)
    for link in wanted:
        assert client.get(link).status_code == 200
