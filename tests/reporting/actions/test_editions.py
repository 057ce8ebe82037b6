"""Issuing: whole or not at all, and for good."""

import logging
from dataclasses import replace

import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.editions import begin_correction, issue
from reporting.actions.exceptions import ContentChanged, TransitionDenied
from reporting.actions.locking import count_change
from reporting.document.content import Report
from reporting.document.freezing import canonical, from_json, sha256
from reporting.enums import IssueState, LogAct, NarrativeKind
from reporting.exceptions import Unchangeable
from reporting.models import Edition, EditionFile, Issuing, LogEntry, Narrative
from reporting.queries.content_versions import edition_version
from tests.reporting.editions import DAY, FIRST, SECOND, asked, issued, quick

pytestmark = pytest.mark.django_db


def failing_at(wanted: str):
    def renderer(report: Report, *, file_format: str, layout: str) -> bytes:
        if file_format == wanted:
            raise ValueError("No glyph for U+1F600")
        return quick(report, file_format=file_format, layout=layout)

    return renderer


def test_an_edition_holds_the_content_the_files_and_their_hashes(year_2011, secretariat):
    edition = issued(year_2011, by=secretariat)
    assert (edition.number, edition.symbol, edition.date) == (1, "DEMO/2011", DAY)
    assert edition.issued_by == secretariat
    edition = Edition.objects.get()
    assert edition.sha256 == sha256(canonical(edition.content))
    files = list(edition.files.all())
    assert [file.format for file in files] == ["html", "pdf", "docx"]
    assert all(file.sha256 == sha256(bytes(file.data)) for file in files)
    assert all(file.size == len(file.data) for file in files)


def test_its_cover_has_its_own_symbol_and_date(year_2011, secretariat):
    report = from_json(issued(year_2011, by=secretariat).content)
    assert (report.cover.symbol, report.cover.date) == ("DEMO/2011", DAY)
    assert not report.is_draft


def test_the_symbol_of_the_printed_report_stays_on_record(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    year_2011.cover.refresh_from_db()
    assert year_2011.cover.symbol == "CP/CAJP-3035/12 add. 4 rev. 2"


def test_the_year_is_issued_and_the_log_says_so(year_2011, secretariat):
    edition = issued(year_2011, by=secretariat)
    year_2011.refresh_from_db()
    assert year_2011.issued_at == edition.issued_at
    told = LogEntry.objects.get(act=LogAct.ISSUE)
    assert (told.by, told.edition, told.reporting_year) == (secretariat, edition, year_2011)


def test_a_further_edition_is_the_next_number(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    assert issued(year_2011, SECOND, by=secretariat).number == 2


def test_progress_is_told_before_each_format(year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)
    seen = []

    def watched(report: Report, *, file_format: str, layout: str) -> bytes:
        now = Issuing.objects.get()
        seen.append((now.state, now.step, now.percent))
        return b"x"

    issue(issuing, renderer=watched)
    running = IssueState.RUNNING
    assert seen == [
        (running, "rendering HTML", 10),
        (running, "rendering PDF", 20),
        (running, "rendering Word", 80),
    ]
    issuing.refresh_from_db()
    assert (issuing.state, issuing.percent) == (IssueState.DONE, 100)
    assert issuing.edition == Edition.objects.get()


@pytest.mark.parametrize(
    ("file_format", "label"), [("html", "HTML"), ("pdf", "PDF"), ("docx", "Word")]
)
def test_a_renderer_that_fails_leaves_nothing_half_issued(
    year_2011, secretariat, caplog, file_format, label
):
    issuing = asked(year_2011, by=secretariat)
    with caplog.at_level(logging.CRITICAL):
        assert issue(issuing, renderer=failing_at(file_format)) is None
    issuing.refresh_from_db()
    assert issuing.state == IssueState.FAILED
    assert issuing.message == (
        f"Failed while rendering {label}: No glyph for U+1F600. Nothing was issued."
    )
    assert not Edition.objects.exists()
    assert not EditionFile.objects.exists()
    assert not LogEntry.objects.filter(act=LogAct.ISSUE).exists()
    year_2011.refresh_from_db()
    assert year_2011.issued_at is None


def test_after_a_failure_the_same_symbol_can_be_asked_for_again(year_2011, secretariat):
    issue(asked(year_2011, by=secretariat), renderer=failing_at("pdf"))
    assert issued(year_2011, FIRST, by=secretariat).symbol == "DEMO/2011"


def test_what_is_made_already_is_not_made_again(year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)
    issue(issuing, renderer=quick)
    assert issue(issuing, renderer=quick) is None
    assert Edition.objects.count() == 1


def test_one_that_was_given_up_meanwhile_records_nothing(year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)

    def given_up(report: Report, *, file_format: str, layout: str) -> bytes:
        Issuing.objects.update(state=IssueState.FAILED, message="Given up.")
        return b"x"

    assert issue(issuing, renderer=given_up) is None
    assert not Edition.objects.exists()
    issuing.refresh_from_db()
    assert issuing.message == "Given up."


def test_a_symbol_that_is_taken_meanwhile_is_said(year_2011, year_2012, secretariat):
    first = asked(year_2011, by=secretariat)
    Issuing.objects.filter(pk=first.pk).update(symbol="DEMO/X")

    def overtaken(report: Report, *, file_format: str, layout: str) -> bytes:
        if not Edition.objects.exists():
            Edition.objects.create(
                reporting_year=year_2012, number=1, symbol="DEMO/X", date=DAY, language="en",
                content={}, sha256="", issued_by=secretariat,
            )  # fmt: skip
        return b"x"

    first.refresh_from_db()
    assert issue(first, renderer=overtaken) is None
    first.refresh_from_db()
    assert "Another edition has this symbol by now." in first.message


@pytest.mark.parametrize("owner", ["chapter", "year"])
@pytest.mark.parametrize("moment", ["asked for", "rendered"])
def test_what_changed_since_it_was_asked_for_is_not_issued(year_2011, secretariat, owner, moment):
    """Whoever changed it, by whatever way: the person asked for what they had read."""
    iom = year_2011.submissions.get(implementer__slug="iom")
    changed = iom if owner == "chapter" else year_2011

    def changing(report: Report, *, file_format: str, layout: str) -> bytes:
        if file_format == "pdf":
            count_change(changed)
        return b"x"

    issuing = asked(year_2011, by=secretariat)
    if moment == "asked for":
        count_change(changed)
    assert issue(issuing, renderer=changing) is None
    issuing.refresh_from_db()
    assert issuing.state == IssueState.FAILED
    assert (
        "the report changed after the edition was asked for. Ask for it again." in issuing.message
    )
    assert not Edition.objects.exists()
    year_2011.refresh_from_db()
    assert year_2011.issued_at is None


def test_what_it_does_not_print_may_change_meanwhile(year_2011, secretariat):
    year_2011.submissions.filter(implementer__slug="iom").update(status="returned", is_public=False)
    iom = year_2011.submissions.get(implementer__slug="iom")

    def changing(report: Report, *, file_format: str, layout: str) -> bytes:
        count_change(iom)
        return b"x"

    wanted = replace(FIRST, leaving_out=frozenset({"iom"}))
    assert issue(asked(year_2011, wanted, by=secretariat), renderer=changing) is not None


def test_an_edition_is_asked_for_on_the_version_that_was_read(year_2011, secretariat):
    read = edition_version(year_2011)
    iom = year_2011.submissions.get(implementer__slug="iom")
    count_change(iom)
    with pytest.raises(ContentChanged):
        asked(year_2011, expected_version=read, by=secretariat)
    assert not Issuing.objects.exists()
    asked(year_2011, expected_version=edition_version(year_2011), by=secretariat)


def test_an_edition_is_not_changed_by_the_models(year_2011, secretariat):
    edition = issued(year_2011, by=secretariat)
    file = edition.files.first()
    told = LogEntry.objects.get(act=LogAct.ISSUE)
    for row in (edition, file, told):
        with pytest.raises(Unchangeable, match="never changed or deleted"):
            row.save()
        with pytest.raises(Unchangeable):
            row.delete()
        with pytest.raises(Unchangeable):
            type(row).objects.update(pk=99)
        with pytest.raises(Unchangeable):
            type(row).objects.all().delete()


def test_a_correction_begins_with_its_reason(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    year = begin_correction(year_2011, reason="Two dates are wrong.", by=secretariat)
    assert year.issued_at is None
    told = LogEntry.objects.get(act=LogAct.BEGIN_CORRECTION)
    assert (told.note, told.by) == ("Two dates are wrong.", secretariat)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "\x00", "x" * 10_001])
def test_a_correction_needs_a_reason(year_2011, secretariat, reason):
    issued(year_2011, by=secretariat)
    with pytest.raises(TransitionDenied):
        begin_correction(year_2011, reason=reason, by=secretariat)


def test_nothing_is_corrected_that_is_not_issued(year_2011, secretariat):
    with pytest.raises(TransitionDenied, match="2011 is not issued"):
        begin_correction(year_2011, reason="Two dates are wrong.", by=secretariat)


def test_only_the_secretariat_corrects(year_2011, secretariat, iom_focal_point):
    issued(year_2011, by=secretariat)
    with pytest.raises(NotPermitted):
        begin_correction(year_2011, reason="Two dates are wrong.", by=iom_focal_point)


def test_only_the_parts_of_the_newest_edition_are_published_and_found(crooked_year, client):
    newest = crooked_year.editions.order_by("number").last()
    published = Narrative.with_issued.filter(reporting_year=crooked_year, edition__isnull=False)
    assert newest.number == 2
    assert set(published.values_list("edition", flat=True)) == {newest.pk}
    assert published.count() == len(NarrativeKind) - 1
    assert published.get(kind=NarrativeKind.CONCLUSION).text == "Corrected."
    found = client.get("/search/", {"q": '"Conclusion of 2013"'}).content.decode()
    assert "Conclusion</mark> of" not in found
    assert "of 2013 &amp; more" not in found
