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


def test_signs_that_excel_forbids_and_too_long_texts_do_not_break_it():
    book = load_workbook(
        io.BytesIO(write_table(table("a\x0bb", "x" * 40_000, 7), TableFormat.XLSX))
    )
    values = [row[0] for row in book["entries"].iter_rows(min_row=2, values_only=True)]
    assert values == ["a b", "x" * 32_767, 7]


def test_json_keeps_everything_as_it_is():
    assert json.loads(write_table(table("=1+1", "ñ"), TableFormat.JSON)) == [
        {"text": "=1+1"},
        {"text": "ñ"},
    ]
