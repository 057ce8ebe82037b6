"""Every filter narrows as its description says; what is not on record is refused by name."""

import datetime

import pytest

from reporting.api.throttling import StrangerThrottle
from reporting.entry_content import EventContent
from reporting.enums import SubmissionStatus
from reporting.exporting.year_json import year_as_dict

from .conftest import plant_chapter, plant_entry

STATES = [
    "ATG", "ARG", "BHS", "BRB", "BLZ", "BOL", "BRA", "CAN", "CHL", "COL", "CRI", "CUB", "DMA", "DOM", "ECU", "SLV", "GRD", "GTM", "GUY", "HTI", "HND", "JAM", "MEX",
    "NIC", "PAN", "PRY", "PER", "KNA", "LCA", "VCT", "SUR", "TTO", "USA", "URY", "VEN",
]  # fmt: skip


@pytest.fixture(scope="module")
def items_2011(report_2011) -> list[dict]:
    """The items of the export in official order, each with its chapter's implementer and kind."""
    return [
        {**item, "implementer": chapter["implementer"], "kind": kind}
        for chapter in year_as_dict(report_2011)["chapters"]
        for kind in ("planned", "executed", "next_year")
        for item in chapter[kind]
    ]


def ids(given: dict) -> list[str]:
    assert given["next"] is None
    return [row["id"] for row in given["results"]]


def test_member_states_are_the_35(answer):
    given = answer("/countries/", member_in=2011, page_size=200)["results"]

    assert sorted(row["iso3"] for row in given) == sorted(STATES)


@pytest.mark.parametrize("iso3", STATES)
def test_entries_of_a_state_are_those_of_the_export(answer, items_2011, iso3):
    expected = [item["id"] for item in items_2011 if iso3 in item["countries"]]

    assert ids(answer("/entries/", country=iso3, page_size=200)) == expected
    assert answer(f"/countries/{iso3}/")["entries_count"] == len(expected)


@pytest.mark.parametrize("role", ["place", "participant", "mentioned"])
def test_role_goes_with_the_country(answer, items_2011, role):
    def expected(*wanted: str) -> list[str]:
        return [
            item["id"]
            for item in items_2011
            if any(
                row["role"] == role and row["country"] in wanted for row in item["country_roles"]
            )
        ]

    everywhere = {row["country"] for item in items_2011 for row in item["country_roles"]}
    assert ids(answer("/entries/", country="MEX", role=role, page_size=200)) == expected("MEX")
    assert ids(answer("/entries/", role=role, page_size=200)) == expected(*everywhere)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("kind", "next_year"), ("implementer", "unhcr"), ("outcome", "carried_out")],
)
def test_a_plain_filter_gives_the_items_that_have_the_value(answer, items_2011, parameter, value):
    expected = [item["id"] for item in items_2011 if item[parameter] == value]

    assert expected
    assert ids(answer("/entries/", page_size=200, **{parameter: value})) == expected


def test_activity_gives_the_entries_that_cite_it(answer, items_2011):
    expected = [item["id"] for item in items_2011 if "67" in item["activity_codes"]]

    assert expected
    assert ids(answer("/entries/", activity="67", page_size=200)) == expected
    assert answer("/activities/67/")["entries_count"] == len(expected)


def test_a_parent_counts_for_its_parts(answer):
    given = answer("/entries/", implementer="sedi", page_size=200)["results"]
    chapters = answer("/chapters/", implementer="sedi")["results"]

    assert {row["implementer"] for row in given} == {"mide", "rial", "education"}
    assert [row["id"] for row in chapters] == ["2011-mide", "2011-rial", "2011-education"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"event_after": "2020-02-02"}, ["a", "b"]),
        ({"event_after": "2020-02-03"}, ["b"]),
        ({"event_before": "2020-02-01"}, ["a"]),
        ({"event_after": "2020-02-02", "event_before": "2020-02-02"}, ["a"]),
        ({"event_after": "2020-02-04", "event_before": "2020-02-20"}, []),
        ({"event_after": "2020-03-31"}, ["b"]),
    ],
)
def test_window_of_days_holds_one_and_the_same_event(answer, window, expected):
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    first = EventContent(datetime.date(2020, 2, 1), datetime.date(2020, 2, 2))
    march = EventContent(datetime.date(2020, 3, 1), datetime.date(2020, 3, 31), precision="month")
    plant_entry(chapter, 1, label="a", events=(first,))
    plant_entry(chapter, 2, label="b", events=(march,))

    given = answer("/entries/", year=2020, **window)["results"]

    assert [row["label"] for row in given] == expected


def test_filters_together_must_all_hold(answer, items_2011):
    expected = [
        item["id"]
        for item in items_2011
        if item["implementer"] == "iom"
        and item["kind"] == "executed"
        and "MEX" in item["countries"]
    ]

    given = answer("/entries/", implementer="iom", kind="executed", country="MEX", page_size=200)

    assert ids(given) == expected


def test_has_text_parts_the_register(answer):
    with_text, without = (
        answer("/activities/", has_text=word, page_size=200) for word in ("true", "false")
    )

    assert all(row["text"] for row in with_text["results"])
    assert not any(row["text"] for row in without["results"])
    assert with_text["count"] + without["count"] == answer("/activities/")["count"]


def test_activities_of_an_implementer_are_those_assigned(answer):
    given = answer("/activities/", implementer="sms")["results"]

    assert [row["code"] for row in given] == ["6", "7", "30", "31", "32"]


@pytest.mark.parametrize(("year", "count"), [(2011, 35), (2023, 34)])
def test_membership_is_that_of_the_last_day_of_the_year(answer, year, count):
    assert answer("/countries/", member_in=year)["count"] == count


def test_sub_region(answer):
    given = answer("/countries/", sub_region="north_america", member_in=2011)["results"]

    assert [row["iso3"] for row in given] == ["CAN", "MEX", "USA"]


@pytest.mark.parametrize(
    ("path", "parameter", "value", "words"),
    [
        ("/entries/", "country", "XYZ", "“XYZ” is not a country on record"),
        ("/entries/", "country", "mex", "“mex” is not a country on record"),
        ("/entries/", "activity", "999", "“999” is not an activity of the Program"),
        ("/entries/", "implementer", "nasa", "“nasa” is not an implementer on record"),
        ("/entries/", "year", "1999", "“1999” is not a year with a public chapter"),
        ("/entries/", "year", "99999999999999999999", "is not a year with a public chapter"),
        ("/entries/", "kind", "dreamt", "“dreamt” is not one of: planned, executed, next_year."),
        ("/entries/", "role", "owner", "“owner” is not one of: place, participant"),
        ("/entries/", "outcome", "won", "“won” is not one of: carried_out"),
        ("/entries/", "event_after", "2011-02-30", "Write a day of the calendar as 2011-07-25."),
        ("/entries/", "event_before", "soon", "Write a day of the calendar as 2011-07-25."),
        ("/entries/", "contry", "MEX", "This list has no such parameter."),
        ("/entries/", "limit", "1000000", "This list has no such parameter."),
        ("/entries/", "country", "X" * 100_000, "A code has at most 60 characters."),
        ("/entries/", "kind", "X" * 100_000, "is not one of"),
        ("/entries/", "event_after", "9" * 100_000, "Write a day of the calendar"),
        ("/entries/", "page_size", "1000000", "At most 200 rows a page."),
        ("/entries/", "page_size", "201", "At most 200 rows a page."),
        ("/entries/", "page_size", "9" * 5000, "Write a whole number from 1 up."),
        ("/entries/", "page_size", "0", "Write a whole number from 1 up."),
        ("/entries/", "page_size", "-1", "Write a whole number from 1 up."),
        ("/entries/", "page", "last", "Write a whole number from 1 up."),
        ("/entries/", "page", "²", "Write a whole number from 1 up."),
        ("/chapters/", "year", "abc", "“abc” is not a year with a public chapter"),
        ("/chapters/", "implementer", "nasa", "“nasa” is not an implementer on record"),
        ("/activities/", "has_text", "maybe", "Write true or false."),
        ("/activities/", "implementer", "nasa", "“nasa” is not an implementer on record"),
        ("/countries/", "sub_region", "atlantis", "“atlantis” is not one of"),
        ("/countries/", "member_in", "1", "greater than or equal to 1948"),
        ("/countries/", "member_in", "9" * 100_000, ""),
        ("/years/", "year", "2011", "This list has no such parameter."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_is_refused_by_name(answer, path, parameter, value, words):
    problem = answer(path, status=400, **{parameter: value})

    assert problem["errors"] == [{"parameter": parameter, "detail": problem["errors"][0]["detail"]}]
    assert words in problem["errors"][0]["detail"]
    assert problem["detail"].startswith(f"{parameter}: ")
    assert len(problem["detail"]) < 250
    assert (problem["status"], problem["title"]) == (400, "Bad Request")


@pytest.mark.parametrize(
    "parameter",
    ["country", "role", "activity", "implementer", "year", "kind", "outcome", "event_after",
     "event_before", "page", "page_size", "contry"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["\0", "M\0X", "'; DROP TABLE x; --", "%00", "\ufffd"])
def test_hostile_values_are_refused_and_never_an_error_of_ours(answer, parameter, value):
    answer("/entries/", status=400, **{parameter: value})


def test_window_that_ends_before_it_starts_is_refused(answer):
    problem = answer("/entries/", status=400, event_after="2011-05-02", event_before="2011-05-01")

    assert problem["detail"] == "event_before: This day is before that of event_after."


def test_parameter_given_twice_is_refused(answer):
    problem = answer("/entries/", status=400, country=["MEX", "GTM"])

    assert problem["detail"] == "country: Give this parameter once."


def test_page_beyond_the_end_says_how_many_there_are(answer):
    problem = answer("/entries/", status=404, page=999_999_999)

    assert problem["detail"] == "There is no page 999999999: the list has 5."
    assert problem["errors"] == []


def test_pages_follow_one_another(answer, client):
    first = answer("/entries/", page_size=100)

    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert (first["previous"], third["next"], first["count"]) == (None, None, 214)
    assert client.get(second["previous"]).json() == first
    rows = [row["id"] for page in (first, second, third) for row in page["results"]]
    assert len(set(rows)) == 214


@pytest.mark.parametrize(
    "path",
    ["/entries/2011-iom-9999/", "/entries/%00/", "/entries/" + "x" * 5000 + "/", "/entries/é/",
     "/entries/a b/", "/years/1999/", "/years/99999999999999999999/", "/years/abc/",
     "/chapters/2011-nasa/", "/chapters/iom/", "/chapters/²011-iom/", "/activities/999/",
     "/activities/%00/", "/countries/XYZ/", "/countries/mex/", "/implementers/nasa/", "/nothing/",
     "/entries/2011-iom-35/more/"],
    ids=lambda path: path[:30],
)  # fmt: skip
def test_what_is_not_there_is_answered_in_json(answer, path):
    problem = answer(path, status=404)

    assert problem["title"] == "Not Found"
    assert len(problem["detail"]) < 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/entries/", "/entries/2011-iom-35/"])
def test_nothing_can_be_written(client, db, method, path):
    response = getattr(client, method)(f"/api/v1{path}", "{}", content_type="application/json")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"


def test_address_without_its_last_slash_leads_on(client, db):
    response = client.get("/api/v1/entries")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/entries/")


def test_a_browser_gets_json_too(client, db):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    response = client.get("/api/v1/entries/", headers={"Accept": accept})

    assert response["Content-Type"] == "application/json"


def test_too_many_requests_are_told_how_long_to_wait(client, db, monkeypatch):
    monkeypatch.setattr(StrangerThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    answers = [
        client.get("/api/v1/years/", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in (1, 2, 3)
    ]

    assert [response.status_code for response in answers] == [200, 200, 429]
    assert answers[2]["Content-Type"] == "application/problem+json"
    assert 0 < int(answers[2]["Retry-After"]) <= 60
