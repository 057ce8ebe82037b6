"""Texts are Markdown. This is the only way from a text to HTML, and it always sanitises."""

from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# What nests deeper than the parser goes would be lost without a word: texts that do are refused.
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 50})
_DEEPEST = 40  # levels of the parser: a list and its item are two
_MARKS = "*_`[]<>&!\\"
MOST_MARKS = 300  # in one paragraph; the parser's time grows with their square
MOST_BRACKETS = 20  # of these, that may begin a link: they cost most
_TAGS = {
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "code",
    "pre",
    "h3",
    "h4",
    "h5",
    "hr",
}
_SCHEMES = {"http", "https", "mailto"}
_HEADINGS = {"h1": "h4", "h2": "h4", "h3": "h4", "h4": "h5", "h5": "h5", "h6": "h5"}


def _read_inline(state: StateCore) -> None:
    """Read the paragraphs: the parser's own rule, but for those with too many of the characters
    that mark something up. These are printed as typed, no word of them lost."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _has_too_many_marks(token.content):
            token.children = list(_as_typed(token.content))
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _has_too_many_marks(content: str) -> bool:
    marks = sum(map(content.count, _MARKS))
    return marks > MOST_MARKS or content.count("[") > MOST_BRACKETS


def _as_typed(content: str) -> Iterator[Token]:
    for number, line in enumerate(content.split("\n")):
        if number:
            yield Token("softbreak", "br", 0)
        yield Token("text", "", 0, content=line.strip())


_PARSER.core.ruler.at("inline", _read_inline)


@lru_cache(maxsize=4096)
def to_html(text: str) -> SafeString:
    """`text` (Markdown) as sanitised HTML: no raw HTML, no images, links to http(s) and mail only.

    Headings in a text rank below those of the page it stands on: they become h4 and h5.
    """
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _HEADINGS[token.tag]
    rendered = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        attribute_filter=_absolute_links,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)


@lru_cache(maxsize=4096)
def to_plain(text: str) -> str:
    """`text` (Markdown) as plain lines: one for each paragraph and each item of a list."""
    return "\n".join(
        line for line in (_inline_text(token) for token in _PARSER.parse(text)) if line
    )


def nests_too_deep(text: str) -> bool:
    """Whether lists or quotations of `text` stand deeper in one another than can be printed."""
    return any(token.level > _DEEPEST for token in _PARSER.parse(text))


def count_words(text: str) -> int:
    """The number of words of `text` (Markdown) as printed."""
    return len(to_plain(text).split())


def _absolute_links(tag: str, attribute: str, value: str) -> str | None:
    """No relative link: a text is read on many pages and in documents that have no address."""
    if attribute == "href" and value.partition(":")[0].lower() not in _SCHEMES:
        return None
    return value


def _inline_text(token: Token) -> str:
    if token.type in ("code_block", "fence"):
        return token.content.strip()
    if token.type != "inline":
        return ""
    return "".join(
        {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
        for child in token.children or []
    ).strip()
