"""While an edition is being made, nothing it prints is changed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from reporting.actions.editions import begin_correction, issue
from reporting.actions.highlights import add_highlight
from reporting.actions.issuing import STALE_AFTER
from reporting.actions.narratives import (
    CoverContent,
    NarrativeContent,
    move_chapter,
    save_cover,
    save_narrative,
)
from reporting.actions.reviews import accept, reopen
from reporting.actions.years import close_year, reopen_year
from reporting.document.content import Report
from reporting.enums import IssueState, NarrativeKind
from reporting.exceptions import FilesRefused
from reporting.importing.load import load_year
from reporting.models import (
    Edition,
    Entry,
    Issuing,
    LogEntry,
    Narrative,
    ReportCover,
    ReportingYear,
    Submission,
)
from reporting.policies import NotInThisState
from tests.cast import chapter_of
from tests.factories import submission_at_status, write_entry
from tests.prepared import FIXTURES
from tests.reporting.editions import asked, issued, quick

TABLES = (Submission, Entry, ReportingYear, Narrative, ReportCover, LogEntry)
PART = NarrativeContent("Background", "Other words.")
ADDRESS = "/desk/years/2011/"


def held() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in TABLES]


def iom(year: ReportingYear) -> Submission:
    return chapter_of(year, "iom")


ACTS: dict[str, Callable[..., object]] = {
    "reopen": lambda year, **by: reopen(iom(year), reason="A date.", **by),
    "begin a correction": lambda year, **by: begin_correction(year, reason="A date.", **by),
    "close": close_year,
    "open again": lambda year, **by: reopen_year(year, reason="Too early.", **by),
    "narrative": lambda year, **by: save_narrative(year, NarrativeKind.BACKGROUND, PART, **by),
    "cover": lambda year, **by: save_cover(year, CoverContent(title="Report"), **by),
    "order": lambda year, **by: move_chapter(iom(year), "up", **by),
    "highlight": lambda year, **by: add_highlight(
        year, Entry.objects.working().get(reference="2011-iom-28"), **by
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [IssueState.WAITING, IssueState.RUNNING])
def test_an_act_is_refused_while_an_edition_is_made(year_2011, secretariat, act, state):
    asked(year_2011, by=secretariat)
    Issuing.objects.update(state=state)
    before = held()

    with pytest.raises(NotInThisState, match="An edition of 2011 is being made"):
        ACTS[act](year_2011, by=secretariat)
    assert held() == before


def test_accepting_is_refused_while_an_edition_is_made(year_2012, secretariat):
    submission_at_status(chapter_of(year_2012, "unhcr"), "accepted", by=secretariat)
    submitted = submission_at_status(iom(year_2012), "submitted", by=secretariat)
    Issuing.objects.create(
        reporting_year=year_2012, symbol="DEMO/2012", date="2013-03-01", asked_by=secretariat
    )

    with pytest.raises(NotInThisState, match="An edition of 2012 is being made"):
        accept(submitted, by=secretariat)


def test_files_are_not_loaded_while_an_edition_is_made(year_2011, secretariat):
    asked(year_2011, by=secretariat)
    with pytest.raises(FilesRefused, match="An edition of 2011 is being made"):
        load_year(FIXTURES, update=True)


def test_what_it_does_not_print_is_written_meanwhile(year_2012, secretariat):
    """A draft of the same year."""
    Issuing.objects.create(
        reporting_year=year_2012, symbol="DEMO/2012", date="2013-03-01", asked_by=secretariat
    )
    assert write_entry(iom(year_2012), by=secretariat).entry.pk


@pytest.mark.parametrize("ends", ["done", "failed", "gone"])
def test_afterwards_it_is_possible_again(year_2011, secretariat, ends):
    issuing = asked(year_2011, by=secretariat)
    if ends == "done":
        issue(issuing, renderer=quick)
        begin_correction(year_2011, reason="A date.", by=secretariat)
    elif ends == "failed":
        Issuing.objects.update(state=IssueState.FAILED)
    else:  # whoever was making it gave no sign for long
        Issuing.objects.update(last_sign_at=timezone.now() - 2 * STALE_AFTER)

    assert reopen(iom(year_2011), reason="A date.", by=secretariat).status == "returned"


def test_a_chapter_reopened_behind_a_slow_renderer_is_not_in_its_edition(year_2011, secretariat):
    """It gave no sign for so long that the chapter could be reopened, and goes on all the same."""

    def slow(report: Report, *, file_format: str, layout: str) -> bytes:
        if file_format == "pdf":
            Issuing.objects.update(last_sign_at=timezone.now() - 2 * STALE_AFTER)
            reopen(iom(year_2011), reason="A date.", by=secretariat)
        return b"x"

    assert issue(asked(year_2011, by=secretariat), renderer=slow) is None
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("report/parts/background/", {"text": "Typed words.", "heading": "Background"}),
        ("correct/", {"reason": "Typed words."}),
    ],
)
def test_the_desk_keeps_what_was_typed(client: Client, year_2011, secretariat, address, typed):
    asked(year_2011, by=secretariat)
    client.force_login(secretariat)
    response = client.post(ADDRESS + address, typed)

    assert response.status_code == 409
    assert "An edition of 2011 is being made" in response.content.decode()
    assert "Typed words." in response.content.decode()


def test_the_chapters_page_does_not_offer_to_reopen_it(client, year_2011, secretariat):
    client.force_login(secretariat)
    reopens = "/desk/2011/iom/reopen/"
    assert reopens in client.get("/desk/2011/iom/review/").content.decode()
    asked(year_2011, by=secretariat)
    assert reopens not in client.get("/desk/2011/iom/review/").content.decode()


def test_loading_leaves_an_issued_year_as_it_is(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    Narrative.objects.filter(kind="background").update(text="Corrected.")
    Entry.objects.filter(reference="2011-iom-28").update(text="Corrected.")
    before = held()

    result = load_year(FIXTURES, update=True)
    assert (result.inserted, result.changed) == (0, 0)
    assert sorted(result.left) == [
        "entry 2011-iom-28: the year is issued, left as it is",
        "narrative 2011/background: the year is issued, left as it is",
    ]
    assert held() == before
