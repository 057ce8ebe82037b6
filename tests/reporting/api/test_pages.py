"""Pages by cursor: whole, without overlap, forth and back, in every list and under every filter."""

import datetime
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.signing import Signer

from program.models import Country
from reporting.actions.publishing import publish, unpublish
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.enums import SubmissionStatus
from reporting.models import Entry, Event, Financing, ReportingYear, Submission
from reporting.queries.countries import countries_on_record
from reporting.search.index import index_entries
from reporting.urls.api import router
from tests.cast import chapter_of

from .conftest import plant_chapter, plant_entry

NOUNS = [noun for noun, _viewset, _name in router.registry]
PAGES_OF_A_FEW_ROWS = {
    **dict.fromkeys(NOUNS, 10),
    "years": 1,
    "chapters": 2,
    "entries": 50,
    "events": 20,
    "financing": 3,
}


def key(row: dict) -> object:
    return row.get("id") or row.get("code") or row.get("iso3") or row.get("slug") or row["year"]


def test_pages_follow_one_another_forth_and_back(answer, client):
    first = answer("/entries/", page_size=100)

    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert (first["previous"], third["next"]) == (None, None)
    assert client.get(third["previous"]).json() == second
    assert client.get(second["previous"]).json() == first
    rows = [key(row) for page in (first, second, third) for row in page["results"]]
    assert len(set(rows)) == 214


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_in_small_pages_is_the_list_in_a_large_one(answer, client, noun):
    plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    whole = answer(f"/{noun}/", page_size=200)["results"][:21]
    found, page = [], answer(f"/{noun}/", page_size=1)
    while page["next"] and len(found) < 20:
        found += page["results"]
        page = client.get(page["next"]).json()

    assert (found + page["results"])[:21] == whole


def test_a_filter_stays_in_the_address_of_the_next_page(answer, client):
    first = answer("/entries/", country="MEX", kind="executed", page_size=2)

    second = client.get(first["next"]).json()

    assert len(second["results"]) == 2
    assert all("MEX" in row["countries"] for row in second["results"])
    assert client.get(second["previous"]).json() == first


def test_entries_are_neither_lost_nor_repeated_when_one_comes_before_the_place(answer, client):
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    for number in (1, 2, 3, 4):
        plant_entry(chapter, number)
    first = answer("/entries/", year=2020, page_size=2)

    plant_entry(chapter, 5, kind="planned")
    Entry.objects.filter(reference="2020-iom-2").update(text="The row of the cursor itself.")
    second = client.get(first["next"]).json()

    assert [row["id"] for row in second["results"]] == ["2020-iom-3", "2020-iom-4"]


def cursor_of(address: str) -> str:
    [cursor] = parse_qs(urlsplit(address).query)["cursor"]
    return cursor


def test_cursor_of_another_list_is_refused(answer):
    cursor = cursor_of(answer("/entries/", page_size=1)["next"])

    answer("/chapters/", status=400, cursor=cursor)
    answer("/entries/", cursor=cursor)


@pytest.mark.parametrize(
    "cursor",
    [
        "cD0yMDEx",  # DRF's own, unsigned
        "WyIwIl0:abc",
        "x" * 3000,
        "\x00",
        "é:é",
        Signer(salt="reporting.api.cursor.entries").sign_object([False, 2011, 1, 0, 1, 1]),
    ],
)
@pytest.mark.parametrize("resource", NOUNS)
def test_cursor_that_the_portal_did_not_give_is_refused(answer, resource, cursor):
    told = answer(f"/{resource}/", status=400, cursor=cursor)

    assert told["errors"][0]["parameter"] == "cursor"


def test_page_after_the_last_row_is_empty(answer, client):
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    for number in (1, 2, 3):
        plant_entry(chapter, number)
    first = answer("/entries/", year=2020, page_size=2)
    Entry.objects.filter(reference="2020-iom-3").delete()

    beyond = client.get(first["next"]).json()

    assert beyond == {"next": None, "previous": None, "results": []}


def plant_entries(count: int) -> Submission:
    """One chapter of 2020 whose entries, events and sources of money all have the same place."""
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    entries = Entry.objects.bulk_create(
        Entry(
            submission=chapter,
            reference=f"2020-iom-{number}",
            kind="executed",
            position=1,
            text=f"Planted entry {number}",
        )
        for number in range(count)
    )
    day = datetime.date(2020, 3, 1)
    Event.objects.bulk_create(
        Event(entry=entry, position=1, start=day, end=day, place=entry.reference)
        for entry in entries
    )
    Financing.objects.bulk_create(
        Financing(submission=chapter, position=1, kind="regular_fund", contributor=entry.reference)
        for entry in entries
    )
    index_entries(Entry.objects.filter(submission=chapter))
    return chapter


def walk(
    client, address: str, direction: str, between: Callable[[], object] = lambda: None
) -> tuple[list[dict], str]:
    """(rows of the pages from an address on in the order in which they come, the last address).

    `between` is called between two pages.
    """
    rows: list[dict] = []
    while True:
        page = client.get(address).json()
        rows += page["results"] if direction == "next" else page["results"][::-1]
        if page[direction] is None:
            return rows, address
        address = page[direction]
        between()


def walk_forth_and_back(client, query: str) -> int:
    """How many rows a walk through the list meets, each once and the same ones on the way back."""
    address = f"/api/v1/{query}"
    count = client.get(f"{address}&count=true").json()["count"]

    forward, last = walk(client, address, "next")
    back, first = walk(client, last, "previous")

    assert forward == back[::-1]
    assert len({str(row) for row in forward}) == len(forward) == count
    assert client.get(first).json()["previous"] is None
    return count


def test_walk_to_the_end_and_back_meets_each_of_1500_rows_once(client, db):
    plant_entries(1500)
    assert {
        query: walk_forth_and_back(client, f"{query}&page_size=200")
        for query in (
            "entries/?fields=id",
            "entries/?year=2020&fields=id",
            "entries/?q=planted&fields=id",
            "events/?year=2020",
            "financing/?year=2020&fields=contributor",
        )
    } == {
        "entries/?fields=id": 1714,
        "entries/?year=2020&fields=id": 1500,
        "entries/?q=planted&fields=id": 1500,
        "events/?year=2020": 1500,
        "financing/?year=2020&fields=contributor": 1500,
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_walk_through_small_pages_meets_each_row_once(client, db, noun):
    plant_entries(150)
    of = "year=2020&" if noun == "events" else ""  # two of 2011 are alike
    assert walk_forth_and_back(client, f"{noun}/?{of}page_size={PAGES_OF_A_FEW_ROWS[noun]}") > 1


@pytest.fixture
def reopen_or_accept(secretariat) -> Callable[[], None]:
    """Reopens the chapters of IOM and UNHCR of 2011; the next call accepts them again; and so on."""
    reporting_year = ReportingYear.objects.get(year=2011)

    def change() -> None:
        for slug in ("iom", "unhcr"):
            chapter = chapter_of(reporting_year, slug)
            if chapter.status == SubmissionStatus.ACCEPTED:
                reopen(chapter, reason="A date is wrong.", by=secretariat)
            else:
                accept(submit(chapter, by=secretariat), by=secretariat)

    return change


@pytest.mark.parametrize(
    ("noun", "direction"), [*((noun, "next") for noun in NOUNS), ("entries", "previous")]
)
def test_reader_meets_each_row_once_while_chapters_are_reopened_and_accepted(
    client, reopen_or_accept, noun, direction
):
    address = f"/api/v1/{noun}/?page_size={PAGES_OF_A_FEW_ROWS[noun]}"
    rows, last = walk(client, address, "next")

    start = address if direction == "next" else last
    met, _end = walk(client, start, direction, between=reopen_or_accept)

    in_order = met if direction == "next" else met[::-1]
    assert [str(row) for row in in_order] == [str(row) for row in rows]


@pytest.mark.parametrize(
    "query", ["entries/?year=2020&fields=id", "events/?year=2020", "financing/?year=2020"]
)
def test_reader_meets_the_rows_of_a_chapter_once_while_it_is_reopened(client, db, query):
    chapter = plant_entries(300)
    address = f"/api/v1/{query}&page_size=40"
    rows, _last = walk(client, address, "next")

    def change() -> None:
        chapter.refresh_from_db()
        (unpublish if chapter.is_public else publish)(chapter)

    met, _end = walk(client, address, "next", between=change)

    assert met == rows
    assert len(met) == 300


@pytest.mark.parametrize("page_size", [3, 4, 5])
def test_countries_of_one_name_are_met_once(client, db, page_size):
    Country.objects.filter(sub_region="caribbean").update(name_en="Zz: the same name")
    codes = countries_on_record().order_by("name_en", "iso3").values_list("iso3", flat=True)

    forward, last = walk(client, f"/api/v1/countries/?page_size={page_size}", "next")
    back, _first = walk(client, last, "previous")

    assert [row["iso3"] for row in forward] == list(codes)
    assert back == forward[::-1]


def test_what_has_not_changed_is_not_sent_again(client, planted_2020):
    for path in ("/api/v1/entries/?year=2020", "/api/v1/entries/2020-iom-1/"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        Entry.objects.filter(reference="2020-iom-1").update(text=f"Changed for {path}.")
        changed = client.get(path, headers={"If-None-Match": first["ETag"]})

        assert first["Cache-Control"] == "public, no-cache"
        assert "Accept-Language" in first["Vary"]
        assert (again.status_code, again.content) == (304, b"")
        assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.parametrize("noun", NOUNS)
def test_each_field_can_be_asked_for_alone(answer, noun):
    [row] = answer(f"/{noun}/", page_size=1)["results"]

    for name, value in row.items():
        given = answer(f"/{noun}/", page_size=1, fields=name)["results"]
        assert given == [{name: value}]


@pytest.mark.parametrize(
    "path",
    ["/years/2011/", "/chapters/2011-csm/", "/activities/42/", "/entries/2011-iom-35/"],
)
def test_each_field_of_a_detail_can_be_asked_for_alone(answer, path):
    for name, value in answer(path).items():
        assert answer(path, fields=name) == {name: value}


def test_the_years_descend_forth_and_back(answer, client):
    for year in (2018, 2019, 2020):
        plant_chapter(year, "iom", SubmissionStatus.ACCEPTED)
    pages = [answer("/years/", page_size=1)]
    while pages[-1]["next"]:
        pages.append(client.get(pages[-1]["next"]).json())

    assert [row["year"] for page in pages for row in page["results"]] == [2020, 2019, 2018, 2011]
    back = [pages[-1]]
    while back[-1]["previous"]:
        back.append(client.get(back[-1]["previous"]).json())
    assert [page["results"] for page in back] == [page["results"] for page in reversed(pages)]
