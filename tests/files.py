"""Small files of each type that can be attached, and of those that are refused."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    body = b"%PDF-1.7\n" + b"".join(objects) + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    place = str(len(body)).encode()
    return (
        body + b"xref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<< /Root 1 0 R " + trailer + b" >>\nstartxref\n" + place + b"\n%%EOF\n"
    )


def object_stream(text: bytes) -> bytes:
    packed = zlib.compress(text)
    head = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\n" % len(packed)
    return head + b"stream\n" + packed + b"\nendstream\nendobj\n"


def word(*, extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """A Word document; `extra` adds parts, `types` XML to the list of types."""
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("List of participants")
    document.save(file)
    return package(file.getvalue(), extra or {}, types)


def excel() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def package(source: bytes, extra: dict[str, bytes], types: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"</Types>", types.encode() + b"</Types>")
            new.writestr(name, data)
        for name, data in extra.items():
            new.writestr(name, data)
    return file.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    picture = chunk(b"IDAT", zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + picture + chunk(b"IEND", b"")


def jpeg() -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0" + b"\x12\x34"
    return b"\xff\xd8" + app + scan + b"\xff\xd9"


def gif() -> bytes:
    return b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;"


def webp() -> bytes:
    return b"RIFF" + struct.pack("<I", 12) + b"WEBPVP8 " + b"\0\0\0\0"


def upload(data: bytes | None = None, name: str = "participants.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data)
