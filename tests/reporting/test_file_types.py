"""The type of an attached file is read from its content, and what is refused says why."""

import contextlib
import io
import random
import zipfile

import pytest

from reporting.exceptions import FileRefused
from reporting.file_types import FileType, file_type_of
from tests import files

TAKEN = {
    FileType.PDF: files.pdf(),
    FileType.WORD: files.word(),
    FileType.EXCEL: files.excel(),
    FileType.PNG: files.png(),
    FileType.JPEG: files.jpeg(),
    FileType.GIF: files.gif(),
    FileType.WEBP: files.webp(),
}
MACRO_TYPE = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
REFUSED = {
    "nothing": (b"", "is empty"),
    "blank": (b"\0\r\n  ", "is empty"),
    "program": (b"MZ\x90\0" + b"x" * 100, "not a type of file"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "not a type of file"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a type of file"),
    "rtf": (b"{\\rtf1 text}", "not a type of file"),
    "old office": (files.OLE + b"\0" * 600, "old format"),
    "encrypted office": (files.OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "macros": (files.word(extra={"word/vbaProject.bin": b"x"}), "has macros"),
    "macros by type": (files.word(extra={"word/x.bin": b"x"}, types=MACRO_TYPE), "has macros"),
    "macros by type, escaped": (
        files.word(
            extra={"word/x.bin": b"x"}, types=MACRO_TYPE.replace("office.vba", "office.v&#98;a")
        ),
        "has macros",
    ),
    "macro sheet": (
        files.word(
            extra={"xl/macrosheets/sheet1.bin": b"x"},
            types='<Default Extension="bin" ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
        ),
        "has macros",
    ),
    "encrypted pdf": (files.pdf(trailer=b"/Encrypt 9 0 R"), "encrypted"),
    "encrypted pdf, escaped": (files.pdf(trailer=b"/#45ncrypt 9 0 R"), "encrypted"),
    "encrypted pdf, in place": (files.pdf(trailer=b"/Encrypt << /V 4 >>"), "encrypted"),
    "scripts": (files.pdf(b"3 0 obj << /S /JavaScript /JS (x) >> endobj\n"), "has scripts"),
    "packed scripts": (files.pdf(files.object_stream(b"<< /S /JavaScript >>")), "has scripts"),
    "cut pdf": (files.pdf()[:-20], "damaged"),
    "cut word": (files.word()[:-200], "damaged"),
    "cut png": (files.png()[:-5], "damaged"),
    "png with more": (files.png() + b"<script>", "damaged"),
    "cut jpeg": (files.jpeg()[:-2], "damaged"),
    "cut gif": (files.gif()[:-3], "damaged"),
    "cut webp": (files.webp()[:-3], "damaged"),
    "wave": (b"RIFF\x10\0\0\0WAVEfmt ", "not a type of file"),
}


def refusal(data: bytes, name: str = "file.pdf") -> str:
    with pytest.raises(FileRefused) as refused:
        file_type_of(data, name)
    return str(refused.value)


@pytest.mark.parametrize("file_type", TAKEN)
def test_each_type_is_known_by_its_content(file_type):
    assert file_type_of(TAKEN[file_type], "any.exe") == file_type


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_gets_one_sentence_that_names_the_file(case):
    data, words = REFUSED[case]
    message = refusal(data, "minutes.pdf")
    assert words in message
    assert message.startswith("minutes.pdf ")
    assert message.endswith(".")
    assert message.count(". ") == 0


def test_a_type_of_macros_without_a_part_is_no_macro():
    """Some programs list it in each document."""
    types = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    assert file_type_of(files.word(types=types), "file.docx") == FileType.WORD


def test_an_encrypted_zip_is_refused():
    data = bytearray(files.word())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + place] |= 1
    assert "encrypted" in refusal(bytes(data))


def test_a_plain_zip_and_an_open_document_are_of_the_wrong_type(tmp_path):
    path = tmp_path / "files.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    assert "not a type of file" in refusal(path.read_bytes())


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("reporting.file_types.MAX_UNPACKED", 1_000_000)
    bomb = files.word(extra={"word/media/image1.png": b"\0" * 2_000_000})
    assert len(bomb) < 100_000
    assert "too large when it is unpacked" in refusal(bomb)


def test_too_many_parts_are_refused_before_the_list_is_read(monkeypatch):
    monkeypatch.setattr("reporting.file_types.MAX_PARTS", 20)
    many = files.word(extra={f"word/{number}.xml": b"" for number in range(30)})
    assert "too large when it is unpacked" in refusal(many)


def test_an_entity_in_the_list_of_types_is_not_read():
    types = b'<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<x/>")
    assert "damaged" in refusal(file.getvalue())


@pytest.mark.parametrize("file_type", TAKEN)
def test_a_file_with_wrong_bytes_is_taken_or_refused_but_never_fails(file_type):
    chance = random.Random(5)
    for _ in range(150):
        data = bytearray(TAKEN[file_type])
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = bytes(data[: chance.randrange(1, len(data) + 1)])
        for broken in (bytes(data), cut):
            with contextlib.suppress(FileRefused):
                assert file_type_of(broken, "x") in FileType
