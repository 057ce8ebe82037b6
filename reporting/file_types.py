"""The type of a file that someone attaches, read from its content and not from its name.

Each file is read once, up to fixed limits: nothing is unpacked to disk, and no part of an archive
is read beyond them.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from lxml import etree

from reporting.exceptions import FileRefused

MAX_PARTS = 5_000  # of an Office file
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
_MAX_CONTENT_TYPES = 1024 * 1024  # bytes of the part that lists the types of the others
_MAX_OBJECTS = 64 * 1024 * 1024  # bytes of the compressed objects of a PDF together
_MAX_CHUNKS = 100_000  # of a PNG or JPEG
_MAX_OBJECT_STREAMS = 10_000  # of a PDF
_LONGEST_STREAM = 1024 * 1024  # bytes of compressed objects
_LONGEST_HEAD = 1024  # bytes of what precedes the compressed objects of a PDF
_CHUNK = 1 << 16

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of old Office, and encrypted ones, begin
_CENTRAL_DIRECTORY_ENTRY = b"PK\x01\x02"
# What `zipfile` raises for a damaged archive. An unknown compression is a RuntimeError.
DAMAGED_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_BLANK = b"\0 \t\r\n\f"


class FileType(TextChoices):
    """The types of attached files; the values are the extensions of their names."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    EXCEL = "xlsx", "Excel"
    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
    GIF = "gif", "GIF"
    WEBP = "webp", "WebP"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self]


MEDIA_TYPES: dict[str, str] = {
    FileType.PDF: "application/pdf",
    FileType.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.GIF: "image/gif",
    FileType.WEBP: "image/webp",
}
_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        FileType.WORD
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileType.EXCEL,
}
_MACROS = ("macroenabled", "vbaproject", "macrosheet")  # in the type of a part


def file_type_of(data: bytes, name: str) -> FileType:
    """Return the type of a file by its content; `name` is for the messages.

    Raises `FileRefused`, with one sentence that says why and what to do, for a file that is empty,
    damaged, encrypted, of another type, or has macros or scripts.
    """
    if not data.strip(_BLANK):
        raise FileRefused(_("%(name)s is empty: attach a file with content.") % {"name": name})
    for signature, inspect in _SIGNATURES:
        if data.startswith(signature):
            return inspect(data, name)
    # Some programs write a line before the signature of a PDF.
    if b"%PDF-" in data[:1024].lstrip(b"\xef\xbb\xbf" + _BLANK)[:5]:
        return _pdf(data, name)
    raise _wrong_type(name)


def _wrong_type(name: str) -> FileRefused:
    return FileRefused(
        _(
            "%(name)s is not a type of file that can be attached: choose a PDF, a Word document"
            " (.docx), an Excel workbook (.xlsx) or an image (PNG, JPEG, GIF, WebP)."
        )
        % {"name": name}
    )


def _damaged(name: str) -> FileRefused:
    return FileRefused(
        _("%(name)s is damaged or incomplete: save it again, and attach the new file.")
        % {"name": name}
    )


def _encrypted(name: str) -> FileRefused:
    return FileRefused(
        _("%(name)s is encrypted: remove its password, and attach it again.") % {"name": name}
    )


def _too_large_unpacked(name: str) -> FileRefused:
    return FileRefused(
        _("%(name)s is too large when it is unpacked: divide it, and attach the parts.")
        % {"name": name}
    )


# --- Office


def _ole(data: bytes, name: str) -> FileType:
    """Refuse a compound file: an encrypted Office file, or one in an old format."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted(name)
    raise FileRefused(
        _("%(name)s is in an old format of Office: save it as .docx, .xlsx or PDF, and attach it.")
        % {"name": name}
    )


def _office(data: bytes, name: str) -> FileType:
    if data.count(_CENTRAL_DIRECTORY_ENTRY) > MAX_PARTS:
        raise _too_large_unpacked(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _package_type(archive, name)
    except DAMAGED_ARCHIVE as error:
        raise _damaged(name) from error


def _package_type(archive: zipfile.ZipFile, name: str) -> FileType:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise _encrypted(name)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise _wrong_type(name)
    types = _types_of_parts(archive, name)
    if any(macro in kind for kind in types.values() for macro in _MACROS) or any(
        part.lower().endswith("vbaproject.bin") for part in names
    ):
        raise FileRefused(
            _(
                "%(name)s has macros: save it without them, as a Word document (.docx) or an Excel"
                " workbook (.xlsx), and attach the new file."
            )
            % {"name": name}
        )
    found = {_MAIN_PARTS[kind] for kind in types.values() if kind in _MAIN_PARTS}
    if len(found) != 1:
        raise _wrong_type(name)
    _require_bounded(archive, name)
    return found.pop()


def _types_of_parts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Return the type of each part of the archive, in lower case; empty where none is given."""
    with archive.open("[Content_Types].xml") as part:
        text = part.read(_MAX_CONTENT_TYPES + 1)
    if len(text) > _MAX_CONTENT_TYPES:
        raise _too_large_unpacked(name)
    if b"<!DOCTYPE" in text.replace(b"\0", b""):
        raise _damaged(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(name) from error
    by_extension = _by(root.iter("{*}Default"), "Extension")
    by_name = _by(root.iter("{*}Override"), "PartName")
    return {
        part: by_name.get(f"/{part.lower()}")
        or by_extension.get(part.rpartition(".")[2].lower(), "")
        for part in archive.namelist()
    }


def _by(elements: Iterable[etree._Element], attribute: str) -> dict[str, str]:
    return {
        element.get(attribute, "").lower(): element.get("ContentType", "").lower()
        for element in elements
    }


def _require_bounded(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack all parts, which also compares their checksums, as long as they stay small."""
    left = MAX_UNPACKED
    for part in archive.infolist():
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_large_unpacked(name)


# --- PDF


def _name(word: str) -> bytes:
    """Return a pattern of a name in a PDF, which may write each character as `#41`."""
    signs = (f"(?:{sign}|#{ord(sign):02x}|#{ord(sign):02X})" for sign in word)
    return f"/{''.join(signs)}(?![A-Za-z0-9])".encode()


_ENCRYPT = re.compile(_name("Encrypt") + rb"\s{0,100}(?:\d{1,10}\s{1,100}\d{1,10}\s{1,100}R|<<)")
_SCRIPT = re.compile(_name("JavaScript") + b"|" + _name("Launch"))
_OBJECT_STREAM = re.compile(_name("ObjStm"))


def _pdf(data: bytes, name: str) -> FileType:
    if b"%%EOF" not in data[-4096:] or b"startxref" not in data:
        raise _damaged(name)
    if _ENCRYPT.search(data):
        raise _encrypted(name)
    if any(_SCRIPT.search(text) for text in (data, *_objects(data, name))):
        raise FileRefused(
            _("%(name)s has scripts: print it to a new PDF, and attach that one.") % {"name": name}
        )
    return FileType.PDF


def _objects(data: bytes, name: str) -> Iterator[bytes]:
    """Yield the compressed objects of a PDF, unpacked; other compressions are left out."""
    view = memoryview(data)
    left = _MAX_OBJECTS
    for number, found in enumerate(_OBJECT_STREAM.finditer(data)):
        if number >= _MAX_OBJECT_STREAMS:
            raise _too_large_unpacked(name)
        start = data.find(b"stream", found.end(), found.end() + _LONGEST_HEAD) + len(b"stream")
        if start < len(b"stream"):
            continue
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        try:
            packed = view[start : start + _LONGEST_STREAM]
            objects = zlib.decompressobj().decompress(packed, min(left, _MAX_OBJECTS // 8))
        except zlib.error:
            continue
        left -= len(objects)
        if left <= 0:
            raise _too_large_unpacked(name)
        yield objects


# --- Images


def _png(data: bytes, name: str) -> FileType:
    """Read the chunks of a PNG: the first is its head, the last its end, and nothing follows."""
    place, kinds = 8, 0
    while place + 12 <= len(data) and kinds < _MAX_CHUNKS:
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        place += 12 + length
        kinds += 1
        if (kind == b"IHDR") != (kinds == 1):
            break
        if kind == b"IEND":
            if place != len(data):
                break
            return FileType.PNG
    raise _damaged(name)


def _jpeg(data: bytes, name: str) -> FileType:
    """Read the segments of a JPEG up to its picture, which has an end."""
    place = 2
    for _segment in range(_MAX_CHUNKS):
        marker = data[place : place + 2]
        if len(marker) < 2 or marker[0] != 0xFF:
            break
        kind = marker[1]
        if kind == 0xDA:  # the picture begins
            if b"\xff\xd9" not in data[place:]:
                break
            return FileType.JPEG
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
        if place + 4 > len(data):
            break
    raise _damaged(name)


def _gif(data: bytes, name: str) -> FileType:
    if len(data) < 14 or not data.rstrip(b"\0").endswith(b";"):
        raise _damaged(name)
    return FileType.GIF


def _riff(data: bytes, name: str) -> FileType:
    if data[8:12] != b"WEBP":
        raise _wrong_type(name)
    if int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise _damaged(name)
    return FileType.WEBP


_SIGNATURES: tuple[tuple[bytes, Callable[[bytes, str], FileType]], ...] = (
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _office),
    (OLE, _ole),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
    (b"RIFF", _riff),
)
