"""Migration 0026 alone: long texts become rich text, and what depends on them follows.

The texts are put into the database as they were stored before.
"""

import hashlib
import json
from importlib import import_module

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.loader import MigrationLoader

from program.models import Activity
from program.rich_text import is_plain, to_plain
from reporting.actions.entries import delete_entry
from reporting.actions.findings import findings_of_chapter
from reporting.actions.remarks import write_remark
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.entry_content import EntryContent
from reporting.enums import LogAct
from reporting.migrations._loaded_values import digests
from reporting.models import (
    BackgroundCheck,
    Dismissal,
    Edition,
    Entry,
    EntryVersion,
    Highlight,
    LoadedRecord,
    LogEntry,
    Narrative,
    Remark,
    ReportCover,
    SearchDocument,
    Submission,
    WritingDraft,
)
from reporting.queries.entries import content_of
from tests.factories import write_entry

migration = import_module("reporting.migrations.0026_rich_text")


@pytest.fixture(scope="module")
def old_apps() -> Apps:
    before = ("reporting", "0025_waiting_editions_have_a_version")
    state = MigrationLoader(None).project_state(before)
    # Migration 0031 removed this column, and the tests use the tables of today.
    state.remove_field("reporting", "entry", "word_counts")
    return state.apps


@pytest.fixture
def convert(old_apps):
    return lambda: migration.convert(old_apps, connection.schema_editor())


def entry_with(chapter, markdown, *, by) -> Entry:
    """An entry whose text and version were stored as Markdown."""
    entry = write_entry(chapter, by=by).entry
    Entry.objects.filter(pk=entry.pk).update(text=markdown)
    version = EntryVersion.objects.get(entry=entry)
    version.content["text"] = markdown
    version.save()
    entry.refresh_from_db()
    return entry


def listed() -> list[tuple[str, str]]:
    """The entries listed in the log, with the notes."""
    lines = LogEntry.objects.filter(act=LogAct.CONVERT_TEXT).select_related("entry")
    return [(line.entry.reference if line.entry else "", line.note) for line in lines]


def notes_on(entry: Entry) -> list[str]:
    return [note for reference, note in listed() if reference == entry.reference]


# Texts


def test_markdown_is_converted_as_it_was_shown(convert, iom_draft, iom_writer):
    entry = entry_with(iom_draft, "About **30** people:\n\n3. one\n4. 10^6 < 2", by=iom_writer)
    convert()
    entry.refresh_from_db()
    assert entry.text == (
        '<p>About <strong>30</strong> people:</p><ol start="3"><li><p>one</p></li>'
        "<li><p>10^6 &lt; 2</p></li></ol>"
    )


def test_literal_texts_keep_every_character(convert, iom_draft, iom_writer, secretariat):
    entry = entry_with(iom_draft, "Done.", by=iom_writer)
    typed = "1998. *Not* in <b>time</b>\nas **2*3**.\n\nSee [1]."
    Entry.objects.filter(pk=entry.pk).update(outcome_reason=typed)
    Submission.objects.filter(pk=iom_draft.pk).update(nothing_to_report_reason=typed)
    ReportCover.objects.create(reporting_year=iom_draft.reporting_year, note=typed)
    remark = write_remark(iom_draft, "x", entry=entry, by=secretariat)
    Remark.objects.filter(pk=remark.pk).update(text=typed)
    convert()
    for row, field in (
        (entry, "outcome_reason"),
        (iom_draft, "nothing_to_report_reason"),
        (remark, "text"),
        (ReportCover.objects.get(reporting_year=iom_draft.reporting_year), "note"),
    ):
        row.refresh_from_db()
        stored = getattr(row, field)
        assert is_plain(stored)
        assert to_plain(stored) == "1998. *Not* in <b>time</b>\nas **2*3**.\nSee [1]."


def test_texts_without_a_word_that_can_be_shown_are_kept(convert, iom_draft, iom_writer):
    invisible = entry_with(iom_draft, "\u200b", by=iom_writer)
    undisplayed = entry_with(iom_draft, "[1]: https://iom.int/", by=iom_writer)
    bell = entry_with(iom_draft, "The bell\x07 rang.", by=iom_writer)
    convert()
    texts = [Entry.objects.get(pk=entry.pk).text for entry in (invisible, undisplayed, bell)]
    assert list(map(to_plain, texts)) == ["", "[1]: https://iom.int/", "The bell rang."]


def test_texts_of_the_register_and_its_history_are_converted(convert, iom_draft):
    """The administration site refused no control characters."""
    activity = Activity.objects.exclude(text="").first()
    activity.save()
    Activity.objects.filter(pk=activity.pk).update(text="Promote *rights*.\x07")
    activity.history.update(text="Promote *rights*.\x07")
    convert()
    activity.refresh_from_db()
    assert activity.text == "<p>Promote <em>rights</em>.</p>"
    assert activity.history.first().text == activity.text


def test_versions_are_converted_like_their_entries(convert, iom_draft, iom_writer):
    entry = entry_with(iom_draft, "**One**\n\n1. two", by=iom_writer)
    convert()
    version = EntryVersion.objects.get(entry=entry)
    entry = Entry.objects.with_relations().get(pk=entry.pk)
    assert EntryContent.from_json(version.content) == content_of(entry)


def test_nothing_but_texts_changes(convert, iom_draft, iom_writer, secretariat):
    entry_with(iom_draft, "**One**", by=iom_writer)
    WritingDraft.objects.create(
        user=iom_writer,
        submission=iom_draft,
        session="a",
        data=[["text", "**Kept**"]],
        reason="closed",
    )

    def rest():
        entries = Entry.with_deleted.order_by("pk").values("pk", "revision", "saved_at")
        versions = EntryVersion.objects.order_by("pk")
        chapters = Submission.objects.order_by("pk").values("pk", "status", "content_version")
        return [
            *entries,
            *versions.values("pk", "number", "revision", "saved_at", "content_version"),
            *chapters,
            *WritingDraft.objects.values("data", "saved_at"),
            *Edition.objects.values("content", "sha256"),
        ]

    before = rest()
    convert()
    assert rest() == before


def test_what_is_made_from_texts_is_made_again(convert, iom_draft):
    BackgroundCheck.objects.create(submission=iom_draft, content_version=1)
    assert SearchDocument.objects.exists()
    convert()
    assert not SearchDocument.objects.exists()  # made again after migrating
    assert not BackgroundCheck.objects.exists()


def test_it_is_not_undone(old_apps):
    with pytest.raises(IrreversibleError, match="restore the backup"):
        migration.refuse(old_apps, connection.schema_editor())


# The log


def test_an_entry_that_was_not_shown_as_typed_is_listed(convert, iom_draft, iom_writer):
    typed = "1998. The Convention entered into force."
    year = entry_with(iom_draft, typed, by=iom_writer)
    ordinary = entry_with(
        iom_draft, "It **covered** 5\\* topics:\n\n1. one\n2. two\n\n- three\n- four", by=iom_writer
    )
    convert()
    assert notes_on(year) == [f"Text\nTyped: “{typed}” – shown as a numbered list: “{typed}”"]
    assert notes_on(ordinary) == []


def test_an_entry_that_is_deleted_is_listed_too(convert, iom_draft, iom_writer):
    entry = entry_with(iom_draft, "5*6*7 people", by=iom_writer)
    delete_entry(entry, by=iom_writer)
    convert()
    assert notes_on(entry) == ["Text\nTyped: “5*6*7” – shown: “567”"]


def test_the_text_of_a_published_copy_is_listed_at_its_entry(
    convert, iom_draft, iom_focal_point, secretariat
):
    entry = entry_with(iom_draft, "<p>Ten.</p>", by=iom_focal_point)
    accepted = accept(submit(iom_draft, by=iom_focal_point), by=secretariat)
    reopen(accepted, reason="A number.", by=secretariat)
    Entry.with_deleted.filter(reference=entry.reference).update(text="5*6*7")
    unchanged = entry_with(accepted, "2*3*4", by=iom_focal_point)
    convert()
    assert notes_on(entry) == ["Text\nTyped: “5*6*7” – shown: “567”"]
    assert notes_on(unchanged) == ["Text\nTyped: “2*3*4” – shown: “234”"]
    assert not LogEntry.objects.filter(entry__published_copy_of__isnull=False).exists()
    assert not LogEntry.objects.filter(submission__published_copy_of__isnull=False).exists()


def test_other_texts_are_listed_by_their_names(convert, iom_draft, iom_writer, secretariat):
    year = iom_draft.reporting_year
    Submission.objects.filter(pk=iom_draft.pk).update(lead_planned="2*3*4")
    Narrative.objects.create(reporting_year=year, kind="background", heading="How", text="3*4*5")
    Highlight.objects.create(reporting_year=year, position=3, text="4*5*6")
    Activity.objects.filter(code="67").update(text="5*6*7")
    convert()
    lines = LogEntry.objects.filter(act=LogAct.CONVERT_TEXT, reporting_year=year)
    assert {(line.submission_id, line.note.partition("\n")[0]) for line in lines} == {
        (iom_draft.pk, "Opening words: planned"),
        (None, "Part “How”"),
        (None, "Highlight 3"),
        (None, "Program activity 67"),
    }


def test_a_line_of_the_log_is_short(convert, iom_draft, iom_writer):
    paragraphs = [f"{number}*2*3 {'word ' * 100}" for number in range(10, 19)]
    entry = entry_with(iom_draft, "\n\n".join([*paragraphs, "- 5 " + "x" * 5000]), by=iom_writer)
    convert()
    [note] = notes_on(entry)
    heading, *passages = note.split("\n")
    assert heading == "Text (10 passages, of which the first 5:)"
    assert passages[0] == "Typed: “10*2*3” – shown: “1023”"
    assert len(passages) == 5


def test_the_secretariat_finds_the_list(convert, client, iom_draft, iom_writer, secretariat):
    entry_with(iom_draft, "> 500 people", by=iom_writer)
    convert()
    client.force_login(secretariat)
    page = client.get("/desk/years/2013/log/", {"act": "convert_text"}).content.decode()
    assert "Typed: “&gt; 500 people” – shown as a quotation: “500 people”" in page


# Loaded records


def test_only_unedited_records_follow_their_files(convert, old_apps, year_2011):
    # Titles and themes were added later: digests of that time are without them.
    old = digests(lambda app, model: old_apps.get_model(app, model)._base_manager)
    for (kind, key), digest in old.items():
        LoadedRecord.objects.filter(kind=kind, key=key).update(digest=digest)
    edited = Entry.objects.get(reference="2011-iom-28")
    Entry.objects.filter(pk=edited.pk).update(text="Edited.")
    before = dict(LoadedRecord.objects.values_list("key", "digest"))
    convert()
    changed = {
        key
        for key, digest in LoadedRecord.objects.values_list("key", "digest")
        if digest != before[key]
    }
    assert "2011-iom-28" not in changed
    assert changed > {"2011-iom-29", "2011/mide", "2011/background", "2011/1"}


# Dismissals


def dismissal_of(finding_parts, judged, *, year, by) -> Dismissal:
    """A dismissal with the fingerprint that it had while texts were Markdown."""
    serialized = json.dumps((*finding_parts, judged), ensure_ascii=False)
    code, chapter, entry, *_others = finding_parts
    return Dismissal.objects.create(
        reporting_year=year,
        fingerprint=hashlib.sha256(serialized.encode()).hexdigest(),
        code=code,
        chapter=chapter,
        entry=entry,
        message="A space too many.",
        reason="As printed.",
        dismissed_by=by,
    )


def test_a_dismissal_follows_its_finding(convert, iom_draft, iom_writer, secretariat):
    """The number of the list moves the words in question; the next finding stays as it is."""
    markdown = "1. One *came* .\n2. Two came."
    year = iom_draft.reporting_year
    entry = entry_with(iom_draft, markdown, by=iom_writer)
    other = entry_with(iom_draft, "Three came .", by=iom_writer)
    start = "One came .\nTwo came.".index("came .")
    code = "words.space-before-stop"
    parts = (code, "iom", entry.reference, "text", "came .", (start, start + 6), ())
    dismissed = dismissal_of(parts, markdown, year=year, by=secretariat)
    outdated = dismissal_of(parts, "One came .", year=year, by=secretariat)
    fingerprint = outdated.fingerprint

    convert()

    found = {
        judged.finding.entry: judged.dismissal
        for judged in findings_of_chapter(iom_draft)
        if judged.finding.code == code
    }
    assert found == {entry.reference: dismissed, other.reference: None}
    outdated.refresh_from_db()
    assert outdated.fingerprint == fingerprint
