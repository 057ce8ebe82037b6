"""The financing of a chapter, typed in rows. Who gets there: test_desk_steps."""

import json
import re

import pytest
from django.utils import timezone

from reporting.actions.financing import SourceContent, save_financing, sources_of
from reporting.models import ReportingYear
from tests.cast import chapter_of
from tests.factories import write_entry
from tests.reporting.views import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/2013/iom/financing/"
UNHASHABLE = '[{"kind": [], "text": "x", "amount": null}]'
ROW = {
    "kind": "external_contribution",
    "contributor": "Canada",
    "amount": "1000.50",
    "currency": "$",
    "text": "Canada gave $1,000.50.",
    "entry": "",
}


def typed(*rows, **further) -> dict[str, str]:
    count = {"sources-TOTAL_FORMS": str(len(rows)), "sources-INITIAL_FORMS": "0"}
    fields = {
        f"sources-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()
    }
    return {**count, **fields, **further}


def shown(client) -> str:
    """What the form builds on, as the page sends it."""
    return json.dumps(client.get(ADDRESS).context["forms"].based_on.initial["based_on"])


def test_a_writer_states_sources_in_their_order(client, iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    client.force_login(iom_writer)
    second = {**ROW, "contributor": "", "amount": "", "currency": "", "entry": entry.reference}
    response = client.post(ADDRESS, typed(ROW, second, based_on=shown(client)))

    assert response["Location"] == "/desk/2013/iom/#financing"
    first, other = sources_of(iom_draft)
    assert (first.contributor, str(first.amount), first.currency) == ("Canada", "1000.50", "$")
    assert (other.amount, other.entry) == (None, "2013-iom-1")


def test_a_row_that_is_cleared_is_gone(client, iom_draft, iom_writer):
    save_financing(iom_draft, [SourceContent("other", "A gift.")], by=iom_writer)
    client.force_login(iom_writer)
    empty = {**ROW, "contributor": "", "amount": "", "currency": "", "text": ""}
    client.post(ADDRESS, typed(empty, based_on=shown(client)))

    assert sources_of(iom_draft) == []


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"amount": "-1"}, "amount"),
        ({"amount": "1,000"}, "amount"),
        ({"amount": "much"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "Infinity"}, "amount"),
        ({"amount": "1e400"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"amount": "1" * 13}, "amount"),
        ({"currency": ""}, "currency"),
        ({"currency": "x" * 11}, "currency"),
        ({"contributor": "x" * 201}, "contributor"),
        ({"contributor": "a\x07b"}, "contributor"),
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "x" * 100_001}, "text"),
        ({"kind": "loot"}, "kind"),
        ({"entry": "2013-unhcr-1"}, "entry"),
        ({"entry": "nothing"}, "entry"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(
    parts, field, client, iom_draft, unhcr_draft, iom_writer, secretariat
):
    write_entry(unhcr_draft, by=secretariat)
    client.force_login(iom_writer)
    row = {**ROW, **parts}
    rows = client.post(ADDRESS, typed(row)).context["forms"].rows

    assert list(rows.forms[0].errors) == [field]
    kept = {name: rows.forms[0][name].value() for name in row}
    assert kept == {**row, "text": kept["text"]}
    assert f">\n{row['text']}</textarea>" in str(rows.forms[0]["text"])
    assert sources_of(iom_draft) == []


def test_more_rows_are_added_and_nothing_is_judged_yet(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    row = {**ROW, "text": ""}
    response = client.post(ADDRESS, typed(row, **{"add-sources": "1"}))
    page = response.content.decode()

    assert 'name="sources-3-text"' in page
    assert "Canada" in page
    assert Page(response).find("//*[contains(@class, 'field-error')][not(@hidden)]") == []
    assert sources_of(iom_draft) == []


def test_sources_that_both_added_are_both_kept(client, iom_draft, iom_writer, iom_focal_point):
    client.force_login(iom_writer)
    based_on = shown(client)
    theirs = SourceContent("other", "A gift of theirs.")
    save_financing(iom_draft, [theirs], by=iom_focal_point)
    response = client.post(ADDRESS, typed(ROW, based_on=based_on), follow=True)

    assert "Someone else changed “Financing”. Both changes are kept." in response.content.decode()
    assert [source.contributor for source in sources_of(iom_draft)] == ["", "Canada"]


def test_a_source_that_both_changed_is_asked_about(client, iom_draft, iom_writer, iom_focal_point):
    client.force_login(iom_writer)
    save_financing(iom_draft, [SourceContent("other", "Canada gave money.")], by=iom_writer)
    based_on = shown(client)
    theirs = SourceContent("other", "Canada gave money.", contributor="Canada, theirs")
    save_financing(iom_draft, [theirs], by=iom_focal_point)
    mine = typed({**ROW, "text": "Canada gave money."}, based_on=based_on)
    page = client.post(ADDRESS, mine)

    assert page.status_code == 409
    assert "Canada, theirs" in page.content.decode()
    assert sources_of(iom_draft) == [theirs]
    (name,) = set(re.findall(r'name="(choice-[^"]+)"', page.content.decode()))
    client.post(ADDRESS, {**mine, "resolve": "1", name: "mine"})
    assert [source.contributor for source in sources_of(iom_draft)] == ["Canada"]


@pytest.mark.parametrize(
    "based_on", ["", "{", "[1]", '[{"amount": "x"}]', '{"a": 1}', "null", "7", UNHASHABLE]
)
def test_a_tampered_token_is_no_error(based_on, client, iom_draft, iom_writer):
    client.force_login(iom_writer)

    assert client.post(ADDRESS, typed(ROW, based_on=based_on)).status_code in (200, 302, 409)


@pytest.mark.parametrize("count", ["", "x", "-1", "100000"])
def test_a_tampered_number_of_rows_is_no_error(count, client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    sent = {**typed(ROW), "sources-TOTAL_FORMS": count}

    assert client.post(ADDRESS, sent).status_code in (200, 302)


def test_what_was_typed_while_the_year_closed_is_kept(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    ReportingYear.objects.filter(year=2013).update(closed_at=timezone.now())
    response = client.post(ADDRESS, typed(ROW))

    assert response.status_code == 409
    assert "The year 2013 is closed." in response.content.decode()
    assert "Canada gave $1,000.50." in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "words"), [("iom", "“not applicable”"), ("iachr", "“none stated”")]
)
def test_the_page_says_what_no_row_means(slug, words, client, open_year_2013, secretariat):
    client.force_login(secretariat)

    assert words in client.get(f"/desk/2013/{slug}/financing/").content.decode()


def test_sources_that_came_with_a_plan_are_shown_and_keep_their_language(
    client, year_2012, secretariat
):
    chapter = chapter_of(year_2012, "iom")
    chapter.financing.create(
        position=1,
        kind="other",
        text="<p>Una donación.</p>",
        language="es",
        entry=chapter.entries.first(),
    )
    client.force_login(secretariat)
    address = "/desk/2012/iom/financing/"
    assert "Una donación." in client.get(address).content.decode()

    row = {**ROW, "text": "Una donación.", "entry": chapter.entries.first().reference}
    client.post(address, typed(row))

    assert chapter.financing.get().language == "es"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_sources(
    count, client, iom_draft, iom_writer, django_assert_num_queries
):
    for _n in range(count):
        write_entry(iom_draft, by=iom_writer)
    sources = [SourceContent("other", f"Gift {n}.", entry="2013-iom-1") for n in range(count)]
    save_financing(iom_draft, sources, by=iom_writer)
    client.force_login(iom_writer)

    with django_assert_num_queries(10):
        client.get(ADDRESS)
