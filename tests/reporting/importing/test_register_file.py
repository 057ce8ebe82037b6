"""The spreadsheet that fills the register, in the forms in which offices save it, and hostile ones."""

import io
import zipfile

import openpyxl
import pytest

from program.models import Program
from reporting.exceptions import FileRefused
from reporting.exporting.tables import TableFormat, write_table
from reporting.importing.register_file import MAX_BYTES, read_register_file, register_template

HEAD = "number,text_en,text_es,implementers,source"


def csv_file(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_each_usual_encoding(encoding):
    (row,) = read_register_file(
        csv_file(HEAD, "5,Text,“Migración”,IOM,AG", encoding=encoding), "a.csv"
    )
    assert row["text_es"] == "“Migración”"
    assert row["line"] == "2"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_each_usual_delimiter(delimiter):
    lines = [HEAD.replace(",", delimiter), delimiter.join(["5", "Text", "", "IOM", "AG"])]
    (row,) = read_register_file(csv_file(*lines), "a.csv")
    assert (row["number"], row["text_en"], row["source"]) == ("5", "Text", "AG")


def test_excel_is_read_with_numbers_and_lines():
    data = workbook(tuple(HEAD.split(",")), (5, "First line\nSecond line", None, "IOM", "AG"))
    (row,) = read_register_file(data, "a.xlsx")
    assert row["number"] == "5"
    assert row["text_en"] == "First line\nSecond line"


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers():
    rows = read_register_file(csv_file(HEAD, "", "5,Text,,,AG", ",,,,", "8,Text,,,AG"), "a.csv")
    assert [row["line"] for row in rows] == ["3", "5"]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("number,text_en", "The column “source” is missing."),
        ("text_en,source", "The column “number” is missing."),
        ("number,source", "There is no column with texts"),
        ("number,text_de,source", "“text_de” is in no language of the register"),
        ("number,text_en,source,mandate", "The column “mandate” is unknown."),
        ("number,number,text_en,source", "The column “number” occurs twice."),
    ],
)
def test_wrong_columns_are_named(head, message):
    with pytest.raises(FileRefused, match=message):
        read_register_file(csv_file(head, "5,a,b,c,d"), "a.csv")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\r\n\r\n",
        HEAD.encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200),
        b"PK\x03\x04 no archive",
        bytes(range(256)) * 20,
        b"%PDF-1.7 " + bytes(range(1, 200)),
        b"\xff\xfe" + b"a",
        ('number,text_en,source\n5,"' + "x" * 200_000 + '",AG').encode(),
        b"a" * (MAX_BYTES + 1),
        ("\n".join(["number,text_en,source", *["5,a,b"] * 1_001])).encode(),
    ],
    ids=[
        "empty",
        "blank",
        "head only",
        "old Excel",
        "broken archive",
        "bytes",
        "PDF",
        "half UTF-16",
        "long cell",
        "too large",
        "too many rows",
    ],
)
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(FileRefused):
        read_register_file(data, "a.csv")


def test_an_archive_that_unpacks_to_gigabytes_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    with pytest.raises(FileRefused):
        read_register_file(out.getvalue(), "a.xlsx")


@pytest.mark.django_db
@pytest.mark.parametrize("file_format", [TableFormat.CSV, TableFormat.XLSX])
def test_the_template_is_read_back(year_2011, file_format):
    table = register_template(Program.objects.current().get())
    with write_table(table, file_format) as file:
        rows = read_register_file(file.read(), f"register.{file_format}")
    assert len(rows) == 109
    assert rows[0]["number"] == "1"
    assert rows[0]["implementers"] == "IACHR"
    assert rows[0]["source"] == "Annual report 2011, CP/CAJP-3035/12 add. 4 rev. 2"
