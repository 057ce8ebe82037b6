"""Submitting, withdrawing, accepting, declaring nothing: each at its own address."""

import pytest
from django.test import Client
from django.utils import timezone

from reporting.actions.submissions import declare_nothing_to_report
from reporting.models import ReportingYear
from tests.factories import rich_content, submission_at_status, write_entry
from tests.reporting.views import act, new_entry, page_of

pytestmark = pytest.mark.django_db

CHAPTER = "/desk/2013/iom/"
CAST = (
    "iom_writer",
    "iom_focal_point",
    "unhcr_writer",
    "secretariat",
    "administrator",
    "stranger",
)
SIGNING = {"iom_focal_point", "secretariat"}
WRITING = {"iom_writer", "iom_focal_point", "secretariat"}
# Who gets the page of an address, and whose POST there is listened to.
SHOWN = {
    "words/": WRITING,
    "financing/": WRITING,
    "submit/": SIGNING,
    "nothing/": SIGNING,
}
POSTED = {**SHOWN, "withdraw/": {"iom_focal_point"}, "accept/": {"secretariat"}}


def status_of(chapter) -> str:
    chapter.refresh_from_db()
    return chapter.status


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("address", SHOWN)
def test_each_gets_exactly_these_pages(address, who, client, iom_draft, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(CHAPTER + address).status_code == (200 if who in SHOWN[address] else 403)


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("address", POSTED)
def test_each_is_listened_to_at_exactly_these(address, who, client, iom_draft, request):
    person = request.getfixturevalue(who)
    client.force_login(person)

    assert (client.post(CHAPTER + address).status_code != 403) is (who in POSTED[address])


@pytest.mark.parametrize("address", SHOWN)
def test_who_is_not_signed_in_is_asked_to(address, client, iom_draft):
    assert client.get(CHAPTER + address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", ["words/", "financing/", "nothing/"])
def test_who_is_signed_out_gets_back_what_was_typed(address, client, iom_draft):
    response = client.post(CHAPTER + address, {"reason": "Typed & kept."})

    assert response.status_code == 401
    assert "Typed &amp; kept." in response.content.decode()


@pytest.mark.parametrize("address", [*POSTED, "submit/"])
def test_a_post_without_its_token_changes_nothing(address, iom_draft, iom_focal_point):
    client = Client(enforce_csrf_checks=True)
    client.force_login(iom_focal_point)

    assert client.post(CHAPTER + address).status_code == 403
    assert status_of(iom_draft) == "draft"


@pytest.mark.parametrize("address", ["withdraw/", "accept/"])
def test_looking_at_an_address_that_acts_does_nothing(address, client, iom_draft, secretariat):
    client.force_login(secretariat)

    assert client.get(CHAPTER + address).status_code == 405


@pytest.mark.parametrize("address", POSTED)
@pytest.mark.parametrize("chapter", ["/desk/1999/iom/", "/desk/2013/xyz/"])
def test_a_chapter_that_is_not_on_record_is_not_found(
    chapter, address, client, open_year_2013, secretariat
):
    client.force_login(secretariat)

    assert client.post(chapter + address).status_code == 404


def test_the_page_shows_what_the_checks_find_first(client, iom_draft, iom_focal_point):
    write_entry(iom_draft, activities=("1",), by=iom_focal_point)
    client.force_login(iom_focal_point)
    page = page_of(client, f"{CHAPTER}submit/")

    assert "2013-iom-1: Activity 1 is not assigned to this implementer." in page.words()
    assert "Nothing is entered yet under “Planned for 2014”." in page.words()
    assert page.all_words("//main//button") == ["Submit anyway"]
    assert f"{CHAPTER}#e-2013-iom-1" in page.links()


def test_a_focal_point_submits(client, iom_draft, iom_focal_point):
    write_entry(iom_draft, by=iom_focal_point)
    client.force_login(iom_focal_point)
    response = act(client, f"{CHAPTER}submit/")

    assert response["Location"] == CHAPTER
    assert status_of(iom_draft) == "submitted"
    assert iom_draft.submitted_by == iom_focal_point


def test_the_secretariat_submits_on_behalf_and_the_page_says_so(client, iom_draft, secretariat):
    write_entry(iom_draft, by=secretariat)
    client.force_login(secretariat)
    assert "on behalf of" in page_of(client, f"{CHAPTER}submit/").words()

    act(client, f"{CHAPTER}submit/")

    assert status_of(iom_draft) == "submitted"
    assert iom_draft.submitted_by == secretariat


def test_an_empty_chapter_is_stopped_and_led_to_say_so(client, iom_draft, iom_focal_point):
    client.force_login(iom_focal_point)
    page = page_of(client, f"{CHAPTER}submit/")
    assert "Nothing is entered." in page.words()
    assert page.find("//main//button") == []
    assert f"{CHAPTER}nothing/" in page.links()

    assert act(client, f"{CHAPTER}submit/").status_code == 409
    assert status_of(iom_draft) == "draft"


def test_submitting_twice_says_why_not(client, iom_draft, iom_focal_point):
    write_entry(iom_draft, by=iom_focal_point)
    client.force_login(iom_focal_point)
    act(client, f"{CHAPTER}submit/")
    page = client.get(act(client, f"{CHAPTER}submit/")["Location"]).content.decode()

    assert "This chapter is submitted; only one that is draft or returned allows: submit." in page
    assert client.get(f"{CHAPTER}submit/").status_code == 409


def test_a_focal_point_takes_it_back(client, iom_draft, iom_focal_point):
    submission_at_status(iom_draft, "submitted", by=iom_focal_point)
    client.force_login(iom_focal_point)
    assert "Take it back to work on it" in page_of(client, CHAPTER).words()

    act(client, f"{CHAPTER}withdraw/")

    assert status_of(iom_draft) == "draft"


def test_the_secretariat_accepts_and_then_it_cannot_be_taken_back(
    client, iom_draft, iom_focal_point, secretariat
):
    submission_at_status(iom_draft, "submitted", by=iom_focal_point)
    client.force_login(secretariat)
    assert "Accept the chapter" in page_of(client, CHAPTER).words()
    act(client, f"{CHAPTER}accept/")
    assert status_of(iom_draft) == "accepted"

    client.force_login(iom_focal_point)
    page = client.get(act(client, f"{CHAPTER}withdraw/")["Location"]).content.decode()
    assert "This chapter is accepted" in page
    assert status_of(iom_draft) == "accepted"


def test_nothing_to_report_is_declared_with_its_reason(client, iom_draft, iom_focal_point):
    client.force_login(iom_focal_point)
    act(client, f"{CHAPTER}nothing/", {"reason": "No funds came."})

    assert status_of(iom_draft) == "submitted"
    assert iom_draft.nothing_to_report_reason == "<p>No funds came.</p>"
    assert "Nothing to report: No funds came." in page_of(client, CHAPTER).words()


@pytest.mark.parametrize("reason", ["", "  \n", "a\x07b", "a\0b", "x" * 100_001])
def test_a_reason_that_is_none_is_refused_and_kept(reason, client, iom_draft, iom_focal_point):
    client.force_login(iom_focal_point)
    response = act(client, f"{CHAPTER}nothing/", {"reason": reason})

    assert list(response.context["form"].errors) == ["reason"]
    kept = reason if reason.strip() else ""
    assert f">\n{kept}</textarea>" in str(response.context["form"]["reason"])
    assert status_of(iom_draft) == "draft"


def test_a_reason_typed_while_somebody_wrote_an_entry_is_kept(client, iom_draft, iom_focal_point):
    client.force_login(iom_focal_point)
    write_entry(iom_draft, by=iom_focal_point)
    response = act(client, f"{CHAPTER}nothing/", {"reason": "No funds came."})

    assert response.status_code == 409
    assert "This chapter has entries" in response.content.decode()
    assert "No funds came." in response.content.decode()
    assert client.get(f"{CHAPTER}nothing/").status_code == 409


def test_a_reason_given_before_is_there_to_begin_from(client, iom_draft, iom_focal_point):
    declare_nothing_to_report(iom_draft, reason="No funds came.", by=iom_focal_point)
    client.force_login(iom_focal_point)
    act(client, f"{CHAPTER}withdraw/")

    assert "No funds came." in client.get(f"{CHAPTER}nothing/").content.decode()


def test_a_chapter_of_a_closed_year_can_still_be_submitted(client, iom_draft, iom_focal_point):
    write_entry(iom_draft, by=iom_focal_point)
    ReportingYear.objects.filter(year=2013).update(closed_at=timezone.now())
    client.force_login(iom_focal_point)
    act(client, f"{CHAPTER}submit/")

    assert status_of(iom_draft) == "submitted"


@pytest.mark.parametrize("count", [3, 100])
def test_looking_through_costs_the_same_for_few_and_many_entries(
    count, client, iom_draft, iom_focal_point, django_assert_num_queries
):
    for _n in range(count):
        new_entry(iom_draft, rich_content(2013), by=iom_focal_point)
    client.force_login(iom_focal_point)

    with django_assert_num_queries(37):
        client.get(f"{CHAPTER}submit/")
