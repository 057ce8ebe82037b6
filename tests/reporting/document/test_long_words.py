"""Words without a blank are printed whole, in a time that grows with their length alone."""

import os
import time

import pytest

from program.rich_text import from_plain
from reporting.document.html import breakable, render_html_for_print
from reporting.document.pdf import render_pdf
from tests import bounded
from tests.reporting.document.changes import with_text

SHARE = 1 if os.environ.get("LONG_TEXTS") else 0.25  # bench/README.md
LENGTH = int(20_000 * SHARE)  # characters
MOST_SECONDS = 30.0 * SHARE  # of processor time, for a report of one chapter with one such word


def page(text: str) -> str:
    return f"<html><head><style>a{'b' * 80}</style></head><body><p>{text}</p></body></html>"


def test_short_words_and_what_is_no_text_stay_as_they_are():
    html = page(f'{"a" * 60} <a href="https://oas.org/{"c" * 90}">there</a>')
    assert breakable(html) == html


def test_nothing_is_lost_of_a_long_word_and_no_reference_is_cut():
    word = "&amp;e\u0301&#x27;" * 40
    broken = breakable(page(word))
    assert broken.replace("<wbr>", "") == page(word)
    pieces = broken.split("<p>")[1].split("</p>")[0].split("<wbr>")
    assert len(pieces) > 10
    assert not any(piece.startswith("\u0301") for piece in pieces)
    assert all(piece.count("&") == piece.count(";") for piece in pieces)


@pytest.mark.parametrize(
    "name", ["letters without a blank", "letters with combining marks", "entities"]
)
def test_a_pathological_word_is_printed_soon(name, rial_report):
    report = with_text(rial_report, from_plain(bounded.texts(LENGTH)[name]))
    began = time.process_time()
    render_pdf(report, layout="table")
    assert time.process_time() - began < MOST_SECONDS


def test_the_printed_html_alone_has_the_places_to_break_at(rial_report):
    report = with_text(rial_report, "a" * 100)
    assert "a<wbr>a" in render_html_for_print(report, layout="table")
