"""A reopened chapter stays public as it was accepted last, until it is accepted again."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from lxml import html

from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.entry_validation import linkable_entries
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import ChapterTexts, save_chapter_texts, submit
from reporting.document.assemble import assemble
from reporting.entry_content import EntryContent
from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryLink,
    Event,
    Financing,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.permissions import working_chapters
from reporting.queries.entries import content_of
from reporting.queries.lineage import lineage_of
from tests.cast import chapter_of
from tests.factories import open_reporting_year, rich_content, write_entry

TABLES = (
    Submission,
    Entry,
    EntryLink,
    EntryActivity,
    EntryCountry,
    Event,
    Financing,
    SubmissionActivity,
)


@pytest.fixture
def accepted(iom_draft, iom_focal_point, secretariat) -> Submission:
    """A plan, what was done of it, and what is announced; with words, documents and financing."""
    plan = write_entry(
        iom_draft,
        kind="planned",
        text="A course is planned.",
        outcome="carried_out",
        by=secretariat,
    )
    content = rich_content(
        2013,
        text="The course was held in Tapachula.",
        continues=(plan.entry.reference,),
        documents=(("Minutes", "https://example.org/minutes"),),
    )
    save_entry(iom_draft, content, by=secretariat)
    write_entry(iom_draft, kind="next_year", text="Another course will follow.", by=secretariat)
    save_chapter_texts(
        iom_draft, ChapterTexts(heading="IOM", lead_executed="All was done."), by=secretariat
    )
    source = SourceContent(
        kind="other", text="A grant of USD 10.", amount=Decimal(10), currency="USD",
        entry="2013-iom-2",
    )  # fmt: skip
    save_financing(iom_draft, [source], by=secretariat)
    submit(iom_draft, by=secretariat)
    return accept(iom_draft, by=secretariat)


def entry(reference: str) -> Entry:
    """The entry at work."""
    return Entry.with_deleted.working().with_relations().get(reference=reference)


def edit(reference: str, *, by, **parts) -> None:
    held = entry(reference)
    changed = EntryContent(**{**vars(content_of(held)), **parts})
    save_entry(held.submission, changed, entry=held, based_on=held.revision, by=by)


def change_everything(chapter: Submission, *, by) -> None:
    edit("2013-iom-1", text="Nothing like it.", outcome="dropped", outcome_reason="Why.", by=by)
    edit("2013-iom-2", text="Held elsewhere.", activities=(), countries=(), events=(),
         continues=(), documents=(), by=by)  # fmt: skip
    delete_entry(entry("2013-iom-3"), by=by)
    write_entry(chapter, text="Something new.", by=by)
    save_chapter_texts(chapter, ChapterTexts(heading="Changed", lead_executed="Changed."), by=by)
    save_financing(chapter, [], by=by)


PAGES = (
    "/years/2013/",
    "/years/2013/iom/",
    "/implementers/iom/",
    "/entries/2013-iom-1/",
    "/entries/2013-iom-2/",
    "/entries/2013-iom-3/",
    "/countries/MEX/",
    "/activities/67/",
    "/reports/2013/",
    "/api/v1/entries/?year=2013",
    "/api/v1/entries/2013-iom-2/",
    "/api/v1/chapters/2013-iom/",
    "/api/v1/financing/?year=2013",
)


def words_of_public() -> dict[str, str]:
    """What a stranger reads, word for word, with the export of the year."""
    found = {}
    for address in PAGES:
        response = Client().get(address)
        text = response.content.decode()
        if response["Content-Type"].startswith("text/html"):
            text = " ".join(html.document_fromstring(text).find(".//main").text_content().split())
        found[address] = f"{response.status_code} {text}"
    out = StringIO()
    call_command("export_year", "2013", "--format", "json", stdout=out)
    return {**found, "export": json.dumps(json.loads(out.getvalue()))}


def test_a_reopened_chapter_stays_public_word_for_word(accepted, secretariat):
    before = words_of_public()
    assert before["/entries/2013-iom-2/"].startswith("200")
    assert "Tapachula" in before["/reports/2013/"]
    assert "Tapachula" in before["/api/v1/entries/2013-iom-2/"]
    assert '"entry":"2013-iom-2"' in before["/api/v1/financing/?year=2013"]

    reopen(accepted, reason="A wrong place.", by=secretariat)
    assert words_of_public() == before
    change_everything(accepted, by=secretariat)
    assert words_of_public() == before
    submit(accepted, by=secretariat)
    assert words_of_public() == before


def test_accepted_again_the_new_text_is_public_and_the_deleted_gone(accepted, secretariat):
    reopen(accepted, reason="A wrong place.", by=secretariat)
    change_everything(accepted, by=secretariat)
    submit(accepted, by=secretariat)
    accept(accepted, by=secretariat)

    after = words_of_public()
    assert after["/entries/2013-iom-3/"].startswith("404")
    assert "Held elsewhere." in after["/entries/2013-iom-2/"]
    assert "Something new." in after["/years/2013/iom/"]
    assert "Tapachula" not in after["export"] + after["/reports/2013/"]


def test_reopened_and_accepted_unchanged_nothing_is_left_over(accepted, secretariat):
    rows = {table: table._base_manager.count() for table in TABLES}
    before = words_of_public()
    reopen(accepted, reason="A wrong place.", by=secretariat)
    submit(accepted, by=secretariat)
    accept(accepted, by=secretariat)

    assert {table: table._base_manager.count() for table in TABLES} == rows
    assert words_of_public() == before


def test_a_second_reopening_keeps_the_second_acceptance(accepted, secretariat):
    for text in ("Held in Tijuana.", "Held in Reynosa."):
        reopen(accepted, reason="A wrong place.", by=secretariat)
        edit("2013-iom-2", text=text, by=secretariat)
        submit(accepted, by=secretariat)
        accept(accepted, by=secretariat)
    reopen(accepted, reason="A wrong place.", by=secretariat)

    assert "Reynosa" in words_of_public()["/entries/2013-iom-2/"]


def test_the_desk_knows_the_chapter_once_and_nothing_of_the_copy(
    accepted, secretariat, client, iom_writer
):
    reopen(accepted, reason="A wrong place.", by=secretariat)
    edit("2013-iom-2", text="Held elsewhere.", by=secretariat)
    client.force_login(iom_writer)

    page = client.get("/desk/2013/iom/")
    assert page.status_code == 200
    assert "Held elsewhere." in page.content.decode()
    assert "Tapachula" not in page.content.decode()
    assert page.content.decode().count("continues 2013-iom-1") == 1
    assert page.content.decode().count("reported in") == 1
    for address in ("/desk/", "/desk/entries/2013-iom-2/", "/desk/entries/2013-iom-2/history/"):
        assert client.get(address).status_code == 200
    ours = working_chapters(secretariat).filter(implementer__slug="iom", reporting_year__year=2013)
    assert [chapter.pk for chapter in ours] == [accepted.pk]
    assert [one.reference for one in linkable_entries(accepted, "executed")] == ["2013-iom-1"]
    assert content_of(entry("2013-iom-2")).continues == ("2013-iom-1",)


def test_the_draft_of_the_report_has_the_chapter_at_work_once(accepted, secretariat):
    reopen(accepted, reason="A wrong place.", by=secretariat)
    edit("2013-iom-2", text="Held elsewhere.", by=secretariat)
    year = ReportingYear.objects.get(year=2013)

    def texts(*, drafts: bool) -> list[str]:
        report = assemble(year, language="en", drafts=drafts)
        return [
            item.text
            for section in report.sections
            for chapter in section.chapters
            for column in chapter.columns
            for item in column.items
            if item.reference.startswith("2013-iom")
        ]

    assert "Held elsewhere." in texts(drafts=True)
    assert "Held elsewhere." not in texts(drafts=False)
    assert len(texts(drafts=True)) == len(texts(drafts=False)) == 3


def test_a_chain_over_the_years_stays_as_long_as_it_was(accepted, secretariat):
    open_reporting_year(2014, by=secretariat)
    later = chapter_of(ReportingYear.objects.get(year=2014), "iom")
    submit(later, by=secretariat)
    accept(later, by=secretariat)

    def lineage() -> list[str]:
        return [one.reference for one in lineage_of("2013-iom-3").entries]

    assert lineage() == ["2013-iom-3", "2014-iom-1"]
    reopen(accepted, reason="A wrong place.", by=secretariat)
    assert lineage() == ["2013-iom-3", "2014-iom-1"]
    reopen(later, reason="Another.", by=secretariat)
    assert lineage() == ["2013-iom-3", "2014-iom-1"]
    edit("2014-iom-1", text="Otherwise.", by=secretariat)
    submit(later, by=secretariat)
    accept(later, by=secretariat)
    assert lineage() == ["2013-iom-3", "2014-iom-1"]
    submit(accepted, by=secretariat)
    accept(accepted, by=secretariat)
    assert lineage() == ["2013-iom-3", "2014-iom-1"]


def test_a_link_that_nobody_accepted_is_not_public(accepted, secretariat, client):
    """The plan of 2014, reopened, continues the announcement of 2013: readers see it once accepted."""
    open_reporting_year(2014, by=secretariat)
    later = chapter_of(ReportingYear.objects.get(year=2014), "iom")
    edit("2014-iom-1", continues=(), by=secretariat)
    accept(submit(later, by=secretariat), by=secretariat)

    def linked() -> tuple[bool, bool, list[str]]:
        pages = [client.get(f"/entries/{key}/") for key in ("2014-iom-1", "2013-iom-3")]
        api = client.get("/api/v1/entries/2014-iom-1/").json()
        return (
            "/entries/2013-iom-3/" in pages[0].content.decode(),
            "/entries/2014-iom-1/" in pages[1].content.decode(),
            api["continues"],
        )

    assert linked() == (False, False, [])
    reopen(later, reason="It continues an announcement.", by=secretariat)
    edit("2014-iom-1", continues=("2013-iom-3",), by=secretariat)
    assert linked() == (False, False, [])
    accept(submit(later, by=secretariat), by=secretariat)
    assert linked() == (True, True, ["2013-iom-3"])


def test_a_year_opened_meanwhile_takes_over_what_is_public(accepted, secretariat):
    reopen(accepted, reason="A wrong place.", by=secretariat)
    delete_entry(entry("2013-iom-3"), by=secretariat)
    open_reporting_year(2014, by=secretariat)

    later = chapter_of(ReportingYear.objects.get(year=2014), "iom")
    assert [one.text for one in later.entries.all()] == ["Another course will follow."]


def test_loading_again_finds_the_chapter_and_leaves_the_copy(year_2011, secretariat):
    chapter = chapter_of(year_2011, "iom")
    reopen(chapter, reason="A misprint.", by=secretariat)
    copies = Entry.objects.filter(submission__published_copy_of=chapter).count()

    call_command("load_report", "fixtures/2011", "--update", stdout=StringIO())

    assert Entry.objects.filter(submission__published_copy_of=chapter).count() == copies > 60


@pytest.mark.parametrize("further", [0, 3])
def test_reopening_costs_the_same_for_any_number_of_entries(
    further, accepted, secretariat, django_assert_num_queries
):
    for _n in range(further):
        reopen(accepted, reason="More.", by=secretariat)
        save_entry(accepted, rich_content(2013), by=secretariat)
        submit(accepted, by=secretariat)
        accept(accepted, by=secretariat)

    # PostgreSQL's search has its words written in a step of its own.
    with django_assert_num_queries(52 if connection.vendor == "postgresql" else 51):
        reopen(accepted, reason="A wrong place.", by=secretariat)
