import pytest

from reporting.actions.entries import save_entry
from tests.factories import rich_content, submission_at_status, write_entry

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/2013/iom/"


def test_the_chapter_shows_its_entries_by_column_with_links_to_edit(client, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", text="We **will** train.", by=iom_writer)
    client.force_login(iom_writer)
    response = client.get(ADDRESS)
    page = response.content.decode()

    assert [(kind, len(entries)) for kind, _lead, entries in response.context["columns"]] == [
        ("planned", 1),
        ("executed", 0),
        ("next_year", 0),
    ]
    assert "<p>We <strong>will</strong> train.</p>" in page
    assert 'href="/desk/entries/2013-iom-1/"' in page
    assert 'href="/desk/2013/iom/entries/new/?kind=next_year"' in page


def test_a_text_brings_no_script_onto_the_page(client, iom_draft, iom_writer):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://elsewhere.example/y)"
    write_entry(iom_draft, text=text, by=iom_writer)
    client.force_login(iom_writer)
    page = client.get(ADDRESS).content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    "address", ["/desk/1999/iom/", "/desk/2013/xyz/", "/desk/99999999999999999999/iom/"]
)
def test_what_is_not_on_record_is_not_found(address, client, open_year_2013, secretariat):
    client.force_login(secretariat)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger"])
def test_another_implementers_draft_says_whose_it_is(who, client, iom_draft, request):
    client.force_login(request.getfixturevalue(who))
    response = client.get(ADDRESS)

    assert response.status_code == 403
    assert (
        "This chapter belongs to International Organization for Migration (IOM)."
        in response.content.decode()
    )


def test_an_administrator_sees_and_does_not_write(client, iom_draft, administrator):
    client.force_login(administrator)
    page = client.get(ADDRESS).content.decode()

    assert "entries/new" not in page


def test_a_submitted_chapter_offers_nothing_to_write(client, iom_draft, iom_writer, secretariat):
    write_entry(iom_draft, by=iom_writer)
    submission_at_status(iom_draft, "submitted", by=secretariat)
    client.force_login(iom_writer)
    page = client.get(ADDRESS).content.decode()

    assert "/desk/entries/" not in page
    assert "This chapter cannot be changed now." in page


def test_the_chapter_page_takes_no_post(client, iom_draft, iom_writer):
    client.force_login(iom_writer)

    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_chapter_costs_the_same_for_one_and_three_entries(
    count, client, iom_draft, iom_writer, django_assert_num_queries
):
    for _n in range(count):
        save_entry(iom_draft, rich_content(2013), by=iom_writer)
    client.force_login(iom_writer)

    with django_assert_num_queries(16):
        client.get(ADDRESS)
