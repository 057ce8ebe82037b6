"""Every verb writes its line: who, what, to what, on whose behalf."""

from reporting.actions.entries import delete_entry, move_entry, save_entry, undelete_entry
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.reviews import accept, begin_review, reopen, return_chapter
from reporting.actions.submissions import ChapterTexts, save_chapter_texts, submit, withdraw
from reporting.models import LogEntry
from tests.factories import content, write_entry


def lines() -> list[tuple[str, str, bool]]:
    """(act, reference of the entry, on behalf) of everything done to a chapter, in order."""
    found = LogEntry.objects.filter(submission__isnull=False).order_by("pk")
    return [
        (line.act, line.entry.reference if line.entry else "", line.on_behalf) for line in found
    ]


def test_each_act_of_the_implementer_is_told(iom_draft, iom_focal_point):
    by = {"by": iom_focal_point}
    first = write_entry(iom_draft, **by).entry
    write_entry(iom_draft, **by)
    save_entry(iom_draft, content(text="Changed."), entry=first, based_on=1, **by)
    move_entry(first, to=2, **by)
    delete_entry(first, **by)
    undelete_entry(first, **by)
    save_chapter_texts(iom_draft, ChapterTexts(heading="IOM"), **by)
    save_financing(iom_draft, [SourceContent(kind="other", text="A grant.")], **by)
    submit(iom_draft, **by)
    withdraw(iom_draft, **by)

    assert lines() == [
        ("add", "2013-iom-1", False),
        ("add", "2013-iom-2", False),
        ("edit", "2013-iom-1", False),
        ("move", "2013-iom-1", False),
        ("delete", "2013-iom-1", False),
        ("undelete", "2013-iom-1", False),
        ("edit_words", "", False),
        ("edit_financing", "", False),
        ("submit", "", False),
        ("withdraw", "", False),
    ]


def test_what_changes_nothing_is_not_told(iom_draft, iom_writer):
    first = write_entry(iom_draft, by=iom_writer).entry
    before = len(lines())
    save_entry(iom_draft, content(), entry=first, based_on=1, by=iom_writer)
    move_entry(first, to=1, by=iom_writer)
    undelete_entry(first, by=iom_writer)
    save_chapter_texts(iom_draft, ChapterTexts(heading=iom_draft.heading, preamble=iom_draft.preamble),
               by=iom_writer)  # fmt: skip
    save_financing(iom_draft, [], by=iom_writer)

    assert len(lines()) == before


def test_the_secretariat_acts_on_behalf_when_it_writes_and_submits(iom_draft, secretariat):
    write_entry(iom_draft, by=secretariat)
    submit(iom_draft, by=secretariat)
    begin_review(iom_draft, by=secretariat)
    return_chapter(iom_draft, comment="Where?", by=secretariat)
    submit(iom_draft, by=secretariat)
    accept(iom_draft, by=secretariat)
    reopen(iom_draft, reason="A date.", by=secretariat)

    assert [(act, on_behalf) for act, _entry, on_behalf in lines()] == [
        ("add", True),
        ("submit", True),
        ("begin_review", False),
        ("return", False),
        ("submit", True),
        ("accept", False),
        ("reopen", False),
    ]
    notes = LogEntry.objects.filter(act__in=("return", "reopen")).order_by("pk")
    assert [line.note for line in notes] == ["Where?", "A date."]


def test_the_opening_of_a_year_is_told(year_2012, secretariat):
    (line,) = LogEntry.objects.all()
    assert (line.act, line.reporting_year, line.by) == ("open_year", year_2012, secretariat)
