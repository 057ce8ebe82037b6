"""Each answer has the shape that docs/addresses.md promises, and holds what `export_year` holds."""

import pytest

from reporting.exporting.year_json import year_as_dict
from reporting.urls.api import router

ITEM = (
    "id",
    "label",
    "heading",
    "subheading",
    "text",
    "activity_codes",
    "activity_numbers",
    "countries",
    "country_roles",
    "events",
    "continues",
    "outcome",
)
COLUMNS = ("planned", "executed", "next_year")


@pytest.fixture(scope="module")
def exported(report_2011):
    return year_as_dict(report_2011)


def item_of(entry: dict) -> dict:
    return {key: entry[key] for key in ITEM}


def test_entries_are_those_of_the_export_in_its_order(answer, client, exported):
    first = answer("/entries/", year=2011, page_size=200, count="true")
    second = client.get(first["next"]).json()

    assert [item_of(entry) for page in (first, second) for entry in page["results"]] == [
        item for chapter in exported["chapters"] for kind in COLUMNS for item in chapter[kind]
    ]
    assert [first["count"], second["count"]] == [214, 214]


def test_chapters_are_those_of_the_export(answer, exported):
    for chapter in exported["chapters"]:
        given = answer(f"/chapters/2011-{chapter['implementer']}/")

        columns = {kind: [item_of(entry) for entry in given[kind]] for kind in COLUMNS}
        assert {key: given[key] for key in chapter} | columns == chapter


def test_list_of_chapters_has_the_numbers_and_headings_of_the_export(answer, exported):
    keys = ("part", "number", "heading", "implementer", "acronym")

    given = answer("/chapters/", year=2011)["results"]

    assert [{key: row[key] for key in keys} for row in given] == [
        {key: chapter[key] for key in keys} for chapter in exported["chapters"]
    ]


def test_an_entry_says_where_it_stands(answer):
    entry = answer("/entries/2011-iom-35/")

    assert set(entry) == {
        *ITEM, "year", "implementer", "kind", "language", "text_html", "url", "api_url",
    }  # fmt: skip
    assert (entry["year"], entry["implementer"], entry["kind"]) == (2011, "iom", "executed")
    assert entry["url"] == "http://testserver/entries/2011-iom-35/"
    assert entry["api_url"] == "http://testserver/api/v1/entries/2011-iom-35/"
    assert entry["text_html"] == f"<p>{entry['text']}</p>\n"


def test_a_year_counts_and_lists_its_chapters(answer):
    [row] = answer("/years/")["results"]
    year = answer("/years/2011/")

    assert (row["year"], row["chapters_count"], row["entries_count"]) == (2011, 12, 214)
    assert row == {key: value for key, value in year.items() if key != "chapters"}
    assert year["chapters"] == answer("/chapters/", year=2011)["results"]


def test_an_activity_has_its_wordings(answer):
    activity = answer("/activities/42/")

    assert activity["number"] == 42
    assert activity["assigned_to"] == ["can", "csm"]
    assert [listing["chapter"] for listing in activity["listings"]] == ["2011-can", "2011-csm"]
    assert len({listing["text"] for listing in activity["listings"]}) == 2


def test_the_register_is_whole_and_in_its_own_order(answer):
    given = answer("/activities/", page_size=200)["results"]

    assert [row["number"] for row in given[:100]] == list(range(1, 101))
    assert [row["code"] for row in given if row["number"] is None] == [
        "MiDE-1", "MiDE-2", "MiDE-3", "MiDE-4", "MiDE-5", "RIAL-1", "RIAL-2", "RIAL-3", "IOM-1",
    ]  # fmt: skip


def test_a_country_has_its_names_and_memberships(answer):
    country = answer("/countries/NIC/")

    assert country["names"]["es"] == "Nicaragua"
    assert [period["end"] for period in country["memberships"]] == ["2023-11-19"]


def test_a_head_counts_what_its_parts_report(answer):
    sedi = answer("/implementers/sedi/")

    assert (sedi["parent"], sedi["heads_only"], sedi["chapters_count"]) == (None, True, 3)
    assert sedi["entries_count"] == len(
        answer("/entries/", implementer="sedi", page_size=200)["results"]
    )
    assert answer("/implementers/mide/")["parent"] == "sedi"


@pytest.mark.parametrize("noun", [noun for noun, _viewset, _name in router.registry])
def test_every_row_of_a_list_leads_to_its_own_detail(answer, client, noun):
    for row in answer(f"/{noun}/", page_size=5)["results"]:
        detail = client.get(row["api_url"]).json()

        assert {key: detail[key] for key in row} == row


@pytest.mark.parametrize("noun", [noun for noun, _viewset, _name in router.registry])
def test_every_row_leads_to_a_page_for_people(answer, client, noun):
    for row in answer(f"/{noun}/", page_size=3)["results"]:
        assert client.get(row["url"]).status_code == 200


def test_the_root_leads_to_every_list(answer, client):
    given = answer("/")

    assert list(given) == [noun for noun, _v, _n in router.registry] + ["schema", "documentation"]
    for address in given.values():
        assert client.get(address).status_code == 200
