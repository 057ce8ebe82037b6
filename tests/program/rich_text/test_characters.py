"""Characters that nobody sees are removed or repaired; all others are kept."""

import pytest

from program.rich_text import RichTextError, from_html, from_markdown, from_plain, to_plain

REPAIRED = {
    "zero-width space": ("mi\u200bgrant", "migrant"),
    "word joiner": ("mi\u2060grant", "migrant"),
    "byte order mark": ("\ufeffmigrant", "migrant"),
    "soft hyphen": ("mi\u00adgrant", "migrant"),
    "joiner within a word": ("mi\u200dgrant", "migrant"),
    "non-joiner within a word": ("mi\u200cgrant", "migrant"),
    "direction marks": ("\u200ea\u200f b\u061c", "a b"),
    "direction controls": ("a\u202eb\u202c \u2066c\u2069", "ab c"),
    "dash of Windows-1252": ("2011\x962012", "2011–2012"),
    "quotation marks of Windows-1252": ("\x93a\x94 b\x92s", "“a” b’s"),
    "euro of Windows-1252": ("5 \x80", "5 €"),
    "bullet of Symbol": ("\uf0b7 a", "• a"),
    "bullets of Wingdings": ("\uf0a7\uf0d8\uf0fc", "▪➢✓"),
    "line separator": ("a\u2028b", "a\nb"),
    "paragraph separator": ("a\u2029b", "a\nb"),
    "line feeds of all kinds": ("a\r\nb\rc\x0bd\x0ce", "a\nb\nc\nd\ne"),
    "tab": ("a\tb", "a b"),
    "no characters": ("mi\ufffegr\uffffa\ufdd0nt\U0001ffff", "migrant"),
    "tags": ("mi\U000e0041\U000e0042grant", "migrant"),
}
KEPT = {
    "accents": "São José, Ñandú, Curaçao",
    "combining accents": "Jose\u0301",
    "no-break space": "5\u00a0%",
    "narrow no-break space": "5\u202f000",
    "an emoji of several characters": "👩\u200d💻 and 👍🏽",
    "the flag of a region": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "joiner of Devanagari": "क्\u200dष",
    "non-joiner of Persian": "می\u200cخواهم",
    "Hebrew and Arabic": "שלום سلام",
    "Chinese": "移民",
    "signs": "§ ¶ † ‡ № ° ½ ≤ € £ ™",
    "another private character": "\ue000",
    "replacement character": "\ufffd",
}
CONTROLS = ["\x00", "\x07", "\x1b", "\x7f", "\x81", "\x8d", "\x9d"]
READERS = pytest.mark.parametrize("read", [from_plain, from_markdown])


@READERS
@pytest.mark.parametrize(("typed", "plain"), REPAIRED.values(), ids=REPAIRED.keys())
def test_what_nobody_sees_is_removed_or_repaired(read, typed, plain):
    stored = read(typed)
    if read is from_markdown:  # a line feed is a space there
        plain = plain.replace("\n", " ") if typed != "a\u2029b" else plain
    assert to_plain(stored) == plain
    assert from_html(stored) == stored


@pytest.mark.parametrize(("typed", "plain"), REPAIRED.values(), ids=REPAIRED.keys())
def test_html_and_its_references_are_repaired_too(typed, plain):
    for sent in (typed, "".join(f"&#{ord(character)};" for character in typed)):
        assert to_plain(from_html(sent)) == " ".join(plain.split())


@pytest.mark.parametrize("read", [from_plain, from_markdown, from_html])
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_every_other_character_is_kept(read, text):
    assert to_plain(read(text)) == text


@pytest.mark.parametrize("read", [from_plain, from_markdown, from_html])
@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
def test_control_characters_are_refused_with_their_line(read, control):
    with pytest.raises(RichTextError, match=rf"Line 2 .*U\+00{ord(control):02X}"):
        read(f"a\n{control}b")
