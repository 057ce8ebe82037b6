"""Dated events and sources of money as lists of their own: the same as the files of these lists."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from reporting.actions.reviews import reopen
from reporting.entry_content import EventContent
from reporting.enums import SubmissionStatus
from reporting.models import Entry
from tests.factories import submission_at_status, write_entry

from .conftest import plant_chapter, plant_entry

EVENT = ("start", "end", "precision", "place", "country", "entry", "year", "implementer", "url")
SOURCE = (
    *("year", "implementer", "entry", "kind", "contributor", "amount", "currency", "text"),
    *("language", "url"),
)


@pytest.fixture
def _planted(db) -> None:
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    entry = plant_entry(chapter, 1, text="A planted workshop.")
    chapter.financing.create(
        position=1, kind="external_contribution", text="For a workshop.", entry=entry
    )
    chapter.financing.create(
        position=2, kind="other", contributor="Canada", amount="12.50", currency="CAD",
        text="CAD 12.50",
    )  # fmt: skip


def rows_of_pages(answer, client, path: str, **parameters: object) -> list[dict]:
    page = answer(path, page_size=7, **parameters)
    found = page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        found += page["results"]
    return found


def in_order(rows: list[dict], columns: tuple[str, ...]) -> list[str]:
    return sorted(str([row[column] for column in columns]) for row in rows)


@pytest.mark.usefixtures("_planted")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"year": 2020},
        {"implementer": "iom"},
        {"country": "MEX"},
        {"event_country": "GTM"},
        {"event_after": "2011-05-01", "event_before": "2011-08-31"},
        {"event_after": "2011-01-01", "country": "MEX", "kind": "executed"},
        {"country": "MEX", "role": "participant"},
        {"q": "workshop"},
        {"q": "workshop", "event_country": "MEX"},
    ],
    ids=str,
)
def test_events_are_those_of_their_file(answer, client, asked):
    given = rows_of_pages(answer, client, "/events/", **asked)
    of_file = client.get("/events.json", asked).json()

    assert [[row[column] for column in EVENT] for row in given] == [
        [row[column] for column in EVENT] for row in of_file
    ]
    assert answer("/events/", count="true", **asked)["count"] == len(of_file) > 0


def test_events_of_one_day_keep_their_order_while_a_chapter_is_reopened(
    answer, iom_draft, unhcr_draft, secretariat
):
    day = EventContent(datetime.date(2013, 5, 1), datetime.date(2013, 5, 1), place="Lima")
    for chapter in (iom_draft, unhcr_draft):
        write_entry(chapter, events=(day, replace(day, place="Quito")), by=secretariat)
        submission_at_status(chapter, SubmissionStatus.ACCEPTED, by=secretariat)
    before = answer("/events/", year=2013)["results"]
    reopen(iom_draft, reason="A date.", by=secretariat)

    assert [row["entry"] for row in before] == ["2013-iom-1"] * 2 + ["2013-unhcr-1"] * 2
    assert answer("/events/", year=2013)["results"] == before


@pytest.mark.usefixtures("_planted")
@pytest.mark.parametrize(
    "asked", [{}, {"year": 2020}, {"implementer": "sedi"}, {"kind": "other"}], ids=str
)
def test_sources_of_money_are_those_of_their_file(answer, client, asked):
    given = rows_of_pages(answer, client, "/financing/", **asked)
    of_file = client.get("/financing.json", asked).json()

    assert in_order(given, SOURCE) == in_order(of_file, SOURCE)
    assert [row["year"] for row in given] == sorted(row["year"] for row in of_file)
    assert answer("/financing/", count="true", **asked)["count"] == len(of_file) > 0


@pytest.mark.usefixtures("_planted")
def test_they_lead_to_what_they_are_part_of(answer, client):
    [source, _other] = answer("/financing/", year=2020)["results"]
    [event, *_others] = answer("/events/", year=2020)["results"]

    assert client.get(source["chapter_api_url"]).json()["id"] == "2020-iom"
    assert client.get(event["entry_api_url"]).json()["id"] == event["entry"] == source["entry"]


@pytest.mark.usefixtures("_planted")
def test_what_a_deleted_entry_had_is_not_among_them(answer, secretariat):
    chapter = plant_chapter(2021, "iom", SubmissionStatus.ACCEPTED)
    entry = plant_entry(chapter, 1)
    chapter.financing.create(position=1, kind="other", text="Planted.", entry=entry)
    assert len(answer("/events/", year=2021)["results"]) == 3

    Entry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now(), deleted_by=secretariat)

    assert answer("/events/", year=2021)["results"] == []
    assert answer("/financing/", year=2021)["results"] == []


def test_addresses_of_single_ones_are_not_there(answer):
    for path in ("/events/1/", "/financing/1/"):
        answer(path, status=404)
