"""Every filter narrows as its description says; what is not on record is refused by name."""

import datetime

import pytest

from reporting.entry_content import EventContent
from reporting.enums import SubmissionStatus
from reporting.exporting.year_json import year_as_dict
from reporting.filters import EntryFilter
from reporting.models import Entry

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


def ids_of_pages(client, page: dict) -> list[str]:
    found = [row["id"] for row in page["results"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        found += [row["id"] for row in page["results"]]
    return found


def count_of(answer, path: str, **parameters: object) -> int:
    return answer(path, count="true", page_size=1, **parameters)["count"]


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
    [
        ("kind", "next_year"),
        ("implementer", "unhcr"),
        ("outcome", "carried_out"),
        ("outcome", "followed_up"),
    ],
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
        answer("/activities/", has_text=word, page_size=200, count="true")
        for word in ("true", "false")
    )

    assert all(row["text"] for row in with_text["results"])
    assert not any(row["text"] for row in without["results"])
    assert with_text["count"] + without["count"] == count_of(answer, "/activities/")


def test_activities_of_an_implementer_are_those_assigned(answer):
    given = answer("/activities/", implementer="sms")["results"]

    assert [row["code"] for row in given] == ["6", "7", "30", "31", "32"]


@pytest.mark.parametrize(("year", "count"), [(2011, 35), (2023, 34)])
def test_membership_is_that_of_the_last_day_of_the_year(answer, year, count):
    assert count_of(answer, "/countries/", member_in=year) == count


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
        ("/entries/", "q", "***", "Write a word to search for."),
        ("/entries/", "q", "x" * 100_000, "Use at most 200 characters"),
        ("/entries/", "contry", "MEX", "There is no such parameter here."),
        ("/entries/", "country", "", "Give this parameter a value, or leave it out."),
        ("/entries/", "limit", "1000000", "There is no such parameter here."),
        ("/entries/", "country", "X" * 100_000, "A code has at most 60 characters."),
        ("/entries/", "kind", "X" * 100_000, "is not one of"),
        ("/entries/", "event_after", "9" * 100_000, "Write a day of the calendar"),
        ("/entries/", "page_size", "1000000", "At most 200 rows a page."),
        ("/entries/", "page_size", "201", "At most 200 rows a page."),
        ("/entries/", "page_size", "9" * 5000, "Write a whole number from 1 up."),
        ("/entries/", "page_size", "0", "Write a whole number from 1 up."),
        ("/entries/", "page_size", "-1", "Write a whole number from 1 up."),
        ("/entries/", "page_size", "²", "Write a whole number from 1 up."),
        ("/entries/", "page", "2", "There is no such parameter here."),
        ("/entries/", "cursor", "last", "This is not a position in this list."),
        ("/entries/", "cursor", "9" * 100_000, "This is not a position in this list."),
        ("/entries/", "count", "1", "Write true or false."),
        ("/entries/", "fields", "id,words", "“words” is no field of this answer. It has: id, year"),
        ("/entries/", "fields", "X" * 100_000, "is no field of this answer."),
        ("/entries/2011-iom-35/", "fields", "text,", "“” is no field of this answer."),
        (
            "/entries/2011-iom-35/",
            "year",
            "2011",
            "There is no such parameter here. Known: fields.",
        ),
        ("/chapters/", "year", "abc", "“abc” is not a year with a public chapter"),
        ("/chapters/", "implementer", "nasa", "“nasa” is not an implementer on record"),
        ("/activities/", "has_text", "maybe", "Write true or false."),
        ("/activities/", "implementer", "nasa", "“nasa” is not an implementer on record"),
        ("/countries/", "sub_region", "atlantis", "“atlantis” is not one of"),
        ("/countries/", "member_in", "1", "greater than or equal to 1948"),
        ("/countries/", "member_in", "9" * 100_000, ""),
        ("/years/", "year", "2011", "There is no such parameter here."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_is_refused_by_name(answer, path, parameter, value, words):
    problem = answer(path, status=400, **{parameter: value})

    assert problem["errors"] == [{"parameter": parameter, "detail": problem["errors"][0]["detail"]}]
    assert words in problem["errors"][0]["detail"]
    assert problem["detail"].startswith(f"{parameter}: ")
    assert len(problem["detail"]) < 420
    assert (problem["status"], problem["title"]) == (400, "Bad Request")


@pytest.mark.parametrize(
    "parameter",
    ["country", "role", "activity", "implementer", "year", "kind", "outcome", "event_after",
     "event_before", "cursor", "page_size", "count", "fields", "contry"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["\0", "M\0X", "'; DROP TABLE x; --", "%00", "\ufffd"])
def test_hostile_values_are_refused_and_never_an_error_of_ours(answer, parameter, value):
    answer("/entries/", status=400, **{parameter: value})


@pytest.mark.parametrize(
    "value",
    ["NEAR(quxa quxb)", "'; DROP TABLE quxa; --", 'quxa"quxb', "quxa:* | !quxb", "quxa\0quxb"],
)
def test_hostile_question_is_answered(answer, value):
    assert answer("/entries/", q=value)["results"] == []


def test_question_finds_the_entries_that_say_it(answer):
    found = answer("/entries/", q='"labour migration"', count="true", page_size=200)

    assert found["count"] == len(found["results"]) > 0
    assert all("labour migration" in row["text"].lower() for row in found["results"])


@pytest.mark.parametrize(
    "narrowed", [{}, {"year": 2020}, {"year": 2011}, {"country": "MEX"}], ids=str
)
def test_question_finds_the_same_entries_of_all_years_page_by_page(answer, client, narrowed):
    for year, number in ((2019, 3), (2020, 4)):
        chapter = plant_chapter(year, "iom", SubmissionStatus.ACCEPTED)
        for place in range(1, number + 1):
            plant_entry(chapter, place, text=f"A workshop on migration, number {place}.")
    every = ids_of_pages(client, answer("/entries/", page_size=200, **narrowed))
    rows = {row.pk: row.reference for row in Entry.objects.filter(reference__in=every)}
    filters = EntryFilter({"q": "workshop"}, Entry.objects.filter(pk__in=rows))
    said = {rows[entry.pk] for entry in filters.qs}

    first = answer("/entries/", q="workshop", page_size=2, **narrowed)

    assert ids_of_pages(client, first) == [one for one in every if one in said]
    assert count_of(answer, "/entries/", q="workshop", **narrowed) == len(said) > 2


def test_window_that_ends_before_it_starts_is_refused(answer):
    problem = answer("/entries/", status=400, event_after="2011-05-02", event_before="2011-05-01")

    assert problem["detail"] == "event_before: This day is before that of event_after."


def test_parameter_given_twice_is_refused(answer):
    problem = answer("/entries/", status=400, country=["MEX", "GTM"])

    assert problem["detail"] == "country: Give this parameter once."


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
