"""What the tests of the API share: a client's answers, and rows planted by the actions' own hand."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from implementers.models import Implementer
from program.models import Program
from reporting.actions.entry_writing import persist_entry
from reporting.actions.publishing import publish
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import Origin, SubmissionStatus
from reporting.models import Entry, ReportingYear, Submission, SubmissionActivity

ROOT = "/api/v1"
THREE_COUNTRIES = ("MEX", "GTM", "HND")
THREE_ACTIVITIES = ("67", "68", "RIAL-1")


@pytest.fixture(autouse=True)
def _no_requests_counted_yet() -> None:
    caches["throttle"].clear()


@pytest.fixture
def answer(db, client: Client) -> Callable[..., Any]:
    """`answer("/entries/", status=200, country="MEX")`: the JSON of a GET."""

    def get(path: str, /, status: int = 200, **parameters: Any) -> Any:
        response = client.get(f"{ROOT}{path}", parameters)
        assert response.status_code == status, response.content[:500]
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == kind
        return response.json()

    return get


def plant_chapter(year: int, slug: str, status: str, *, position: int = 1) -> Submission:
    """A chapter of a year of its own, listing three activities; imported, so it needs no actors."""
    program = Program.objects.current().get()
    reporting_year, _made = ReportingYear.objects.get_or_create(
        program=program, year=year, defaults={"title": f"Report of {year}"}
    )
    chapter = Submission.objects.create(
        reporting_year=reporting_year,
        implementer=Implementer.objects.get(slug=slug),
        position=position,
        status=status,
        origin=Origin.IMPORT,
        heading=f"Planted {slug} {year}",
    )
    for place, code in enumerate(THREE_ACTIVITIES, start=1):
        SubmissionActivity.objects.create(
            submission=chapter,
            activity=program.activities.get(code=code),
            position=place,
            wording=f"Planted wording of {slug} {year}",
        )
    if status == SubmissionStatus.ACCEPTED:
        publish(chapter)
    return chapter


def plant_entry(chapter: Submission, number: int, **content: Any) -> Entry:
    """An entry with three countries, three activities and three events, unless told otherwise."""
    entry = Entry(
        submission=chapter,
        reference=f"{chapter.reporting_year}-{chapter.implementer.slug}-{number}",
        position=number,
    )
    values = {
        "kind": "executed",
        "text": f"Planted entry {number} of {chapter}",
        "activities": THREE_ACTIVITIES,
        "countries": tuple((iso3, "place") for iso3 in THREE_COUNTRIES),
        "events": tuple(
            EventContent(
                start=datetime.date(int(str(chapter.reporting_year)), month, 1),
                end=datetime.date(int(str(chapter.reporting_year)), month, 2),
                country=iso3,
            )
            for month, iso3 in enumerate(THREE_COUNTRIES, start=1)
        ),
        **content,
    }
    persist_entry(entry, EntryContent(**values), origin=Origin.IMPORT, by=None)
    return entry


@pytest.fixture
def planted_2020(db) -> Submission:
    """An accepted chapter of 2020 with three entries, each of which continues two others."""
    chapter = plant_chapter(2020, "iom", SubmissionStatus.ACCEPTED)
    plans = [plant_entry(chapter, number, kind="planned").reference for number in (11, 12)]
    for number in (1, 2, 3):
        plant_entry(chapter, number, continues=tuple(plans))
    return chapter
