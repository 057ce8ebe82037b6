"""Files that cannot be imported: one sentence that says why, and nothing is written."""

import io
import zipfile
from pathlib import Path

import pytest

from implementers.models import Implementer
from reporting.exceptions import FileRefused
from reporting.importing.proposals.build import propose
from reporting.models import ReportingYear

SAMPLES = Path(__file__).parent / "samples"
WORD = (SAMPLES / "s1-simple-iihr-2011.docx").read_bytes()
EXCEL = (SAMPLES / "s5-can-2011.xlsx").read_bytes()
PARAGRAPH = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with `old` replaced in one of its parts."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new, 1) if name == part else content)
    return written.getvalue()


def body(new: bytes) -> bytes:
    return changed(WORD, "word/document.xml", b"<w:body>", b"<w:body>" + new)


def propose_for(acronym: str, data: bytes, name: str = "chapter.docx", year: int = 2011):
    return propose(
        data,
        name,
        implementer=Implementer.objects.get(acronym=acronym),
        reporting_year=ReportingYear.objects.get(year=year),
    )


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "b">]>'
NESTED = b"<w:tbl><w:tr><w:tc>" * 500 + b"</w:tc></w:tr></w:tbl>" * 500


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: WORD[:3000], "damaged"),
        (lambda: body(b"<w:p><w:r><w:t>" + b"a" * 13_000_000 + b"</w:t></w:r></w:p>"), "too large"),
        (lambda: body(PARAGRAPH * 11_000), "too large"),
        (lambda: body(NESTED), "damaged"),
        (lambda: changed(WORD, "word/styles.xml", b"<w:styles", DOCTYPE + b"<w:styles"), "DOCTYPE"),
        (
            lambda: changed(EXCEL, "xl/workbook.xml", b"<workbook", DOCTYPE + b"<workbook"),
            "DOCTYPE",
        ),
        (lambda: changed(WORD, "word/document.xml", b"<w:tbl>", b"<w:tbl"), "damaged"),
        (lambda: b"{\\rtf1 text}", "Rich Text"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old format"),
        (
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (lambda: b"a\tb\n" * 6000, "too large"),
        (lambda: b"one\ttwo\nthree\tfour\n", "no table"),
        (lambda: b"", "empty"),
    ],
)
def test_file_is_refused_with_its_reason(year_2011, make, words):
    with pytest.raises(FileRefused) as refusal:
        propose_for("IIHR", make())
    assert words in str(refusal.value)


def test_a_chapter_of_another_implementer_is_refused(year_2011):
    with pytest.raises(FileRefused, match="another implementer"):
        propose_for("IOM", WORD)


def test_a_chapter_of_another_year_is_refused(year_2012):
    with pytest.raises(FileRefused, match="2011"):
        propose_for("IIHR", WORD, year=2012)


def test_a_merged_range_as_large_as_a_sheet_is_harmless(year_2011):
    large = changed(
        EXCEL, "xl/worksheets/sheet1.xml", b"<mergeCell ", b'<mergeCell ref="A1:XFD1048576"/><mergeCell '
    )  # fmt: skip
    assert len(propose_for("CAN", large, "chapter.xlsx").entries) == 10
