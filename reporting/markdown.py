"""Texts are Markdown. This is the only way from a text to HTML, and it always sanitises."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# What nests deeper than the parser goes would be lost without a word: texts that do are refused.
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
_DEEPEST = 40  # levels of the parser: a list and its item are two
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
