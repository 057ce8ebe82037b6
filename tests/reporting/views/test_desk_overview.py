import pytest
from django.utils import timezone

from reporting.actions.entries import save_entry
from tests.factories import rich_content, submission_at_status, write_entry

pytestmark = pytest.mark.django_db


def chapters_on(response) -> list[str]:
    return [row.chapter.implementer.slug for row in response.context["rows"]]


def test_who_is_not_signed_in_is_asked_to_and_comes_back(client):
    response = client.get("/desk/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/desk/"


def test_a_writer_finds_their_chapter(client, open_year_2013, iom_writer):
    client.force_login(iom_writer)

    assert chapters_on(client.get("/desk/")) == ["iom"]


def test_the_secretariat_finds_all(client, open_year_2013, secretariat):
    client.force_login(secretariat)

    assert len(chapters_on(client.get("/desk/"))) == 12


def test_a_stranger_is_told_what_is_missing(client, open_year_2013, stranger):
    client.force_login(stranger)
    response = client.get("/desk/")

    assert chapters_on(response) == []
    assert "Nothing is waiting for you" in response.content.decode()


def test_a_printed_or_closed_year_lies_on_no_desk(client, open_year_2013, iom_writer):
    client.force_login(iom_writer)
    open_year_2013.closed_at = timezone.now()
    open_year_2013.save()

    assert chapters_on(client.get("/desk/")) == []


def test_a_row_says_the_status_and_whose_turn_it_is(client, iom_draft, iom_writer, secretariat):
    submission_at_status(iom_draft, "submitted", by=secretariat)
    client.force_login(iom_writer)
    page = client.get("/desk/").content.decode()

    assert "Submitted" in page
    assert "the secretariat" in page


def test_the_desk_is_kept_by_no_cache(client, iom_writer):
    client.force_login(iom_writer)

    assert "no-store" in client.get("/desk/")["Cache-Control"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_for_one_and_three_entries(
    count, client, iom_draft, secretariat, django_assert_num_queries
):
    for _n in range(count):
        save_entry(iom_draft, rich_content(2013), by=secretariat)
    client.force_login(secretariat)

    with django_assert_num_queries(3):  # session, person, chapters
        client.get("/desk/")


def test_the_desk_of_a_writer_costs_two_more(
    client, iom_draft, iom_writer, django_assert_num_queries
):
    write_entry(iom_draft, by=iom_writer)
    client.force_login(iom_writer)

    with django_assert_num_queries(5):  # and memberships, the tree of implementers
        client.get("/desk/")
