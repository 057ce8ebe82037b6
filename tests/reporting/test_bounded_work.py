"""No text that somebody may save brings the portal to a stop, whatever it is made of.

Here with short texts, for a time in proportion; with LONG_TEXTS=1 as long as the limits allow
(bench/README.md).
"""

import os
import time

import pytest

from program import rich_text
from program.rich_text import from_html, from_markdown
from program.rich_text.markdown_input import MOST_BRACKETS, MOST_MARKS
from tests import bounded
from tests.reporting.recognition.conftest import read_gazetteer

IS_LONG = bool(os.environ.get("LONG_TEXTS"))
LENGTH = 20_000 if IS_LONG else 10_000  # characters
MOST_SECONDS = LENGTH / 10_000  # of processor time, for one function and one text

SHARE = 1 if IS_LONG else 0.25  # of a million characters of HTML
MOST_SECONDS_OF_HTML = 12.0 * SHARE  # for one function

TEXTS = bounded.texts(LENGTH)
HTML = bounded.hostile_html(SHARE)
TRIED = (
    "at signs", "letters and at signs", "letters without a blank", "alternating capitals",
    "short words run together", "opening parentheses", "closing parentheses", "opening brackets",
    "beginnings of links", "beginnings of images", "brackets on lines", "crossing emphasis",
    "backticks", "numbers with stops", "figures of dates", "conventions of years",
    "stops and capitals", "commas and spaces", "spaces", "no-break spaces", "line breaks",
    "digits", "nested items", "nested quotations", "rows of a table", "entities", "addresses",
    "combining marks", "foreign words in parentheses", "currency signs", "straight quotation marks",
    "lines of enumerators", "a mixture", "numbers that differ", "titles that differ",
    "future dates", "lines of few kinds",
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer()


@pytest.mark.parametrize("name", TRIED)
def test_no_function_that_reads_a_text_takes_long(name, gazetteer):
    bounded.forget()
    taken = {}
    for function, read in bounded.readers(TEXTS[name], gazetteer):
        began = time.process_time()
        read()
        taken[function] = time.process_time() - began

    assert {one: seconds for one, seconds in taken.items() if seconds > MOST_SECONDS} == {}


@pytest.mark.parametrize("name", HTML)
def test_hostile_html_is_read_or_refused_soon(name):
    bounded.forget()
    taken = {}
    began = time.process_time()
    stored = bounded.stored_by(from_html, HTML[name])
    taken["from_html"] = time.process_time() - began
    for function, write in bounded.writers(stored):
        began = time.process_time()
        write()
        taken[function] = time.process_time() - began

    assert {one: took for one, took in taken.items() if took > MOST_SECONDS_OF_HTML} == {}
    assert bounded.stored_by(from_html, stored) == stored


def to_html(markdown):
    return rich_text.to_html(from_markdown(markdown))


def to_plain(markdown):
    return rich_text.to_plain(from_markdown(markdown))


@pytest.mark.parametrize(
    "paragraph",
    ["**word** " * (MOST_MARKS // 4 + 1), "[word](http://a.org) " * (MOST_BRACKETS + 1)],
    ids=["marks", "brackets"],
)
def test_a_paragraph_with_too_many_marks_is_printed_as_typed(paragraph):
    assert to_plain(f"*one*\n\n{paragraph}\n\n*two*") == f"one\n{paragraph.strip()}\ntwo"
    assert to_html(f"- {paragraph}").count("word") == paragraph.count("word")


def test_a_paragraph_with_as_many_marks_as_allowed_is_still_set():
    assert to_html("**word** " * (MOST_MARKS // 4)).count("<strong>") == MOST_MARKS // 4
    assert to_html("[word](http://a.org) " * MOST_BRACKETS).count("<a ") == MOST_BRACKETS


def test_lines_of_a_paragraph_printed_as_typed_stay_apart():
    assert to_plain("**one**  \ntwo " + "*" * MOST_MARKS).startswith("**one** two ***")
