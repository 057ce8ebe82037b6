"""The words of a PDF in the order of its tags, as a screen reader reads them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from tests.reporting.words.pdf import comparable

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
Pieces = dict[int, str]


def read_tagged(path: Path) -> list[str]:
    """The words of the structure tree in comparable form, those divided at a line's end in one."""
    reader = PdfReader(path)
    texts = {page.indirect_reference.idnum: _pieces(page, reader) for page in reader.pages}
    joined = ""
    for piece in _walk(reader.trailer["/Root"]["/StructTreeRoot"], None, texts):
        is_divided = piece[-1:] in "-/" and not piece[-2:-1].isspace()
        joined += piece if is_divided else f"{piece} "
    return comparable(apart(joined.split()))


def apart(words: Iterable[str]) -> list[str]:
    """Words with an address apart from what is before it: it has a tag of its own."""
    return " ".join(words).replace("http", " http").split()


def _walk(node: DictionaryObject, page: int | None, texts: dict[int, Pieces]) -> Iterator[str]:
    """The marked pieces under a node of the tree; it names its page or stands on its parent's."""
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, int):
            yield texts[page].get(kid, "")
        elif kid.get("/Type") == "/MCR":
            yield texts[kid.raw_get("/Pg").idnum if "/Pg" in kid else page].get(kid["/MCID"], "")
        elif kid.get("/Type") != "/OBJR":
            yield from _walk(kid, page, texts)


def _pieces(page: PageObject, reader: PdfReader) -> Pieces:
    """The text of each piece of marked content of a page, by its number."""
    fonts = {name: _decoder(font) for name, font in page["/Resources"]["/Font"].items()}
    pieces: Pieces = {}
    font, number = "", None
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator == b"Tf":
            font = operands[0]
        elif operator == b"BDC":
            number = operands[1].get("/MCID")
        elif operator == b"EMC":
            number = None
        elif operator in (b"Tj", b"TJ") and number is not None:
            pieces[number] = pieces.get(number, "") + _shown(operands[0], fonts[font])
    return pieces


def _decoder(font: IndirectObject) -> dict[str, str]:
    """What each glyph of a font says."""
    stated = font.get_object()["/ToUnicode"].get_data()
    return {
        code.decode(): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _MAPPED.findall(stated)
    }


def _shown(operand: list | bytes, decoder: dict[str, str]) -> str:
    strings = operand if isinstance(operand, list) else [operand]
    codes = "".join(_bytes(s).hex() for s in strings if not isinstance(s, int | float))
    return "".join(decoder.get(codes[at : at + 4], "") for at in range(0, len(codes), 4))


def _bytes(string: object) -> bytes:
    return string if isinstance(string, bytes) else string.original_bytes
