"""What people paste and type, as the editor stores it, has the same words in every format."""

import csv
import io
import re
import unicodedata
from dataclasses import replace

import pytest

from implementers.tokens import make_token
from program.rich_text import from_html, from_markdown, to_plain
from reporting.document.content import Report
from reporting.document.docx import render_docx
from reporting.document.html import render_html
from reporting.document.layout import Layout
from reporting.document.pdf import render_pdf
from reporting.exporting.lists import entries_table
from reporting.exporting.tables import TableFormat, write_table
from reporting.models import Entry
from tests.factories import write_entry
from tests.journeys.paste_cases import CASES
from tests.program.rich_text.shown import lines_of, shown_lines
from tests.reporting.document.changes import with_items
from tests.reporting.words import html, pdf, word

pytestmark = pytest.mark.django_db
_UNLIKE = str.maketrans(dict.fromkeys("^_()|-‐•\u00ad"))
_NOTHING = re.compile(r"(?!)")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u200d]")
EACH = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def squeezed(words: object) -> str:
    """Characters alone: formats differ in how they raise numbers and divide cells and words."""
    text = unicodedata.normalize("NFKC", "".join(words)).replace("−", "-")
    return "".join(text.translate(_UNLIKE).split())


def lost_lines(printed: str, without: re.Pattern[str] = _NOTHING) -> list[str]:
    """The lines of all cases, less some characters, that are not in `printed`, in order."""
    missing, at = [], 0
    for case in CASES:
        for line in lines_of(to_plain(case.stored)):
            wanted = without.sub("", squeezed(line))
            found = printed.find(wanted, at)
            if found < 0:
                missing.append(f"{case.name}: {line}")
            else:
                at = found + len(wanted)
    return missing


@pytest.fixture(scope="module")
def report(rial_report) -> Report:
    """A report of one chapter, whose executed items are the texts of all cases."""

    def all_cases(items):
        return tuple(
            replace(
                items[0],
                text=case.stored,
                label="",
                reference=f"2011-rial-{number}",
                continues=(),
                continued_by=(),
            )
            for number, case in enumerate(CASES, start=100)
        )

    return with_items(rial_report, "executed", all_cases)


@EACH
def test_the_stored_form_is_canonical_and_has_these_words(case):
    assert from_html(case.stored) == case.stored
    assert lines_of(to_plain(case.stored)) == lines_of(case.words)


@EACH
def test_the_page_has_the_same_lines(case):
    assert shown_lines(case.stored) == lines_of(case.words)


def test_the_html_file_has_the_same_words(report):
    page = html.Page(render_html(report, layout=Layout.READING), markers=True)
    texts = [report.chapters[0].column("executed").lead, *(case.stored for case in CASES)]
    assert squeezed(page.cell("rial", "executed")) == squeezed(map(to_plain, texts))


def test_word_has_the_same_words(report):
    file = word.File(render_docx(report, layout=Layout.READING), report)
    assert lost_lines(squeezed(file.cell("rial", "executed"))) == []


def test_the_pdf_has_the_same_words(report, tmp_path, settings):
    settings.REPORT_MATRIX_CELL_WORDS = 1  # running text: the words of a table are not in order
    path = tmp_path / "cases.pdf"
    path.write_bytes(render_pdf(report, layout=Layout.READING))
    printed = [word.text for page in pdf.read_pages(path) for word in page.body]
    assert lost_lines(squeezed(printed), without=_EMOJI) == []  # a check says that it lacks them


def test_a_csv_row_and_the_markdown_of_the_api_have_the_same_words(iom_draft, iom_writer, client):
    cases = [case for case in CASES if case.stored]
    for case in cases:
        write_entry(iom_draft, text=case.stored, by=iom_writer)
    entries = Entry.objects.filter(submission=iom_draft)
    table = entries_table(entries, site="https://example.org")
    file = io.TextIOWrapper(write_table(table, TableFormat.CSV), encoding="utf-8-sig", newline="")
    in_csv = [row["text"].removeprefix("'") for row in csv.DictReader(file)]
    assert [lines_of(text) for text in in_csv] == [lines_of(case.words) for case in cases]

    secret = make_token(name="cases", days=1, by=iom_writer)[1]
    sent = sent_texts(client, secret)
    assert {name: squeezed(to_plain(from_markdown(text))) for name, text in sent.items()} == {
        entry.reference: squeezed(case.words)
        for entry, case in zip(entries.order_by("pk"), cases, strict=True)
    }


def sent_texts(client, secret: str) -> dict[str, str]:
    """The Markdown of each entry of the chapter, by its id."""
    path, texts = "/api/v1/drafts/2013-iom/entries/", {}
    while path:
        page = client.get(path, headers={"Authorization": f"Bearer {secret}"}).json()
        texts |= {entry["id"]: entry["text"] for entry in page["results"]}
        path = page["next"]
    return texts
