"""The outcome of a plan with the entry that reports on it, and of all plans of a chapter at once."""

import pytest

from reporting.actions.entries import set_outcome
from reporting.models import Entry, LogEntry
from tests.factories import submission_at_status, write_entry
from tests.reporting.views.desk_forms import posted

pytestmark = pytest.mark.django_db

NEW = "/desk/2013/iom/entries/new/?kind=executed&report-on=2013-iom-1"
ALL = "/desk/2013/iom/outcomes/"


@pytest.fixture
def plans(iom_draft, iom_writer, client) -> list[Entry]:
    client.force_login(iom_writer)
    return [
        write_entry(iom_draft, kind="planned", text=f"Plan {number}.", by=iom_writer).entry
        for number in (1, 2, 3)
    ]


def chosen(reference: str, outcome: str, reason: str = "", was: str = "") -> dict[str, str]:
    """What a browser sends of one plan."""
    prefix = f"plan-{reference}"
    return {
        f"{prefix}-outcome": outcome,
        f"{prefix}-outcome_reason": reason,
        f"{prefix}-was": was,
        f"{prefix}-was_reason": "",
    }


def outcomes() -> list[tuple[str, str]]:
    plans = Entry.objects.filter(reference__startswith="2013-iom", kind="planned")
    return list(plans.order_by("position").values_list("outcome", "outcome_source"))


# With the entry that reports on a plan


def test_the_form_that_reports_on_a_plan_shows_it(client, plans):
    page = client.get(NEW)

    assert [form.plan.reference for form in page.context["forms"].plans] == ["2013-iom-1"]
    assert "<p>Plan 1.</p>" in page.content.decode()


def test_a_report_states_the_outcome_of_its_plan(client, plans, iom_writer):
    sent = posted(continues=["2013-iom-1"], **chosen("2013-iom-1", "carried_out"))

    assert client.post(NEW, sent).status_code == 302
    plan = Entry.objects.get(reference="2013-iom-1")
    assert (plan.outcome, plan.outcome_source) == ("carried_out", "implementer")
    assert (plan.outcome_stated_by, plan.outcome_stated_at is not None) == (iom_writer, True)
    assert Entry.objects.get(reference="2013-iom-4").continues.get() == plan


def test_an_outcome_without_its_reason_saves_nothing_and_is_told_at_its_field(client, plans):
    sent = posted(continues=["2013-iom-1"], **chosen("2013-iom-1", "dropped"))
    response = client.post(NEW, sent)

    [form] = response.context["forms"].plans
    assert form.errors == {"outcome_reason": ["Say why it was dropped."]}
    assert form["outcome"].value() == "dropped"
    assert not Entry.objects.filter(reference="2013-iom-4").exists()
    assert outcomes()[0] == ("", "")


def test_an_outcome_that_was_not_touched_is_not_written(client, plans, iom_focal_point):
    set_outcome(plans[0], "carried_out", based_on=1, by=iom_focal_point)
    client.post(NEW, posted(continues=["2013-iom-1"], **chosen("2013-iom-1", "")))

    assert outcomes()[0] == ("carried_out", "implementer")


def test_an_outcome_of_someone_else_is_not_replaced_unseen(client, plans, iom_focal_point):
    set_outcome(plans[0], "carried_out", based_on=1, by=iom_focal_point)
    sent = posted(continues=["2013-iom-1"], **chosen("2013-iom-1", "under_way"))
    response = client.post(NEW, sent)

    assert "Someone changed the outcome in the meantime" in response.content.decode()
    assert outcomes()[0] == ("carried_out", "implementer")


def test_an_outcome_is_changed_while_the_form_saves_itself(client, plans):
    address = NEW.replace("/new/", "/autosave/")
    session = {"session": "6d5a4f0e-4f2c-4a52-9c86-0d0b6f3f7c11"}
    for outcome, was in (("carried_out", ""), ("under_way", "carried_out"), ("", "under_way")):
        sent = posted(continues=["2013-iom-1"], **chosen("2013-iom-1", outcome, was=was))
        response = client.post(address, sent | session)

        assert response.json()["fields"]["plan-2013-iom-1-was"] == outcome
        assert outcomes()[0][0] == outcome


# Of all plans at once


def test_several_outcomes_are_stated_at_once(client, plans):
    sent = chosen("2013-iom-1", "carried_out") | chosen("2013-iom-2", "postponed", "No money.")
    response = client.post(ALL, sent | chosen("2013-iom-3", ""))

    assert response["Location"] == "/desk/2013/iom/#planned"
    assert outcomes() == [("carried_out", "implementer"), ("postponed", "implementer"), ("", "")]
    assert LogEntry.objects.filter(act="edit", entry__in=plans).count() == 2


def test_one_outcome_that_is_refused_keeps_all_from_being_saved(client, plans):
    sent = chosen("2013-iom-1", "carried_out") | chosen("2013-iom-2", "dropped")
    response = client.post(ALL, sent)

    forms = {form.plan.reference: form for form in response.context["forms"]}
    assert forms["2013-iom-2"].errors == {"outcome_reason": ["Say why it was dropped."]}
    assert forms["2013-iom-1"]["outcome"].value() == "carried_out"
    assert outcomes() == [("", "")] * 3


@pytest.mark.parametrize("outcome", ["done", "followed_up"])
def test_an_unknown_outcome_is_refused(client, plans, outcome):
    assert client.post(ALL, chosen("2013-iom-1", outcome)).status_code == 200
    assert outcomes() == [("", "")] * 3


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_others_do_not_state_outcomes(who, client, plans, request):
    client.force_login(request.getfixturevalue(who))

    assert client.post(ALL, chosen("2013-iom-1", "carried_out")).status_code == 403
    assert outcomes() == [("", "")] * 3


def test_a_submitted_chapter_keeps_its_outcomes(client, plans, iom_draft, secretariat):
    submission_at_status(iom_draft, "submitted", by=secretariat)

    assert client.get(ALL).status_code == 409
    assert client.post(ALL, chosen("2013-iom-1", "carried_out")).status_code == 409
    assert outcomes() == [("", "")] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_plans(
    count, client, iom_draft, iom_writer, django_assert_num_queries
):
    client.force_login(iom_writer)
    for number in range(count):
        write_entry(iom_draft, kind="planned", text=f"Plan {number}.", by=iom_writer)

    with django_assert_num_queries(9):
        client.get(ALL)
