"""Tables as files: formulas stay text, every sign comes through."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from reporting.exporting.tables import Table, TableFormat, write_table

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]


def table(*cells):
    return Table("entries", ("text",), [(cell,) for cell in cells])


def test_a_formula_gets_an_apostrophe_in_csv():
    text = write_table(table(*FORMULAS), TableFormat.CSV).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == [f"'{f}" for f in FORMULAS]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_stays_text_in_excel(formula):
    book = load_workbook(io.BytesIO(write_table(table(formula), TableFormat.XLSX)))
    cell = book["entries"]["A2"]
    assert (cell.value, cell.data_type) == (formula, "s")


def values_in_excel(*cells):
    book = load_workbook(io.BytesIO(write_table(table(*cells), TableFormat.XLSX)))
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
    assert json.loads(write_table(table("=1+1", "ñ"), TableFormat.JSON)) == [
        {"text": "=1+1"},
        {"text": "ñ"},
    ]
