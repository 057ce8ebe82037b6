"""Opening a year from the desk."""

import datetime

import pytest

from reporting.models import Entry, ReportingYear
from tests.reporting.views import Page, page_of

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/years/open/"
TYPED = {"year": "2012", "opens_on": "2012-06-01", "due_on": "2012-12-01"}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("iom_writer", 403),
        ("iom_focal_point", 403),
        ("unhcr_writer", 403),
        ("secretariat", 200),
        ("administrator", 403),
        ("stranger", 403),
    ],
)
def test_the_secretariat_alone_gets_there(who, status, client, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(ADDRESS).status_code == status
    assert (client.post(ADDRESS, TYPED).status_code == 403) is (status == 403)
    assert ReportingYear.objects.filter(year=2012).exists() is (status == 200)


def test_the_next_year_is_suggested_and_its_plans_are_counted(client, secretariat):
    client.force_login(secretariat)
    response = client.get(ADDRESS)
    counts = {row.slug: count for row, count in response.context["next_year_counts"]}

    assert response.context["form"].initial["year"] == 2012
    assert "44 entries planned in 2011 become plans for 2012." in response.content.decode()
    assert (len(counts), counts["iom"], counts["unhcr"]) == (12, 12, 0)


def test_another_year_can_be_counted_before_it_is_opened(client, secretariat):
    client.force_login(secretariat)
    response = client.post(ADDRESS, {**TYPED, "year": "2015", "look": "1"})

    assert "0 entries planned in 2014 become plans for 2015." in response.content.decode()
    assert response.context["form"]["due_on"].value() == "2012-12-01"
    assert not ReportingYear.objects.filter(year=2015).exists()


def test_a_year_is_opened(client, secretariat):
    client.force_login(secretariat)
    page = client.post(ADDRESS, TYPED, follow=True).content.decode()
    opened = ReportingYear.objects.get(year=2012)

    assert "2012 is open, with 12 chapters." in page
    assert (opened.opens_on, opened.due_on) == (
        datetime.date(2012, 6, 1),
        datetime.date(2012, 12, 1),
    )
    assert Entry.objects.filter(submission__reporting_year=opened).count() == 44


@pytest.mark.parametrize("year", ["2011", "2012"])
def test_opening_twice_changes_nothing_and_says_so(year, client, year_2012, secretariat):
    before = list(ReportingYear.objects.values())
    client.force_login(secretariat)
    page = client.post(ADDRESS, {**TYPED, "year": year}, follow=True).content.decode()

    assert f"{year} is on record already: nothing was changed." in page
    assert list(ReportingYear.objects.values()) == before


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"due_on": "2012-05-31"}, "due_on"),
        ({"due_on": "2012-02-30"}, "due_on"),
        ({"due_on": ""}, "due_on"),
        ({"opens_on": "soon"}, "opens_on"),
        ({"year": "2004"}, "year"),
        ({"year": "2101"}, "year"),
        ({"year": "99999999999999999999"}, "year"),
        ({"year": "two"}, "year"),
        ({"year": ""}, "year"),
        ({"opens_on": "2012-06-01\0"}, "opens_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(parts, field, client, secretariat):
    client.force_login(secretariat)
    form = client.post(ADDRESS, {**TYPED, **parts}).context["form"]

    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in TYPED} == {**TYPED, **parts}
    assert not ReportingYear.objects.filter(year=2012).exists()


def test_the_page_costs_a_fixed_number_of_queries(client, secretariat, django_assert_num_queries):
    client.force_login(secretariat)

    with django_assert_num_queries(6):
        client.get(ADDRESS)


# Closing, and opening again

CLOSE, REOPEN, GLANCE = (f"/desk/years/2013/{step}" for step in ("close/", "reopen/", ""))


def test_a_year_is_closed_and_opened_again_from_its_page(client, open_year_2013, secretariat):
    client.force_login(secretariat)
    assert CLOSE in page_of(client, GLANCE).links()
    asked = page_of(client, CLOSE)
    assert "12 chapters are not submitted yet" in asked.words()
    assert ReportingYear.objects.get(year=2013).closed_at is None

    closed = Page(client.post(CLOSE, follow=True))
    assert "2013 is closed" in closed.words("//div[@id='messages']")
    assert "closed for writing" in closed.words()
    assert REOPEN in closed.links()
    assert CLOSE not in closed.links()
    assert "nothing to close" in page_of(client, CLOSE).words()

    without = client.post(REOPEN, {"reason": ""})
    assert without.context["form"].errors == {"reason": ["Say why the year is opened again."]}
    opened = Page(client.post(REOPEN, {"reason": "Two chapters came late."}, follow=True))
    assert "2013 is open again" in opened.words("//div[@id='messages']")
    assert "Two chapters came late." in page_of(client, "/desk/years/2013/log/").words()


def test_what_makes_no_sense_is_refused_with_words(client, open_year_2013, secretariat):
    client.force_login(secretariat)
    again = client.post(REOPEN, {"reason": "To write."})
    assert again.status_code == 409
    assert "2013 is not closed." in again.content.decode()
    assert "To write." in again.content.decode()

    client.post(CLOSE)
    twice = client.post(CLOSE)
    assert twice.status_code == 409
    assert "2013 is not open for writing" in twice.content.decode()
    assert client.get("/desk/years/1999/close/").status_code == 404


@pytest.mark.parametrize("address", [CLOSE, REOPEN])
def test_closing_is_the_secretariats(address, client, open_year_2013, iom_focal_point):
    client.force_login(iom_focal_point)

    assert client.get(address).status_code == 403
    assert client.post(address, {"reason": "x"}).status_code == 403
