"""/financing/ : who paid, by kind and contributor, never adding unlike currencies."""

import csv
import io
from decimal import Decimal

import pytest

from reporting.enums import FinancingKind, FinancingState, SubmissionStatus
from reporting.models import EntryContributor, Financing, Submission
from reporting.queries.financing import financing_figures
from tests.reporting.views import new_chapter, new_year, page_of

pytestmark = pytest.mark.django_db


def state(chapter, amount=None, currency="", kind=FinancingKind.EXTERNAL, contributor="Canada"):
    return Financing.objects.create(
        submission=chapter,
        position=chapter.financing.count() + 1,
        kind=kind,
        contributor=contributor,
        amount=amount,
        currency=currency,
        text=f"{contributor} {currency}{amount}",
    )


def test_amounts_are_added_within_a_currency_and_never_across(admin_user):
    chapter = new_chapter(new_year(2013), "rial", by=admin_user)
    for amount, currency in ((100, "$"), (50, "$"), (Decimal("70.50"), "CAD"), (None, "")):
        state(chapter, amount, currency)
    figures = financing_figures(Submission.objects.filter(pk=chapter.pk))
    [row] = figures.contributors
    assert (row.heading, row.sources, row.without_amount) == ("Canada", 4, 1)
    assert row.sums == {"$": 150, "CAD": Decimal("70.50")}
    assert figures.chapters == {
        FinancingState.STATED: 1,
        FinancingState.NONE_STATED: 0,
        FinancingState.NOT_APPLICABLE: 0,
    }


def test_the_page_tells_the_three_states_apart_and_shows_what_is_stated(client):
    page = page_of(client, "/financing/")
    assert page.all_words("//ul.figures-in-words/li") == [
        "6 chapters state their financing",
        "1 chapter was asked and states none",
        "5 chapters are not asked: only organs, agencies, and entities of the OAS are asked",
    ]
    assert page.all_words("//table[1]/tbody/tr[3]/*") == [
        "External contribution",
        "8",
        "7",
        "$ 200,000",
    ]
    assert len(page.find("//table[last()]/tbody/tr")) == 10
    assert "Government of Canada (new RIAL support for $ 200k)" in page.words("//table[last()]")


def test_the_page_and_the_file_are_narrowed_alike(client):
    page = page_of(client, "/financing/?implementer=sedi&year=2011")
    rows = page.find("//table[last()]/tbody/tr")
    assert "/financing.csv?year=2011&implementer=sedi" in page.links()
    file = client.get("/financing.csv?year=2011&implementer=sedi").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(file)))) == len(rows) == 7


def test_an_amount_is_a_number_in_the_file_and_nothing_where_none_is_stated(client):
    rows = client.get("/financing.json?implementer=rial").json()
    assert [(row["amount"], row["currency"]) for row in rows] == [
        (None, ""),
        (200000, "$"),
        (None, ""),
    ]


def test_a_chapter_says_in_its_file_whether_it_states_its_financing(client):
    rows = {row["implementer"]: row["financing"] for row in client.get("/chapters.json").json()}
    assert (rows["rial"], rows["iachr"], rows["iom"]) == ("stated", "none_stated", "not_applicable")


def test_the_financing_of_a_draft_is_not_there(client, admin_user):
    before = client.get("/financing/").content, client.get("/financing.csv").content
    chapter = new_chapter(new_year(2013), "rial", status=SubmissionStatus.RETURNED, by=admin_user)
    state(chapter, 100, "$")
    assert (client.get("/financing/").content, client.get("/financing.csv").content) == before


@pytest.mark.parametrize("query", ["year=1900", "implementer=nobody", "year=%00"])
def test_what_cannot_be_is_said_and_shows_no_figures_of_something_else(client, query):
    page = page_of(client, f"/financing/?{query}")
    assert page.find("//p.field-error")
    assert not page.find("//table")
    assert "state their financing" not in page.words()
    assert client.get("/financing/?page=99").status_code == 404


def test_sums_published_copy_the_order_of_their_currencies_whoever_paid(admin_user):
    chapter = new_chapter(new_year(2013), "rial", by=admin_user)
    for contributor, currency in (("Argentina", "USD"), ("Brazil", "EUR"), ("Canada", "$")):
        state(chapter, 1, currency, contributor=contributor)
    [row] = financing_figures(Submission.objects.filter(pk=chapter.pk)).kinds
    assert list(row.sums) == ["$", "EUR", "USD"]


def test_a_contributor_that_only_texts_name_is_found_from_financing_and_from_the_entry(
    client, year_2011
):
    named = EntryContributor.objects.select_related("entry", "contributor")
    assert named.count() > 5
    financing = page_of(client, "/financing/").links("//section[@aria-labelledby='named']")
    sitemap = client.get("/sitemap-contributors.xml").content.decode()
    for row in named:
        address = f"/financing/{row.contributor.slug}/"
        page = page_of(client, f"/entries/{row.entry.reference}/")
        assert address in page.links()
        assert row.words in page.words()
        assert address in financing
        assert address in sitemap
