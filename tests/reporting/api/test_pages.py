"""Pages by cursor: whole, without overlap, forth and back, in every list and under every filter."""

import pytest

from reporting.api.keyset import beyond, write_cursor
from reporting.enums import SubmissionStatus
from reporting.models import Entry
from reporting.urls.api import router

from .conftest import plant_chapter, plant_entry

NOUNS = [noun for noun, _viewset, _name in router.registry]


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


def test_a_cursor_of_another_list_is_refused(answer):
    answer("/chapters/", status=400, cursor=write_cursor("entries", (2011, 1, 1), backward=False))
    answer("/chapters/", status=400, cursor=write_cursor("chapters", (2011,), backward=False))
    answer("/chapters/", cursor=write_cursor("chapters", (2011, 1, 1), backward=False))


def test_beyond_the_last_row_there_is_an_empty_page(answer):
    given = answer("/years/", cursor=write_cursor("years", (1900, 1), backward=False))

    assert given == {"next": None, "previous": None, "results": []}


def test_the_first_column_is_bounded_by_itself_so_that_its_index_serves():
    assert str(beyond(("-year", "pk"), (2011, 5))) == (
        "(AND: ('year__lte', 2011), (OR: ('year__lt', 2011), (AND: ('year', 2011), ('pk__gt', 5))))"
    )


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
