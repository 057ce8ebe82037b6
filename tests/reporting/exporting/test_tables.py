"""Tables as files: formulas stay text, every sign comes through."""

import csv
import hashlib
import io
import json

import pytest
from openpyxl import load_workbook

from reporting.exporting.tables import Table, TableFormat, write_table

FORMULAS = ["=1+1", "=", "+1", "-1", "@SUM(A1)", "\t=1"]


def written(file_format, *cells):
    table = Table("entries", ("text",), ((cell,) for cell in cells))
    with write_table(table, file_format) as file:
        return file.read()


def test_a_formula_gets_an_apostrophe_in_csv():
    text = written(TableFormat.CSV, *FORMULAS).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == [f"'{f}" for f in FORMULAS]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_stays_text_in_excel(formula):
    book = load_workbook(io.BytesIO(written(TableFormat.XLSX, formula)))
    cell = book["entries"]["A2"]
    assert (cell.value, cell.data_type) == (formula, "s")


def values_in_excel(*cells):
    book = load_workbook(io.BytesIO(written(TableFormat.XLSX, *cells)))
    return [row[0] for row in book["entries"].iter_rows(min_row=2, values_only=True)]


def test_signs_that_excel_forbids_do_not_break_it():
    assert values_in_excel("a\x0bb", 7) == ["a b", 7]


@pytest.mark.parametrize("sign", ["x", "é", "\N{GRINNING FACE}"])
def test_a_text_too_long_for_a_cell_says_where_it_is_cut_and_where_it_is_whole(sign):
    """Excel counts in units of UTF-16, of which some signs take two."""
    (value,) = values_in_excel(sign * 40_000)
    assert len(value.encode("utf-16-le")) / 2 in (32_766, 32_767)
    words, note = value.rstrip("]").split(" [")
    assert set(words) == {sign}
    assert note == (
        "Cut here: a cell of Excel holds 32,767 characters. The whole text is in entries.csv and "
        "entries.json."
    )


def test_a_text_that_just_fits_a_cell_is_whole():
    assert values_in_excel("x" * 32_767) == ["x" * 32_767]


def test_json_keeps_everything_as_it_is():
    assert json.loads(written(TableFormat.JSON, "=1+1", "ñ")) == [
        {"text": "=1+1"},
        {"text": "ñ"},
    ]


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "TRUE", "1e5", "2011-07-25", " =1"])
def test_what_looks_like_something_else_stays_text_in_excel(value):
    book = load_workbook(io.BytesIO(written(TableFormat.XLSX, "x", value)))
    assert (book["entries"]["A3"].value, book["entries"]["A3"].data_type) == (value, "s")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_that_of_the_whole_list(number):
    cells = [f"a\nb {n} {{}}" for n in range(number)]
    rows = [{"text": cell} for cell in cells]
    expected = json.dumps(rows, ensure_ascii=False, indent=1)
    assert written(TableFormat.JSON, *cells).decode() == expected


@pytest.mark.parametrize("file_format", TableFormat)
def test_a_table_is_read_row_by_row_and_a_large_one_lies_on_disk(file_format):
    table = Table("entries", ("text",), ((word,) for word in words()))
    with write_table(table, file_format) as file:
        assert file.tell() == 0
        assert file._rolled


def words():
    """Such as no compression makes small."""
    yield from (hashlib.sha512(str(n).encode()).hexdigest() for n in range(30_000))
