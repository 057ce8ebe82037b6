"""Converting Markdown. Only this module converts a text to HTML, and it always sanitizes."""

from collections.abc import Iterator
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# The parser silently drops what is nested deeper, so such texts are refused.
_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 50})
_MAX_LEVEL = 40  # levels of the parser, which counts a list and its item as two
_MARKS = "*_`[]<>&!\\"
MOST_MARKS = 300  # in one paragraph; the parser takes quadratic time
MOST_BRACKETS = 20  # of these, the brackets that may begin a link, which take longest
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


def _parse_inline(state: StateCore) -> None:
    """Parse the paragraphs as the parser does, except those with too many markup characters.

    These are printed as typed, without losing any text.
    """
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


_PARSER.core.ruler.at("inline", _parse_inline)


@lru_cache(maxsize=4096)
def to_html(text: str) -> SafeString:
    """Return `text` (Markdown) as sanitized HTML.

    It has no raw HTML and no images, and links only to http(s) and mail addresses. Headings become
    h4 and h5, because they rank below those of the page.
    """
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _HEADINGS[token.tag]
    rendered = _PARSER.renderer.render(tokens, _PARSER.options, {})
    sanitized = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        attribute_filter=_absolute_links,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
    )
    return mark_safe(sanitized)


@lru_cache(maxsize=4096)
def to_plain(text: str) -> str:
    """Return `text` (Markdown) as plain text: one line for each paragraph and list item."""
    return "\n".join(
        line for line in (_inline_text(token) for token in _PARSER.parse(text)) if line
    )


def nests_too_deep(text: str) -> bool:
    """Return whether lists or quotations of `text` are nested too deep to be printed."""
    return any(token.level > _MAX_LEVEL for token in _PARSER.parse(text))


def count_words(text: str) -> int:
    """Return the number of words of `text` (Markdown) as printed."""
    return len(to_plain(text).split())


def _absolute_links(tag: str, attribute: str, value: str) -> str | None:
    """Drop relative links: a text is shown on many pages, and in documents without an address."""
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
