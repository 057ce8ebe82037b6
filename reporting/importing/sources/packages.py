"""Opening a file that somebody sent: its kind, its size, and the safe reading of its parts.

Nothing in a file is trusted: a part with a document type declaration is refused, no entity is
resolved, nothing is read over the network, and no part is unpacked beyond its limit.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from reporting.exceptions import FileRefused
from reporting.file_types import DAMAGED_ARCHIVE, OLE

MAX_FILE = 20 * 1024 * 1024  # bytes, packed
MAX_PART = 12 * 1024 * 1024  # bytes of one XML part, unpacked
MAX_PARTS = 2000
MAX_DEPTH = 100  # elements in one another
MAX_ELEMENTS = 200_000
_ENCODINGS = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_READABLE = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"iso-8859-1", b"windows-1252"}


@dataclass(frozen=True)
class Package:
    """An Office Open XML file: a ZIP archive of parts."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def xml(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None if there is none. Raises `FileRefused`."""
        return parsed(self.bytes_of(name)) if name in self.names else None

    def bytes_of(self, name: str) -> bytes:
        """Return a part, unpacked. Raises `FileRefused` if it is damaged or too large."""
        try:
            with self.archive.open(name) as part:
                data = part.read(MAX_PART + 1)
        except DAMAGED_ARCHIVE as error:
            raise damaged() from error
        if len(data) > MAX_PART:
            raise too_large()
        return data


def opened(data: bytes, name: str) -> tuple[str, Package]:
    """Return the kind of an Office file ("word" or "excel") and its package.

    Raises `FileRefused` for everything else, with what the file is.
    """
    if len(data) > MAX_FILE:
        raise too_large()
    if refusal := _other_kind(data, name):
        raise FileRefused(refusal)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except DAMAGED_ARCHIVE as error:
        raise damaged() from error
    if len(entries) > MAX_PARTS:
        raise too_large()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(encrypted())
    names = frozenset(entry.filename for entry in entries)
    if "word/document.xml" in names:
        kind = "word"
    elif "xl/workbook.xml" in names:
        kind = "excel"
    else:
        raise FileRefused(
            _("The file is neither a Word document (.docx) nor an Excel workbook (.xlsx).")
        )
    return kind, Package(archive, names)


def parsed(data: bytes) -> etree._Element:
    """Return the root element of XML. Raises `FileRefused` for what is hostile or damaged."""
    declared = _ENCODINGS.match(data[:300].lstrip(b"\xef\xbb\xbf"))
    if declared and declared.group(1).lower() not in _READABLE:
        raise damaged()
    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:200] else data):
        raise FileRefused(
            _(
                "The Word or Excel file contains a document type declaration (DOCTYPE) with"
                " entities and is not read. Save it again with Word or Excel."
            )
        )
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    depth = elements = 0
    try:
        for position in range(0, len(data), 65536):
            parser.feed(data[position : position + 65536])
            for event, _element in parser.read_events():
                depth += 1 if event == "start" else -1
                elements += event == "start"
            if depth > MAX_DEPTH:
                raise damaged()
            if elements > MAX_ELEMENTS:
                raise too_large()
        root: etree._Element = parser.close()
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    return root


def damaged() -> FileRefused:
    return FileRefused(
        _("The file is damaged and cannot be read as Word (.docx) or Excel (.xlsx). Save it again.")
    )


def too_large() -> FileRefused:
    return FileRefused(
        _(
            "The file is too large to be read: at most %(size)d MB and 10,000 paragraphs or 5,000"
            " rows. Send one chapter in each file."
        )
        % {"size": MAX_FILE // 1024 // 1024}
    )


def encrypted() -> str:
    return _("The file is encrypted. Remove its password in Word or Excel, and save it again.")


def _other_kind(data: bytes, name: str) -> str:
    """Return why `data` cannot be an Office Open XML file; empty if it may be one."""
    what = {"name": name}
    if not data.strip(b"\0 \r\n\t"):
        return _("%(name)s is empty.") % what
    if data.lstrip()[:5] == b"%PDF-":
        return _("%(name)s is a PDF. Send the Word document (.docx) that it was made from.") % what
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return encrypted()
        return (
            _("%(name)s is in the old format of Word or Excel. Save it as .docx or .xlsx.") % what
        )
    if data[:5] == b"{\\rtf":
        return _("%(name)s is a Rich Text file. Save it as a Word document (.docx).") % what
    if data[:2] != b"PK":
        return _("%(name)s is not a Word document (.docx) or an Excel workbook (.xlsx).") % what
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return _("%(name)s is an OpenDocument file. Save it as .docx or .xlsx.") % what
    return ""
