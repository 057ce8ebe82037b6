"""Writing a document as Markdown for the API.

Every character that Markdown could read as markup is escaped, so that reading the result gives the
same words, numbers and line breaks. What Markdown cannot say is written as literal characters
(the marker of "a)"), or left out (the language of a passage). Formatting that Markdown cannot open
or close at its place, such as bold within a word next to punctuation, is left out too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from program.rich_text.model import (
    Block,
    Content,
    Document,
    Inline,
    ItemList,
    LineBreak,
    Paragraph,
    Quotation,
    Run,
    TextTable,
)

_MARKUP = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#A-Za-z])|!(?=\[)")
_LINE_START = re.compile(r"(?m)^([#>+=-])|^(\d{1,9})([.)])(?=\s|$)")
_CLOSING_HASH = re.compile(r"(?<!\\)#$")
_LARGEST_START = 999_999_999


def markdown_of(document: Document) -> str:
    """Return a document as Markdown."""
    return "\n\n".join(_blocks(document.blocks))


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    before: ItemList | None = None  # the list before this block, if Markdown has it as a list
    bullet = "-"
    for block in blocks:
        written_list: ItemList | None = None
        if isinstance(block, Paragraph):
            if block.level:
                written = _inline(block.content, line_break="<br>")
                yield f"{'#' * (block.level - 1)} {_CLOSING_HASH.sub(_escaped, written)}"
            elif written := _inline(block.content):
                yield written
        elif isinstance(block, Quotation):
            yield _prefixed("\n\n".join(_blocks(block.blocks)), "> ")
        elif isinstance(block, TextTable):
            yield _table(block)
        elif not _has_plain_markers(block) or (before and _would_continue(before, block)):
            yield from _literal_items(block)
        else:
            # Another sign begins another list.
            bullet = "*" if bullet == "-" and before and not before.is_numbered else "-"
            yield _list(block, bullet)
            written_list = block
        before = written_list


def _has_plain_markers(block: ItemList) -> bool:
    """Return whether Markdown has the markers of this list."""
    if not block.is_numbered:
        return True
    return (
        block.style == "1"
        and not block.prefix
        and block.suffix in (".", ")")
        and block.start + len(block.items) <= _LARGEST_START
        and all(item.number is None for item in block.items)
    )


def _would_continue(before: ItemList, block: ItemList) -> bool:
    """Return whether Markdown would read a numbered list as part of the one before it."""
    return before.is_numbered and block.is_numbered and before.suffix == block.suffix


def _list(block: ItemList, bullet: str) -> str:
    items = []
    for number, item in block.numbered_items():
        marker = number or bullet
        written = "\n\n".join(_blocks(item.blocks))
        indent = " " * (len(marker) + 1)
        items.append(f"{marker} {_prefixed(written, indent)[len(indent) :]}".rstrip())
    tight = all(len(item.blocks) == 1 for item in block.items)
    return ("\n" if tight else "\n\n").join(items)


def _literal_items(block: ItemList) -> Iterator[str]:
    """Write each item as a paragraph with its marker as literal characters."""
    for marker, item in block.numbered_items():
        first, *others = item.blocks
        content: Content = first.content if isinstance(first, Paragraph) else ()
        yield _inline((Run(f"{marker or '•'} "), *content))
        yield from _blocks(others)


def _table(table: TextTable) -> str:
    rows = table.rows if table.has_header else (((),) * len(table.rows[0]), *table.rows)
    head, *body = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(table.rows[0]), *body])


def _cell(content: Content) -> str:
    return _inline(content, line_break="<br>")


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _inline(content: Content, line_break: str = "\\\n") -> str:
    written = ""
    for link, parts in groupby(content, lambda part: getattr(part, "link", "")):
        runs = list(parts)
        if link:
            if written.endswith("!"):  # would begin an image
                written = written[:-1] + "\\!"
            words = _runs(runs, line_break, before="[", after="]")
            written += f"[{words}]({_destination(link)})"
        else:
            written += _runs(runs, line_break, before=written[-1:], after="")
    return _LINE_START.sub(_escape_line_start, written)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _escape_line_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _runs(parts: Sequence[Inline], line_break: str, *, before: str, after: str) -> str:
    written = before
    for index, part in enumerate(parts):
        if isinstance(part, LineBreak):
            written += line_break
            continue
        following = parts[index + 1] if index + 1 < len(parts) else None
        next_character = following.text[:1] if isinstance(following, Run) else after
        beside_formatted = isinstance(following, Run) and (following.bold or following.italic)
        written += _run(part, written[-1:], next_character, beside_formatted)
    return written[len(before) :]


def _run(run: Run, before: str, after: str, beside_formatted: bool) -> str:
    escaped = _MARKUP.sub(_escaped, run.text)
    if run.is_shifted:
        tag = "sup" if run.position == "super" else "sub"
        return f"<{tag}>{escaped}</{tag}>"
    stars = "*" * (2 * run.bold + run.italic)
    core = escaped.strip()
    if not stars or not core or beside_formatted or before == "*":
        return escaped
    start, end = escaped.index(core), escaped.index(core) + len(core)
    left = escaped[start - 1] if start else before
    right = escaped[end] if end < len(escaped) else after
    opens = core[0].isalnum() or not left or not left.isalnum()
    closes = core[-1].isalnum() or not right or not right.isalnum()
    if not opens or not closes:
        return escaped
    return f"{escaped[:start]}{stars}{core}{stars}{escaped[end:]}"


def _destination(link: str) -> str:
    return "<" + link.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E") + ">"
