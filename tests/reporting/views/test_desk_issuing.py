"""/desk/years/<year>/issue/ : what stands against it, asking, progress, correcting."""

import pytest

from reporting.actions import editions
from reporting.enums import IssueState
from reporting.models import Edition, Issuing
from tests.reporting.editions import asked, issued, quick
from tests.reporting.views import act, page_of

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/years/2011/issue/"
TYPED = {"symbol": "DEMO/2011", "date": "2012-03-01", "language": "en", "note": "The first."}


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


@pytest.fixture(autouse=True)
def _at_once(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr(editions.issue, "__kwdefaults__", {"renderer": quick})


@pytest.mark.parametrize(
    "address", [ADDRESS, "/desk/years/2011/report/", "/desk/years/2011/correct/"]
)
def test_the_pages_are_the_secretariats_alone(client, iom_focal_point, address):
    assert client.get(address).status_code == 302
    client.force_login(iom_focal_point)
    assert client.get(address).status_code == 403


def test_it_says_that_nothing_stands_against_it(desk, year_2011):
    assert "Nothing: no blocker, and every chapter is accepted." in page_of(desk, ADDRESS).words()


def test_a_chapter_that_is_not_accepted_stands_against_it(desk, year_2011):
    year_2011.submissions.filter(implementer__slug="iom").update(status="returned", is_public=False)
    page = page_of(desk, ADDRESS)
    assert page.links("//ul.tasks") == ["/desk/2011/iom/"]
    assert [box.get("value") for box in page.find("//input[@name='leaving_out']")] == ["iom"]
    response = act(desk, ADDRESS, TYPED)
    assert response.status_code == 409
    assert "Not accepted: IOM" in response.content.decode()
    assert "The first." in response.content.decode()


def test_issuing_leads_to_its_progress_and_to_the_edition(
    desk, year_2011, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = act(desk, ADDRESS, TYPED)
    issuing = Issuing.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}{issuing.pk}/")
    assert issuing.state == IssueState.DONE
    page = page_of(desk, response["Location"])
    assert "Issued. Everyone can read it now." in page.words()
    assert "/reports/2011/editions/1/" in page.links()
    assert Edition.objects.get().note == "The first."


def test_the_same_symbol_twice_is_said_at_its_field(desk, year_2011, secretariat):
    issued(year_2011, by=secretariat)
    response = act(desk, ADDRESS, TYPED)
    assert response.status_code == 409
    assert "has the symbol DEMO/2011 already" in response.content.decode()


def test_of_two_at_once_the_second_is_told(desk, year_2011, secretariat):
    asked(year_2011, by=secretariat)
    response = act(desk, ADDRESS, {**TYPED, "symbol": "DEMO/2011 rev. 1"})
    assert response.status_code == 409
    assert "being issued already" in response.content.decode()


@pytest.mark.parametrize("day", ["", "2012-02-30", "tomorrow", "99999-01-01"])
def test_a_day_that_is_none_is_refused_and_kept(desk, year_2011, day):
    response = act(desk, ADDRESS, {**TYPED, "date": day})
    assert response.status_code == 200
    assert "field-error" in response.content.decode()
    assert not Issuing.objects.exists()


def test_progress_is_shown_without_a_script_and_told_to_one(desk, year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)
    Issuing.objects.update(state=IssueState.RUNNING, step="rendering PDF", percent=20)
    address = f"{ADDRESS}{issuing.pk}/"
    page = page_of(desk, address)
    assert page.find("//progress")[0].get("value") == "20"
    assert page.find("//noscript/meta[@http-equiv='refresh']")
    assert desk.get(f"{address}?json").json() == {
        "percent": 20,
        "step": "rendering PDF",
        "underWay": True,
    }


def test_a_failure_says_what_failed(desk, year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)
    said = "Failed while rendering PDF: No glyph. Nothing was issued."
    Issuing.objects.update(state=IssueState.FAILED, message=said)
    assert said in page_of(desk, f"{ADDRESS}{issuing.pk}/").words()
    assert said in page_of(desk, ADDRESS).words()


def test_another_years_issuing_is_not_found(desk, year_2011, open_year_2013, secretariat):
    issuing = asked(year_2011, by=secretariat)
    assert desk.get(f"/desk/years/2013/issue/{issuing.pk}/").status_code == 404


def test_a_correction_begins_with_a_reason(desk, year_2011, secretariat):
    issued(year_2011, by=secretariat)
    address = "/desk/years/2011/correct/"
    assert "Say what has to be corrected." in desk.post(address, {"reason": " "}).content.decode()
    assert desk.post(address, {"reason": "A date."})["Location"] == ADDRESS
    year_2011.refresh_from_db()
    assert year_2011.issued_at is None
    assert "A correction is under way" in page_of(desk, ADDRESS).words()
