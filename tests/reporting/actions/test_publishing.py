"""Once a year is issued, nothing public of it changes without a further edition."""

from dataclasses import replace

import pytest
from django.test import Client

from reporting.actions.editions import begin_correction
from reporting.actions.narratives import move_chapter
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.document.freezing import from_json
from reporting.models import Edition, Entry, ReportingYear, Submission
from tests.cast import chapter_of
from tests.factories import submission_at_status, write_entry
from tests.reporting.editions import FIRST, SECOND, change, issued

pytestmark = pytest.mark.django_db
WORDS = "Corrected words."


def as_public(year: ReportingYear, edition: Edition) -> Report:
    """What is public of the year, under the edition's symbol, date, time and address."""
    report = assemble(ReportingYear.objects.get(pk=year.pk), language="en", issuing=True)
    cover = replace(report.cover, symbol=edition.symbol, date=edition.date)
    issued_report = from_json(edition.content)
    frozen_at, address = issued_report.frozen_at, issued_report.address
    assert frozen_at
    assert address
    return replace(report, cover=cover, frozen_at=frozen_at, address=address)


def public_text(reference: str) -> str:
    return Entry.objects.public().get(reference=reference).text


@pytest.fixture
def corrected(year_2011, secretariat) -> Submission:
    """IOM's chapter of the issued 2011 report, reopened, changed and accepted again."""
    issued(year_2011, by=secretariat)
    begin_correction(year_2011, reason="A date.", by=secretariat)
    reopen(chapter_of(year_2011, "iom"), reason="A date.", by=secretariat)
    change("2011-iom-28", WORDS, by=secretariat)
    submit(chapter_of(year_2011, "iom"), by=secretariat)
    return accept(chapter_of(year_2011, "iom"), by=secretariat)


def test_each_step_of_a_correction_leaves_what_is_public(year_2011, secretariat):
    edition = issued(year_2011, by=secretariat)
    frozen = from_json(edition.content)
    begin_correction(year_2011, reason="A date.", by=secretariat)
    reopen(chapter_of(year_2011, "iom"), reason="A date.", by=secretariat)
    assert as_public(year_2011, edition) == frozen
    change("2011-iom-28", WORDS, by=secretariat)
    submit(chapter_of(year_2011, "iom"), by=secretariat)
    assert as_public(year_2011, edition) == frozen
    accept(chapter_of(year_2011, "iom"), by=secretariat)
    assert as_public(year_2011, edition) == frozen


def test_the_next_edition_makes_the_correction_public(year_2011, corrected, secretariat):
    second = issued(year_2011, SECOND, by=secretariat)
    assert public_text("2011-iom-28") == WORDS
    assert as_public(year_2011, second) == from_json(second.content)
    assert not Submission.objects.filter(published_copy_of=corrected).exists()
    texts = {item.reference: item.text for chapter in from_json(second.content).chapters
             for item in chapter.items}  # fmt: skip
    assert texts["2011-iom-28"] == WORDS


def test_what_was_assembled_and_not_recorded_is_not_public(year_2011, corrected, secretariat):
    def failing(report: Report, *, file_format: str, layout: str) -> bytes:
        raise ValueError("No glyph")

    with pytest.raises(AssertionError):
        issued(year_2011, SECOND, by=secretariat, renderer=failing)
    assert public_text("2011-iom-28") != WORDS


def test_a_correction_reopened_again_is_still_not_public(year_2011, corrected, secretariat):
    reopen(corrected, reason="Once more.", by=secretariat)
    assert public_text("2011-iom-28") != WORDS
    assert Submission.objects.filter(published_copy_of=corrected).count() == 1


def test_a_reopened_chapter_left_out_stays_as_last_issued(year_2011, corrected, secretariat):
    """The further edition prints it as the last one did."""
    reopen(corrected, reason="Once more.", by=secretariat)
    first = Edition.objects.get()
    second = issued(year_2011, replace(SECOND, leaving_out=frozenset({"iom"})), by=secretariat)
    assert from_json(second.content).chapters == from_json(first.content).chapters
    assert as_public(year_2011, second) == from_json(second.content)


def test_another_order_of_the_chapters_waits_for_the_next_edition(year_2011, secretariat):
    first = issued(year_2011, by=secretariat)
    move_chapter(chapter_of(year_2011, "iom"), "up", by=secretariat)
    assert as_public(year_2011, first) == from_json(first.content)

    begin_correction(year_2011, reason="The order.", by=secretariat)
    second = issued(year_2011, SECOND, by=secretariat)
    assert as_public(year_2011, second) == from_json(second.content)
    orders = [
        [chapter.implementer for chapter in from_json(one.content).chapters]
        for one in (first, second)
    ]
    assert orders[0] != orders[1]


@pytest.fixture
def left_out(year_2012, secretariat) -> Submission:
    """IOM's chapter of 2012, of which an edition is issued without it; then accepted."""
    submission_at_status(chapter_of(year_2012, "unhcr"), "accepted", by=secretariat)
    write_entry(chapter_of(year_2012, "iom"), text="Left out.", by=secretariat)
    others = frozenset(
        chapter.implementer.slug
        for chapter in year_2012.submissions.select_related("implementer")
        if chapter.implementer.slug != "unhcr"
    )
    issued(year_2012, replace(FIRST, symbol="DEMO/2012", leaving_out=others), by=secretariat)
    return submission_at_status(chapter_of(year_2012, "iom"), "accepted", by=secretariat)


def test_a_chapter_left_out_stays_out_once_it_is_accepted(client: Client, year_2012, left_out):
    edition = Edition.objects.get()
    assert as_public(year_2012, edition) == from_json(edition.content)
    assert not Entry.objects.public().filter(submission=left_out).exists()
    reference = left_out.entries.last().reference
    assert client.get(f"/entries/{reference}/").status_code == 404
    assert "Left out." not in client.get("/years/2012/").content.decode()
    assert "Left out." not in client.get("/search/?q=Left+out").content.decode()


def test_a_further_edition_includes_a_chapter_that_was_left_out(
    client: Client, year_2012, left_out, secretariat
):
    others = frozenset(
        chapter.implementer.slug
        for chapter in year_2012.submissions.select_related("implementer")
        if chapter.status != "accepted"
    )
    wanted = replace(SECOND, symbol="DEMO/2012 rev. 1", leaving_out=others)
    second = issued(year_2012, wanted, by=secretariat)
    printed = {chapter.implementer for chapter in from_json(second.content).chapters}
    assert printed == {"iom", "unhcr"}
    assert as_public(year_2012, second) == from_json(second.content)
    assert Entry.objects.public().filter(submission=left_out).exists()
