import json
import re
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from reporting.actions.entries import set_outcome
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.submissions import ChapterTexts, save_chapter_texts, texts_of
from reporting.models import ReportingYear
from tests.factories import rich_content, submission_at_status, write_entry
from tests.reporting.views import new_entry, page_of

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/2013/iom/"


def test_the_chapter_shows_its_entries_by_column_with_links_to_edit(client, iom_draft, iom_writer):
    write_entry(
        iom_draft, kind="planned", text="<p>We <strong>will</strong> train.</p>", by=iom_writer
    )
    client.force_login(iom_writer)
    response = client.get(ADDRESS)
    page = response.content.decode()

    assert [(column.kind, column.count) for column in response.context["columns"]] == [
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


@pytest.mark.parametrize("count", [3, 300])
def test_the_chapter_costs_the_same_for_three_and_three_hundred_entries(
    count, client, iom_draft, iom_writer, django_assert_num_queries
):
    first = write_entry(iom_draft, kind="planned", text="A plan.", by=iom_writer).entry
    for n in range(count - 1):
        new_entry(
            iom_draft,
            rich_content(2013, heading=f"Theme {n % 7}", continues=(first.reference,)),
            by=iom_writer,
        )
    client.force_login(iom_writer)

    with django_assert_num_queries(29):
        client.get(ADDRESS)


def test_entries_stand_under_their_headings_with_contents_that_lead_there(
    client, year_2011, secretariat
):
    client.force_login(secretariat)
    page = page_of(client, "/desk/2011/unhcr/")
    contents = [link for link in page.links("//details.chapter-contents") if link]

    assert page.all_words("//section[@id='executed']//h3")[:2] == [
        "Anniversaries",
        "Asylum dimensions",
    ]
    assert len(contents) == len(set(contents)) > 10
    assert set(contents) <= {f"#{place}" for place in page.root.xpath("//@id")}


def test_each_activity_says_whether_an_entry_cites_it(client, iom_draft, iom_writer):
    write_entry(iom_draft, activities=("67",), by=iom_writer)
    client.force_login(iom_writer)
    marks = page_of(client, ADDRESS).all_words("//li.listed")

    assert [mark for mark in marks if mark.startswith("67 ")] == [
        "67 Train and support local nongovernmental organizations in 1 entry"
    ]
    assert sum(mark.endswith("in no entry") for mark in marks) == 10


def test_a_plan_offers_to_report_on_it(client, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", by=iom_writer)
    client.force_login(iom_writer)

    assert (
        "/desk/2013/iom/entries/new/?kind=executed&report-on=2013-iom-1"
        in page_of(client, ADDRESS).links()
    )


def test_each_outcome_and_every_tool_is_a_link_or_a_button(client, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", by=iom_writer)
    client.force_login(iom_writer)
    page = page_of(client, ADDRESS)
    entry = "//li[@id='e-2013-iom-1']"
    address = "/desk/entries/2013-iom-1/"

    assert page.links(f"{entry}//div.entry-tools") == [
        f"{address}outcome/?outcome=carried_out",
        f"{address}outcome/?outcome=under_way",
        f"{address}outcome/?outcome=postponed",
        f"{address}outcome/?outcome=dropped",
        "/desk/2013/iom/entries/new/?kind=executed&report-on=2013-iom-1",
        address,
        f"{address}history/",
        f"{address}attachments/",
    ]
    assert [button.get("formaction") for button in page.find(f"{entry}//button")] == [
        f"{address}duplicate/",
        f"{address}move/",
        f"{address}move/",
        f"{address}delete/",
    ]
    assert {button.get("form") for button in page.find(f"{entry}//button")} == {"entry-tools"}


def test_the_buttons_move_delete_and_bring_back(client, iom_draft, iom_writer):
    for text in ("First.", "Second."):
        write_entry(iom_draft, text=text, by=iom_writer)
    client.force_login(iom_writer)

    client.post("/desk/entries/2013-iom-2/move/", {"direction": "up"})
    assert page_of(client, ADDRESS).entries() == ["2013-iom-2", "2013-iom-1"]

    client.post("/desk/entries/2013-iom-1/delete/")
    page = page_of(client, ADDRESS)
    assert page.entries("//section") == ["2013-iom-2"]
    assert "1 deleted entry can be brought back" in page.words()

    [button] = page.find("//button[contains(@formaction, 'undelete')]")
    client.post(button.get("formaction"))
    assert page_of(client, ADDRESS).entries() == ["2013-iom-2", "2013-iom-1"]


def test_what_reports_on_a_plan_is_a_step_away(client, iom_draft, iom_writer):
    plan = write_entry(iom_draft, kind="planned", by=iom_writer).entry
    write_entry(iom_draft, continues=(plan.reference,), by=iom_writer)
    client.force_login(iom_writer)

    assert "#e-2013-iom-2" in page_of(client, ADDRESS).links("//li[@id='e-2013-iom-1']")


def test_the_leads_and_the_financing_are_shown(client, iom_draft, iom_writer):
    save_chapter_texts(
        iom_draft, ChapterTexts(lead_executed="<p>All is <em>met</em>.</p>"), by=iom_writer
    )
    source = SourceContent("external_contribution", "Canada gave.", "Canada", Decimal(5), "$")
    save_financing(iom_draft, [source], by=iom_writer)
    client.force_login(iom_writer)
    page = page_of(client, ADDRESS)

    assert "All is met." in page.words("//section[@id='executed']")
    assert "Canada gave. External contribution · Canada · $ 5.00" in page.words("//aside")


def test_the_secretariat_is_told_that_it_acts_on_behalf(client, iom_draft, secretariat):
    client.force_login(secretariat)

    assert "on behalf of International Organization for Migration" in page_of(
        client, ADDRESS
    ).words("//main")


STEPS = ("words", "financing", "submit", "nothing")
OFFERED = {
    "iom_writer": {"words", "financing"},
    "iom_focal_point": set(STEPS),
    "secretariat": set(STEPS),
    "administrator": set(),
}


@pytest.mark.parametrize("who", OFFERED)
def test_each_is_offered_what_is_theirs(who, client, iom_draft, request):
    client.force_login(request.getfixturevalue(who))
    links = page_of(client, ADDRESS).links()

    assert {step for step in STEPS if f"{ADDRESS}{step}/" in links} == OFFERED[who]


# Its own words

WORDS = f"{ADDRESS}words/"
TYPED = {
    "heading": "IOM",
    "preamble": "Of 2006.",
    "lead_planned": "",
    "lead_executed": "All is met.",
    "lead_next_year": "",
}
STORED = {**TYPED, "preamble": "<p>Of 2006.</p>", "lead_executed": "<p>All is met.</p>"}


def sent(client, **parts):
    based_on = json.dumps(client.get(WORDS).context["form"].initial["based_on"])
    return client.post(WORDS, {**TYPED, "based_on": based_on, **parts})


def words_on_record(chapter) -> ChapterTexts:
    chapter.refresh_from_db()
    return texts_of(chapter)


def test_a_writer_changes_the_words(client, iom_draft, iom_writer):
    client.force_login(iom_writer)

    assert sent(client)["Location"] == ADDRESS
    assert words_on_record(iom_draft) == ChapterTexts(**STORED)


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("heading", "x" * 301, "the limit is 300"),
        ("preamble", "x" * 100_001, "the limit is 100,000"),
        ("lead_executed", "a\x07b", "control character"),
        ("lead_executed", "a\0b", "control character"),
    ],
)
def test_bad_words_are_refused_at_their_field_and_kept(
    part, typed, said, client, iom_draft, iom_writer
):
    before = words_on_record(iom_draft)
    client.force_login(iom_writer)
    form = sent(client, **{part: typed}).context["form"]

    assert list(form.errors) == [part]
    assert said in form.errors[part][0]
    assert typed in str(form[part])
    assert words_on_record(iom_draft) == before


def test_words_that_others_changed_meanwhile_are_not_overwritten(
    client, iom_draft, iom_writer, iom_focal_point
):
    client.force_login(iom_writer)
    based_on = json.dumps(client.get(WORDS).context["form"].initial["based_on"])
    theirs = ChapterTexts(heading="Theirs", lead_planned="<p>Their plans.</p>")
    save_chapter_texts(iom_draft, theirs, by=iom_focal_point)
    response = client.post(WORDS, {**TYPED, "based_on": based_on})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Theirs" in page
    assert "All is met." in page
    assert words_on_record(iom_draft).heading == "Theirs"

    (name,) = set(re.findall(r'name="(choice-[^"]+)"', page))
    chosen = {**TYPED, "based_on": based_on, "resolve": "1", name: "mine"}
    assert client.post(WORDS, chosen).status_code == 302
    merged = ChapterTexts(**{**STORED, "lead_planned": "<p>Their plans.</p>"})
    assert words_on_record(iom_draft) == merged


@pytest.mark.parametrize(
    "based_on", ["", "{", "[]", '"x"', '{"a": 1}', '{"preamble": 5}', '{"heading": []}', "null"]
)
def test_a_tampered_token_of_the_words_is_no_error(based_on, client, iom_draft, iom_writer):
    client.force_login(iom_writer)

    assert client.post(WORDS, {**TYPED, "based_on": based_on}).status_code in (200, 302, 409)


def test_words_typed_while_the_year_closed_are_kept(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    ReportingYear.objects.update(closed_at=timezone.now())
    response = client.post(WORDS, TYPED)

    assert response.status_code == 409
    assert "All is met." in response.content.decode()
    assert "The year 2013 is closed." in response.content.decode()


def test_the_desk_says_which_person_stated_an_outcome(client, iom_draft, iom_writer):
    plan = write_entry(iom_draft, kind="planned", by=iom_writer).entry
    write_entry(iom_draft, kind="executed", continues=(plan.reference,), by=iom_writer)
    client.force_login(iom_writer)
    words = page_of(client, ADDRESS).words(f"//li[@id='e-{plan.reference}']/p")
    assert "Followed up (an executed entry continues the plan, no outcome is stated)" in words

    set_outcome(plan, "carried_out", based_on=1, by=iom_writer)
    today = date_format(timezone.localdate(), "j F Y")
    words = page_of(client, ADDRESS).words(f"//li[@id='e-{plan.reference}']/p")
    assert f"Carried out (stated by {iom_writer} (IOM), {today})" in words
