"""Characters that are repaired or removed from every text when it is read.

Nothing that a reader sees is removed: only characters without a shape of their own, which split
words for the search or turn the direction of the text that follows.
"""

import re

# Zero-width space and joiner of words, byte order mark, soft hyphen, marks and controls of
# direction. The zero-width joiner stays: emoji and some scripts are written with it.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Characters that stand for nothing, and those that tag text, but for the flags of regions.
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+")
_NON_JOINER = re.compile("(?<![\u0590-\u0dff\u0e00-\u109f])\u200c")
_JOINER_IN_WORD = re.compile("(?<=[A-Za-z0-9\u00c0-\u024f])\u200d(?=[A-Za-z0-9\u00c0-\u024f])")

# Word's symbol typefaces put their characters into the private use area.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf06f": "o",
    "\uf0e0": "→", "\uf0a8": "◻", "\uf0be": "—", "\uf02d": "-",
}  # fmt: skip


def _windows_1252() -> dict[str, str]:
    """Return the characters that Windows-1252 has where ISO 8859-1 has control characters."""
    repaired = {}
    for code in range(0x80, 0xA0):
        try:
            repaired[chr(code)] = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue  # five codes have no character; they are refused as control characters
    return repaired


_REPAIRED = str.maketrans(dict.fromkeys(_INVISIBLE + _DIRECTION) | _SYMBOLS | _windows_1252())
# Control characters except tabs and line feeds, and halves of surrogate pairs, which no database
# stores.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Of these, the ones that `clean` does not repair.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x81\x8d\x8f\x90\x9d\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028]")


def clean(text: str) -> str:
    """Return `text` without invisible characters and with those of Windows-1252 repaired."""
    if text.isascii():
        return text
    text = _TAGS.sub("", _NO_CHARACTERS.sub("", text.translate(_REPAIRED)))
    return _JOINER_IN_WORD.sub("", _NON_JOINER.sub("", text))


def with_line_feeds(text: str) -> str:
    """Return `text` with line feeds only; a paragraph separator becomes an empty line.

    Browsers send CRLF; other sources use CR, a vertical tab or Unicode's separators.
    """
    return _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
