"""A text made to be slow is saved and checked soon, on either database."""

import time

import pytest

from program.rich_text import from_plain
from reporting.actions.findings import review_entry
from tests import bounded
from tests.factories import content, write_entry

LENGTH = 20_000  # characters
MOST_SECONDS = 4.0  # of processor time

TEXTS = bounded.texts(LENGTH)
SAVED = (
    "at signs", "letters without a blank", "opening parentheses", "opening brackets",
    "crossing emphasis", "a mixture",
)  # fmt: skip


@pytest.mark.parametrize("name", SAVED)
def test_an_entry_of_such_a_text_is_saved_and_checked_soon(name, iom_draft, iom_writer):
    bounded.forget()
    text = from_plain(TEXTS[name])
    written = content(text=text)
    began = time.process_time()
    saved = write_entry(iom_draft, by=iom_writer, text=text)
    review_entry(iom_draft, written, reference=saved.entry.reference)

    assert time.process_time() - began < MOST_SECONDS
