"""Each answer has the shape that docs/addresses.md describes, and holds what `export_year` holds."""

import pytest

from program.models import Activity
from reporting.exporting.year_json import year_as_dict
from reporting.models import Entry, Submission
from reporting.urls.api import router
from tests.factories import outcome_columns

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
    "outcome_source",
    "outcome_quotation",
)
EVENT = ("start", "end", "precision", "place", "country")
COLUMNS = ("planned", "executed", "next_year")


@pytest.fixture(scope="module")
def exported(report_2011):
    return year_as_dict(report_2011)


def item_of(entry: dict) -> dict:
    events = [{key: event[key] for key in EVENT} for event in entry["events"]]
    return {**{key: entry[key] for key in ITEM}, "events": events}


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
        *ITEM, "title", "title_source", "year", "implementer", "kind", "language", "text_html",
        "outcome_reason", "documents", "url", "api_url", "themes", "background_source",
        "attachments",
    }  # fmt: skip
    assert (entry["year"], entry["implementer"], entry["kind"]) == (2011, "iom", "executed")
    assert entry["url"] == "http://testserver/entries/2011-iom-35/"
    assert entry["api_url"] == "http://testserver/api/v1/entries/2011-iom-35/"
    assert entry["text_html"] == f"<p>{entry['text']}</p>"


def test_an_entry_has_all_that_its_file_has(answer, planted_2020, admin_user):
    entry = planted_2020.entries.filter(kind="planned").first()
    Entry.objects.filter(pk=entry.pk).update(
        **outcome_columns("dropped", reason="No room was free.", by=admin_user)
    )
    entry.documents.create(position=1, title="Minutes", url="https://example.org/minutes.pdf")
    entry.events.update(year_inferred=True)

    given = answer(f"/entries/{entry.reference}/")

    assert (given["outcome"], given["outcome_reason"]) == ("dropped", "No room was free.")
    assert (given["outcome_source"], given["outcome_quotation"]) == ("implementer", "")
    assert given["documents"] == [{"title": "Minutes", "url": "https://example.org/minutes.pdf"}]
    assert [set(event) for event in given["events"]] == [
        {*EVENT, "year_inferred", "title", "title_source", "subjects", "background_source"}
    ] * 3
    assert all(event["year_inferred"] is True for event in given["events"])


def test_a_chapter_says_what_is_known_of_its_financing(answer, client):
    states = {row["id"]: row["financing_state"] for row in answer("/chapters/")["results"]}

    assert states["2011-rial"] == "stated"
    assert set(states.values()) == {"stated", "none_stated", "not_applicable"}
    rows = client.get("/chapters.json").json()
    assert {f"{row['year']}-{row['implementer']}": row["financing"] for row in rows} == states


def test_a_chapter_says_why_it_has_nothing_to_report(answer, client, planted_2020):
    Submission.objects.filter(pk=planted_2020.pk).update(
        nothing_to_report=True, nothing_to_report_reason="The unit was being set up."
    )
    expected = {"nothing_to_report": True, "nothing_to_report_reason": "The unit was being set up."}

    detail, [row] = answer("/chapters/2020-iom/"), answer("/chapters/", year=2020)["results"]
    [of_file] = client.get("/chapters.json?year=2020").json()

    for given in (detail, row, of_file):
        assert {name: given[name] for name in expected} == expected
    other = answer("/chapters/2011-iom/")
    assert (other["nothing_to_report"], other["nothing_to_report_reason"]) == (False, "")
    assert ",true,The unit was being set up.," in client.get("/chapters.csv").content.decode()


def test_a_year_counts_and_lists_its_chapters(answer):
    [row] = answer("/years/")["results"]
    year = answer("/years/2011/")

    assert (row["year"], row["chapters_count"], row["entries_count"]) == (2011, 12, 214)
    assert row["entries_by_kind"] == {"planned": 53, "executed": 117, "next_year": 44}
    alone = ("chapters", "narratives", "highlights", "editions")
    assert row == {key: value for key, value in year.items() if key not in alone}
    assert year["chapters"] == answer("/chapters/", year=2011)["results"]
    for kind, number in row["entries_by_kind"].items():
        assert sum(chapter["entries_by_kind"][kind] for chapter in year["chapters"]) == number
        assert answer("/entries/", kind=kind, year=2011, count="true")["count"] == number


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


@pytest.mark.parametrize(
    "noun", [noun for noun, viewset, _name in router.registry if hasattr(viewset, "retrieve")]
)
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


@pytest.mark.django_db
def test_html_that_no_form_let_in_is_given_without_what_the_model_does_not_have(client):
    raw = "<p onclick='x()'>ok</p><script>alert(1)</script>"
    Activity.objects.filter(code="1").update(text=raw)
    assert client.get("/api/v1/activities/1/").json()["text_html"] == "<p>ok</p>"
