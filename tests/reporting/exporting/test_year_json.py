"""The export keeps the shape that other programs build on (DESIGN: "Commands and addresses")."""

import json

import pytest

from reporting.enums import CountryRole, EntryKind
from reporting.exporting.year_json import year_as_dict, year_as_json
from reporting.models import Entry

pytestmark = pytest.mark.django_db

TEXT, NUMBER = str, int
ITEM = {
    "id": TEXT,
    "label": TEXT,
    "heading": TEXT,
    "subheading": TEXT,
    "text": TEXT,
    "activity_codes": [TEXT],
    "activity_numbers": [NUMBER],
    "countries": [TEXT],
    "country_roles": [{"country": TEXT, "role": TEXT}],
    "events": [{"start": TEXT, "end": TEXT, "precision": TEXT, "place": TEXT, "country": TEXT}],
    "continues": [TEXT],
    "outcome": TEXT,
    "outcome_source": TEXT,
    "outcome_quotation": TEXT,
}
CHAPTER = {
    "part": NUMBER,
    "number": TEXT,
    "heading": TEXT,
    "implementer": TEXT,
    "acronym": TEXT,
    "preamble": TEXT,
    "leads": {"planned": TEXT, "executed": TEXT, "next_year": TEXT},
    "activities": [{"code": TEXT, "number": (NUMBER, type(None)), "text": TEXT, "source": TEXT}],
    "planned": [ITEM],
    "executed": [ITEM],
    "next_year": [ITEM],
    "financing": [
        {
            "kind": TEXT,
            "contributor": TEXT,
            "amount": (NUMBER, float, type(None)),
            "currency": TEXT,
            "text": TEXT,
        }
    ],
}


def assert_shaped(value, shape, at="year"):
    if isinstance(shape, dict):
        assert list(value) == list(shape), at
        for key, held in value.items():
            assert_shaped(held, shape[key], f"{at}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), at
        for n, held in enumerate(value):
            assert_shaped(held, shape[0], f"{at}[{n}]")
    else:
        assert isinstance(value, shape), at


@pytest.fixture
def exported(report_2011):
    return json.loads(year_as_json(report_2011))


@pytest.fixture
def items(exported):
    return {
        item["id"]: item
        for chapter in exported["chapters"]
        for kind in EntryKind.values
        for item in chapter[kind]
    }


def test_a_year_has_its_parts_and_no_others(exported):
    assert list(exported) == ["year", "title", "narratives", "highlights", "chapters"]
    assert exported["year"] == 2011
    assert exported["title"].startswith("ANNUAL REPORT")


def test_each_chapter_has_the_documented_shape(exported):
    assert len(exported["chapters"]) == 12
    for chapter in exported["chapters"]:
        assert_shaped(chapter, CHAPTER, chapter["implementer"])


def test_narratives_and_highlights_are_plain(exported):
    assert list(exported["narratives"]) == [
        "background",
        "objectives",
        "introduction",
        "after_highlights",
        "conclusion",
    ]
    assert all(list(part) == ["heading", "text"] for part in exported["narratives"].values())
    assert [len(highlight["entries"]) for highlight in exported["highlights"]] == [
        1, 1, 1, 6, 1, 1, 1, 2, 1, 2,
    ]  # fmt: skip


def test_every_entry_is_in_once(exported, items):
    count = sum(len(chapter[kind]) for chapter in exported["chapters"] for kind in EntryKind.values)
    assert count == len(items) == Entry.objects.count()


def test_a_country_only_mentioned_is_a_role_and_no_country(items):
    item = items["2011-unhcr-19"]
    assert item["countries"] == []
    assert {"country": "ARG", "role": CountryRole.MENTIONED} in item["country_roles"]


def test_countries_are_sorted_and_once_each(items):
    for item in items.values():
        assert item["countries"] == sorted(set(item["countries"]))


def test_numbers_are_those_of_the_codes_that_are_numbers(items):
    for item in items.values():
        numbers = [int(code) for code in item["activity_codes"] if code.isdigit()]
        assert item["activity_numbers"] == numbers


def test_an_event_is_given_in_full(items):
    assert items["2011-rial-4"]["events"] == [
        {
            "start": "2011-02-21",
            "end": "2011-02-23",
            "precision": "day",
            "place": "Kingston",
            "country": "JAM",
        }
    ]


def test_a_link_and_an_outcome_are_given(items):
    assert items["2011-rial-7"]["continues"] == ["2011-rial-3", "2011-rial-4"]
    keys = ("outcome", "outcome_source", "outcome_quotation")
    assert [items["2011-rial-4"][key] for key in keys] == [
        "carried_out",
        "report",
        "This visit took place from 21 to 23 February 2011 in Kingston",
    ]
    assert [items["2011-csm-1"][key] for key in keys] == ["followed_up", "link", ""]
    assert [items["2011-rial-5"][key] for key in keys] == ["", "", ""]


def test_lists_become_lines_without_marks(items):
    lines = items["2011-dps-5"]["text"].split("\n")
    assert "St. Kitts and Nevis, May 24-24, 2011" in lines


def test_an_amount_is_a_number(exported):
    rial = next(chapter for chapter in exported["chapters"] if chapter["acronym"] == "RIAL")
    assert [source["amount"] for source in rial["financing"]] == [None, 200000, None]
    assert rial["financing"][1]["currency"] == "$"


def test_chapters_are_numbered_by_halves(exported):
    assert [(chapter["part"], chapter["number"]) for chapter in exported["chapters"]] == [
        (1, "A"), (1, "B.1"), (1, "B.2"), (1, "B.3"), (1, "C.1"), (1, "D"),
        (2, "A.1"), (2, "A.2"), (2, "B.1"), (2, "B.2"), (2, "B.3"), (2, "C.1"),
    ]  # fmt: skip


def test_an_activity_without_a_number_says_so(exported):
    rial = next(chapter for chapter in exported["chapters"] if chapter["acronym"] == "RIAL")
    assert [(a["code"], a["number"]) for a in rial["activities"]] == [
        ("RIAL-1", None),
        ("RIAL-2", None),
        ("RIAL-3", None),
    ]


def test_the_same_report_gives_the_same_bytes(report_2011):
    assert year_as_json(report_2011) == year_as_json(report_2011)


def test_text_stands_as_it_is_and_not_as_escapes(report_2011):
    assert "Felipe González" in year_as_json(report_2011)
    assert year_as_json(report_2011).endswith("}\n")


def test_the_dictionary_is_what_is_written(report_2011, exported):
    assert json.loads(json.dumps(year_as_dict(report_2011))) == exported
