"""Reading Markdown, which API clients send and which texts were stored as before version 21.

CommonMark with tables (as GitHub writes them), and with the elements `sup`, `sub` and `br`, which
Markdown has no characters for. All other HTML is literal text.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from program.rich_text.characters import with_line_feeds

# The parser silently drops what is nested deeper; `RichTextError` is raised well before that.
_MOST_NESTED = 200
_MOST_NESTED_AS_STORED = 100  # the parser's limit when texts were stored as Markdown
_MARKS = "*_`[]<>&!\\"
MOST_MARKS = 300  # in one paragraph; the parser takes quadratic time
MOST_BRACKETS = 20  # of these, the brackets that may begin a link, which take longest
# Headings rank below those of the page: two levels, of which HTML has six.
_TAGS = {"h1": "h4", "h2": "h4", "h3": "h4", "h4": "h5", "h5": "h5", "h6": "h5"}
_HEADINGS = {"heading_open": _TAGS, "heading_close": _TAGS}
_ELEMENT = re.compile(r"<(/?sup|/?sub|br)>")


def html_of(markdown: str, *, commonmark_only: bool = False) -> str:
    """Return `markdown` as HTML, which has yet to be read by `parse`.

    With `commonmark_only`, it is read as texts were read that were stored as Markdown: without
    tables and raised characters, with a full stop after each number of a list, and without a limit
    to the markup characters of a paragraph. The worst texts of 100,000 characters take 10 seconds.
    """
    parser = _COMMONMARK if commonmark_only else _PARSER
    tokens = parser.parse(with_line_feeds(markdown))
    for token in tokens:
        if token.type in _HEADINGS:
            token.tag = _HEADINGS[token.type][token.tag]
        if token.type == "ordered_list_open" and token.markup != "." and not commonmark_only:
            token.attrSet("data-suffix", token.markup)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _parse_inline(state: StateCore) -> None:
    """Parse the paragraphs as the parser does, except those with too many markup characters.

    These are read as typed, without losing any text.
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


def _element(state: StateInline, silent: bool) -> bool:
    """Read `<sup>`, `<sub>` and `<br>`; any other element is left as it is typed."""
    match = _ELEMENT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _alternative_text(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, *_options: Any
) -> str:
    """Write an image as the words that stand for it."""
    return escape(tokens[index].content)


def _parser(most_nested: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": most_nested})
    parser.add_render_rule("image", _alternative_text)
    return parser


def _limited(parser: MarkdownIt) -> MarkdownIt:
    parser.core.ruler.at("inline", _parse_inline)
    parser.enable("table").inline.ruler.before("autolink", "element", _element)
    return parser


_COMMONMARK = _parser(_MOST_NESTED_AS_STORED)
_PARSER = _limited(_parser(_MOST_NESTED))
