"""Texts as they were stored before 0026: what was shown of them, and where that was not as typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from program.rich_text import RichTextError, from_html, to_plain
from program.rich_text.characters import clean

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
# The same, with the characters that are typed as entities or escapes apart from the text.
_DETAILED = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).disable("text_join")
_LONGEST = 160  # characters of a passage
_BEFORE = 40  # characters of a passage before the first difference
_SCHEMES = ("http://", "https://", "mailto:")
_MARK_IN_WORD = re.compile(r"\w[*_`]+\w")
_MARKS = re.compile(r"(?<=\w)[*_`]+(?=\w)")
_ENTITY = re.compile(r"&#?\w+;")
_CODE = ("code_block", "fence")
_FORMS = {
    "ordered_list_open": "a numbered list",
    "bullet_list_open": "a list",
    "heading_open": "a heading",
    "blockquote_open": "a quotation",
}


@dataclass(frozen=True)
class Difference:
    """A passage as it was typed, and its words as they were shown, in the form of `form`."""

    typed: str
    shown: str
    form: str = ""

    def __str__(self) -> str:
        if not self.shown:
            return f"Typed: “{self.typed}” – not shown"
        return f"Typed: “{self.typed}” – shown{self.form and f' as {self.form}'}: “{self.shown}”"


@lru_cache(maxsize=4096)
def plain_text(markdown: str) -> str:
    """Return the words that were shown, a line for each paragraph and item, without markers."""
    return "\n".join(line for _marker, line in _lines(markdown) if line)


def words_with_numbers(markdown: str) -> list[str]:
    """Return the words that were shown, with the numbers of lists."""
    shown = "\n".join(f"{marker} {line}" for marker, line in _lines(markdown))
    return clean(shown).split()


def _lines(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield each line with the marker before it, such as "3."."""
    numbers: list[int | None] = []
    marker = ""
    for token in _PARSER.parse(markdown):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(_start(token) if token.type == "ordered_list_open" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and (number := numbers[-1]) is not None:
            if marker:
                yield marker, ""
            marker, numbers[-1] = f"{number}.", number + 1
        elif token.type == "list_item_close" and marker:
            yield marker, ""
            marker = ""
        elif token.type == "inline" or token.type in _CODE:
            yield marker, _shown(token)
            marker = ""


def _start(numbered_list: Token) -> int:
    start = numbered_list.attrGet("start")
    return 1 if start is None else int(start)


def _shown(token: Token) -> str:
    if token.type in _CODE:
        return token.content.strip()
    return "".join(
        {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
        for child in token.children or []
    ).strip()


def differences(markdown: str, stored: str) -> list[Difference]:
    """Return the passages whose words were not shown as typed, or that may not have been meant so.

    Among these are a number, hyphen or other character at the beginning of a line that became the
    marker of a list, a heading or a quotation; a list with other numbers than typed; and markup
    within a word. Characters of markup and escapes as such do not count. `stored` is the text after
    the conversion.
    """
    env: dict[str, object] = {}
    tokens = _DETAILED.parse(markdown, env)
    lines = markdown.splitlines()
    found = [*_of_blocks(tokens, lines), *_of_references(env, tokens, lines)]
    if not found and clean(to_plain(stored)).split() != words_with_numbers(markdown):
        found = [Difference(*_passages(markdown, plain_text(markdown)))]
    return found


def _of_blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Difference]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "inline":
            yield from _of_words(token)
        elif token.type == "fence" and " " in token.info.strip():
            yield Difference(_excerpt(f"{token.markup}{token.info}"), "")
        elif _may_be_literal(tokens, index):
            end = _end(tokens, index)
            start_line, end_line = token.map or [0, 0]
            typed = " ".join(" ".join(lines[start_line:end_line]).split())
            shown = _as_shown(tokens[index : end + 1])
            yield Difference(*_passages(typed, shown), _FORMS[token.type])
            index = end
        index += 1


def _end(tokens: Sequence[Token], index: int) -> int:
    """Return the index of the token that closes the one at `index`."""
    level = tokens[index].level
    return next(
        end
        for end in range(index + 1, len(tokens))
        if tokens[end].level == level and tokens[end].nesting == -1
    )


def _as_shown(tokens: Sequence[Token]) -> str:
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    try:
        return " ".join(to_plain(from_html(html)).split())
    except RichTextError:  # nested too deep
        return " ".join(_shown(token) for token in tokens if token.type in ("inline", *_CODE))


def _may_be_literal(tokens: Sequence[Token], index: int) -> bool:
    """Whether the characters that make this block one may have been typed as part of the words."""
    token = tokens[index]
    if token.type == "ordered_list_open":
        return _has_odd_numbers(tokens, index)
    if token.type == "bullet_list_open":
        return _has_odd_bullets(tokens, index)
    if token.type == "heading_open":
        return token.markup.startswith("#") and _first_words(tokens, index)[:1].isdigit()
    if token.type == "blockquote_open":
        words = _first_words(tokens, index)
        return words[:1].isdigit() or words.startswith("=")
    return False


def _items(tokens: Sequence[Token], index: int) -> list[int]:
    """Return the indexes of the items of the list at `index`."""
    level = tokens[index].level + 1
    return [
        item
        for item in range(index + 1, _end(tokens, index))
        if tokens[item].type == "list_item_open" and tokens[item].level == level
    ]


def _first_words(tokens: Sequence[Token], index: int) -> str:
    end = _end(tokens, index)
    return next((part.content for part in tokens[index:end] if part.type == "inline"), "")


def _has_odd_numbers(tokens: Sequence[Token], index: int) -> bool:
    typed = [f"{tokens[item].info}{tokens[item].markup}" for item in _items(tokens, index)]
    first = _start(tokens[index])
    shown = [f"{number}." for number in range(first, first + len(typed))]
    return typed != shown or len(typed) == 1 or first > 1


def _has_odd_bullets(tokens: Sequence[Token], index: int) -> bool:
    items = _items(tokens, index)
    mark, is_alone = tokens[index].markup, len(items) == 1
    before_digits = any(_first_words(tokens, item)[:1].isdigit() for item in items)
    return (before_digits and (is_alone or mark == "+")) or (is_alone and mark in "*+")


def _of_words(inline: Token) -> Iterator[Difference]:
    """Differences within a paragraph: markup within words, entities, images, relative links."""
    children = inline.children or []
    words = inline.content.split()
    if _has_marks_in_words(children):
        kept = set(_shown(inline).split())
        changed = [word for word in words if _MARK_IN_WORD.search(word) and word not in kept]
        shown = [_MARKS.sub("", word).strip("*_`") for word in changed]
        yield Difference(_excerpt(" ".join(changed)), _excerpt(" ".join(shown)))
    if any(child.type == "text_special" and child.info == "entity" for child in children):
        changed = [word for word in words if _ENTITY.search(word) and unescape(word) != word]
        shown = [unescape(word) for word in changed]
        yield Difference(_excerpt(" ".join(changed)), _excerpt(" ".join(shown)))
    for index, child in enumerate(children):
        if child.type == "image":
            yield Difference(_excerpt(f"![{child.content}]({child.attrGet('src')})"), child.content)
        elif child.type == "link_open" and not _is_absolute(str(child.attrGet("href"))):
            text = _text_of_link(children, index)
            yield Difference(_excerpt(f"[{text}]({child.attrGet('href')})"), _excerpt(text))


def _has_marks_in_words(children: Sequence[Token]) -> bool:
    """Whether markup between two letters or digits is not shown."""
    before, marked = "", False
    for child in children:
        if child.type in ("em_open", "em_close", "strong_open", "strong_close"):
            marked = True
            continue
        text = " " if child.type == "softbreak" else child.content
        if not text:
            continue
        marked = marked or child.type == "code_inline"
        if marked and before[-1:].isalnum() and text[:1].isalnum():
            return True
        before, marked = text, child.type == "code_inline"
    return False


def _text_of_link(children: Sequence[Token], index: int) -> str:
    text = ""
    for child in children[index + 1 :]:
        if child.type == "link_close":
            break
        text += child.content
    return text


def _is_absolute(address: str) -> bool:
    return address.lower().startswith(_SCHEMES)


def _of_references(
    env: dict[str, object], tokens: Sequence[Token], lines: Sequence[str]
) -> Iterator[Difference]:
    """Lines that define an address for links, and were not shown, without being used as such."""
    used = {
        child.attrGet("href")
        for token in tokens
        for child in token.children or []
        if child.type == "link_open"
    }
    references = dict(env.get("references") or {}).values()  # type: ignore[call-overload]
    unused = [one for one in references if one["href"] not in used or not _is_absolute(one["href"])]
    for reference in (*unused, *(env.get("duplicate_refs") or ())):  # type: ignore[misc]
        start_line, end_line = reference["map"]
        typed = " ".join(line.strip() for line in lines[start_line:end_line])
        yield Difference(_excerpt(typed), "")


def _passages(typed: str, shown: str) -> tuple[str, str]:
    """Return both from shortly before their first difference, shortened."""
    different = (
        index for index, (one, other) in enumerate(zip(typed, shown, strict=False)) if one != other
    )
    start = typed.rfind(" ", 0, max(0, next(different, 0) - _BEFORE)) + 1
    return _excerpt(typed, start), _excerpt(shown, start)


def _excerpt(text: str, start: int = 0) -> str:
    part = " ".join(text[start : start + _LONGEST].split())
    return ("… " if start else "") + part + ("…" if len(text) > start + _LONGEST else "")
