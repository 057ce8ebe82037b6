"""All forms of a text agree on its words, numbers, markers and line breaks."""

import os
import re
import unicodedata

from hypothesis import given, settings

from program.rich_text import (
    from_html,
    from_markdown,
    from_plain,
    to_literal,
    to_markdown,
    to_plain,
)
from program.rich_text.html_input import parse
from program.rich_text.html_output import serialize
from program.rich_text.plain import is_plain_document
from tests.program.rich_text.documents import documents, words
from tests.program.rich_text.shown import lines_of, shown_lines

# bench/README.md says how to try more documents than the suite.
documented = settings(max_examples=int(os.environ.get("DOCUMENTS", "50")), deadline=None)


def visible(text: str) -> list[str]:
    """Words as seen, whatever form raised characters and the borders of cells have."""
    normalized = unicodedata.normalize("NFKC", text).replace("−", "-")
    return re.sub(r"[\^_()|•]", "", normalized).split()


@documented
@given(documents)
def test_stored_text_is_read_as_the_same_document(document):
    assert parse(serialize(document)) == document


@documented
@given(documents)
def test_stored_form_is_canonical(document):
    stored = serialize(document)
    assert from_html(stored) == stored


@documented
@given(documents)
def test_shown_text_has_the_lines_of_the_plain_text(document):
    stored = serialize(document)
    assert shown_lines(stored) == lines_of(to_plain(stored))


@documented
@given(documents)
def test_markdown_has_the_words_of_the_plain_text(document):
    stored = serialize(document)
    again = from_markdown(to_markdown(stored))
    assert "".join(visible(to_plain(again))) == "".join(visible(to_plain(stored)))


@given(words)
def test_literal_text_is_kept_as_typed(text):
    stored = from_plain(text)
    assert is_plain_document(parse(stored))
    assert to_literal(stored).split() == text.split()
    assert from_plain(to_literal(stored)) == stored
