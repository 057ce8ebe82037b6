"""The title of an entry and its source."""

from dataclasses import replace

import pytest

from reporting.actions.entries import save_entry
from reporting.enums import TitleSource
from reporting.models import EntryVersion
from reporting.queries.entries import content_of
from tests.factories import content, write_entry

PROPOSED = "A workshop on identification took place"


def title_of(saved) -> tuple[str, str]:
    saved.entry.refresh_from_db()
    return saved.entry.title, saved.entry.title_source


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("", ""),
        ("  ", ""),
        ("Workshop", TitleSource.IMPLEMENTER),
        (f" {PROPOSED} ", TitleSource.PROPOSED),
    ],
)
def test_a_title_has_the_source_of_its_words(iom_draft, iom_writer, title, source):
    saved = write_entry(iom_draft, title=title, by=iom_writer)

    assert title_of(saved) == (title.strip(), source)


def test_a_title_of_the_secretariat_says_so(iom_draft, secretariat):
    assert title_of(write_entry(iom_draft, title="Workshop", by=secretariat)) == (
        "Workshop",
        TitleSource.SECRETARIAT,
    )


def test_a_title_that_stays_keeps_its_source(iom_draft, iom_writer, secretariat):
    saved = write_entry(iom_draft, title="Workshop", by=iom_writer)
    changed = replace(content_of(saved.entry), text="Another text.")

    again = save_entry(
        iom_draft, changed, entry=saved.entry, based_on=saved.entry.revision, by=secretariat
    )

    assert title_of(again) == ("Workshop", TitleSource.IMPLEMENTER)


def test_a_version_keeps_the_title_with_its_source(iom_draft, iom_writer):
    saved = write_entry(iom_draft, title="Workshop", by=iom_writer)

    kept = EntryVersion.objects.get(entry=saved.entry).content
    assert (kept["title"], kept["title_source"]) == ("Workshop", "implementer")


def test_the_same_text_saved_again_is_no_change(iom_draft, iom_writer):
    saved = write_entry(iom_draft, title="Workshop", by=iom_writer)

    again = save_entry(
        iom_draft,
        content(title="Workshop"),
        entry=saved.entry,
        based_on=saved.entry.revision,
        by=iom_writer,
    )

    assert again.entry.revision == saved.entry.revision
