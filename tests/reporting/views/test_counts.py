"""Each printed number that counts rows leads to as many rows, and is the same everywhere."""

import csv
import io
from collections import defaultdict

import pytest
from lxml import html

from reporting.enums import EntryKind, concerns
from reporting.models import Entry
from tests.factories import write_entry

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/years/",
    "/years/2011/",
    "/countries/",
    "/countries/?year=2011",
    "/countries/?year=all",
    "/countries/MEX/",
    "/countries/MEX/?year=2011",
    "/countries/MEX/?part=planned",
    "/countries/HTI/",
    "/implementers/",
    "/implementers/iom/",
    "/implementers/sedi/",
    "/activities/67/",
    "/financing/",
    "/themes/",
    "/themes/trafficking/",
    "/search/?q=women",
    "/search/?theme=trafficking&kind=executed",
    "/search/?country=MEX",
]


@pytest.fixture(scope="module")
def followed() -> dict[str, int]:
    """The number of rows at each address, read once."""
    return {}


def _printed(client, address: str) -> list[tuple[int, str]]:
    """(number, address of the rows) of each count on a page."""
    tree = html.fromstring(client.get(address).content)
    return [
        (int(element.text_content().replace(",", "")), element.get("data-count"))
        for element in tree.xpath("//*[@data-count]")
    ]


def _rows_at(client, address: str) -> int:
    """The lines of all pages of a list. What the list says of their number has to agree."""
    found, page = 0, 1
    while True:
        paged = f"{address}{'&' if '?' in address else '?'}page={page}"
        response = client.get(paged)
        assert response.status_code == 200, paged
        tree = html.fromstring(response.content)
        found += len(tree.xpath("//ul[@data-rows]/li"))
        if not tree.xpath("//nav[@class='pages']/a[@rel='next']"):
            [total] = tree.xpath("//*[@data-total]")
            assert int(total.text.replace(",", "")) == found
            return found
        page += 1


@pytest.mark.parametrize("address", PAGES)
def test_every_count_of_a_page_leads_to_as_many_rows(client, followed, address):
    for number, rows in _printed(client, address):
        if rows not in followed:
            followed[rows] = _rows_at(client, rows)
        assert number == followed[rows], rows


def test_pages_print_counts(client):
    for address in ("/", "/years/2011/", "/countries/MEX/", "/themes/", "/search/?q=women"):
        assert _printed(client, address), address


def test_the_same_count_has_one_value_everywhere(client):
    values = defaultdict(set)
    for address in PAGES:
        for number, rows in _printed(client, address):
            values[rows].add(number)
    assert {rows: found for rows, found in values.items() if len(found) > 1} == {}


def test_the_counts_of_the_file_of_countries_are_those_of_its_entries(client):
    for row in _file(client, "/countries.csv"):
        if int(row["entries"]):
            entries = _file(client, f"/entries.csv?country={row['code']}")
            assert len(entries) == int(row["entries"]), row["code"]


def test_the_counts_of_the_file_of_activities_are_those_of_its_entries(client):
    for row in _file(client, "/activities.csv"):
        if int(row["entries"]):
            entries = _file(client, f"/entries.csv?activity={row['code']}")
            assert len(entries) == int(row["entries"]), row["code"]


def test_the_counts_of_the_file_of_chapters_are_those_of_its_entries(client):
    for row in _file(client, "/chapters.csv"):
        for kind in EntryKind.values:
            query = f"year={row['year']}&implementer={row['implementer']}&kind={kind}"
            assert len(_file(client, f"/entries.csv?{query}")) == int(row[kind]), query


def test_the_report_has_the_figures_of_the_pages(client, report_2011):
    front = html.fromstring(client.get("/").content)
    figures = [
        "".join(element.text_content().split())
        for element in front.xpath("//dl[@class='totals']//dd")
    ]
    for figure in figures:
        assert f" {figure}" in report_2011.headline
    assert report_2011.headline.endswith(f"Member states concerned: {figures[3]}.")


def test_a_list_refuses_a_filter_it_does_not_know(client):
    assert client.get("/lists/entries/?unknown=red").status_code == 400
    assert client.get("/lists/activities/?coverage=reported").status_code == 400
    assert client.get("/lists/entries/?country=XXX").status_code == 400
    assert client.get("/lists/unicorns/").status_code == 404


def test_a_list_names_the_column_the_mark_and_the_place_of_its_rows(client):
    rows = client.get("/lists/entries/?year=2011&background=true").content.decode()
    assert "Column “Executed in 2011” · background, marked editorially" in rows
    assert " · Executed in" not in rows
    events = client.get("/lists/events/?year=2011").content.decode()
    assert "Washington, D.C." in events
    assert "Washington DC" not in events
    assert {row["place_name"] for row in _file(client, "/events.csv?year=2011")} >= {
        "Washington, D.C.",
        "San José",
    }


def test_a_list_shows_only_what_is_public(client, iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer, text="A secret draft.")
    assert "A secret draft" not in client.get("/lists/entries/").content.decode()


def test_plans_without_any_follow_up_can_be_listed(client):
    plans = Entry.objects.public().filter(kind=EntryKind.PLANNED).with_effective_outcome()
    unsaid = set(plans.filter(effective_outcome="").values_list("reference", flat=True))
    rows = _file(client, "/entries.csv?outcome=unsaid")
    assert {row["id"] for row in rows} == unsaid
    assert client.get("/search/?outcome=unsaid").context["count"] == len(unsaid)


def test_the_entries_that_name_a_country_are_one_list(client):
    named = Entry.objects.public().filter(country_roles__country__iso3="MEX").distinct().count()
    assert len(_file(client, "/entries.csv?country=MEX&part=all")) == named
    assert not concerns("mentioned")


def _file(client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
