"""What is taken away from a page is what the page shows: its files follow the filter in force."""

import pytest

from program.models import Country
from reporting.models import Entry, Occasion, OccasionEvent
from reporting.queries.countries import PARTS, entries_naming, record_of
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def another_year(admin_user):
    """So that a file that forgets the year holds too much."""
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    for kind in ("executed", "planned", "next_year"):
        content = full_content(2013, kind=kind, activities=("67",), countries=("MEX", "GUY"))
        new_entry(chapter, content, by=admin_user)


def file_of(page, noun):
    """The address of the page's JSON of this list."""
    (link,) = {
        link
        for link in page.links("//p[contains(@class, 'downloads')]")
        if link.partition("?")[0] == f"/{noun}.json"
    }
    return link


def rows_taken(client, address, noun="entries"):
    return client.get(file_of(page_of(client, address), noun)).json()


def count_shown(page, part):
    """As its tab says; a part without entries has none."""
    tabs = page.find(f"//ul.tabs/li/a[contains(@href, '{part}')]/span")
    return int(tabs[0].text_content()) if tabs else 0


@pytest.mark.parametrize("year", ["", "&year=2011", "&year=2013"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("iso3", ["MEX", "CRI", "GUY"])
def test_the_file_of_a_part_of_a_country_holds_as_many_entries_as_the_part(
    client, iso3, part, year
):
    address = f"/countries/{iso3}/?part={part}{year}"
    rows = rows_taken(client, address)
    assert len(rows) == count_shown(page_of(client, address), part)
    assert {row["id"] for row in rows} >= set(page_of(client, address).entries())


def test_every_entry_stands_in_the_same_part_in_files_and_on_pages():
    for country in Country.objects.filter(entry_roles__isnull=False).distinct():
        counts = record_of(country).counts
        for part in PARTS:
            found = entries_naming(Entry.objects.public(), country).filter(country_part=part)
            assert found.count() == counts[part], (country.iso3, part)


@pytest.mark.parametrize("query", ["", "?year=2011", "?year=2013"])
def test_the_file_of_a_country_holds_what_concerns_it(client, query):
    page = page_of(client, f"/countries/MEX/{query}")
    concerning = sum(count_shown(page, part) for part in PARTS[:3])
    assert len(rows_taken(client, f"/countries/MEX/{query}")) == concerning > 0


def test_a_part_without_its_country_is_refused(client):
    answer = client.get("/entries.csv?part=executed")
    assert answer.status_code == 400
    assert "country" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        ("", "?activity=67"),
        ("?year=2011", "?activity=67&year=2011"),
        ("?implementer=iom", "?activity=67&implementer=iom"),
        ("?year=2011&implementer=iom", "?activity=67&year=2011&implementer=iom"),
        ("?year=1999", "?activity=67"),
    ],
)
def test_the_file_of_an_activity_is_narrowed_as_its_page(client, query, taken):
    page = page_of(client, f"/activities/67/{query}")
    assert file_of(page, "entries") == f"/entries.json{taken}"
    assert {row["id"] for row in rows_taken(client, f"/activities/67/{query}")} >= set(
        page.entries("//div[contains(@class, 'chain')]")
    )
    assert rows_taken(client, f"/activities/67/{query}")


@pytest.mark.parametrize("query", ["", "?year=2011", "?year=2013", "?year=all"])
def test_the_file_of_countries_counts_the_year_that_the_page_counts(client, query):
    page = page_of(client, f"/countries/{query}")
    shown = {
        item.find("a").get("href").split("/")[2]: item.xpath("string(span)")
        for item in page.find("//ul.plain-list/li")
    }
    rows = {
        row["code"]: row["entries"]
        for row in rows_taken(client, f"/countries/{query}", "countries")
    }
    assert {
        code: int(words.split()[0])
        for code, words in shown.items()
        if words.strip()[:1] not in ("0", "–")
    } == {code: number for code, number in rows.items() if number}


def test_countries_are_counted_in_no_year_that_is_not_on_record(client):
    assert client.get("/countries.csv?year=1999").status_code == 400


@pytest.mark.parametrize(("year", "slug"), [(2011, "iom"), (2011, "iachr"), (2013, "iom")])
def test_the_file_of_a_chapter_holds_its_entries(client, year, slug):
    page = page_of(client, f"/years/{year}/{slug}/")
    rows = rows_taken(client, f"/years/{year}/{slug}/")
    assert {row["id"] for row in rows} == set(page.entries())


def test_the_file_of_a_year_holds_the_entries_of_its_chapters(client):
    assert len(rows_taken(client, "/years/2011/")) == 214


def test_the_years_have_a_file_of_their_chapters(client):
    rows = rows_taken(client, "/years/", "chapters")
    assert {row["year"] for row in rows} == {2011, 2013}


def test_the_calendar_of_a_year_holds_the_events_that_its_page_lists(client):
    page = page_of(client, "/years/2011/calendar/")
    rows = rows_taken(client, "/years/2011/calendar/", "events")
    # The page shows once what an entry says twice, and what several entries say of one event. It
    # leaves out background.
    columns = ("entry", "start", "end", "place", "country", "title")
    told = {tuple(row[name] for name in columns) for row in rows if not row["background_source"]}
    again = OccasionEvent.objects.count() - Occasion.objects.count()
    assert again == 3
    assert len(told) - again == len(page.find("//main//time"))
