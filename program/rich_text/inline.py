"""Putting runs and line breaks into their normal form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from program.rich_text.model import Content, Inline, LineBreak, Run

_SPACE = re.compile("[ \t\n\r\f]+")


def _one_line(match: re.Match[str]) -> str:
    """Keep spaces as typed; a line feed or a tab is one space, as in HTML."""
    return match[0] if match[0].strip(" ") == "" else " "


def collapse(text: str) -> str:
    """Return `text` on one line."""
    return _SPACE.sub(_one_line, text)


def normal(content: Iterable[Inline]) -> Content:
    """Return `content` with equal neighbors joined and without spaces at the ends of its lines."""
    lines = [_line(line) for line in _lines(content)]
    filled = [number for number, line in enumerate(lines) if line]
    if not filled:
        return ()
    joined: list[Inline] = []
    for number, line in enumerate(lines[filled[0] : filled[-1] + 1]):
        if number:
            joined.append(LineBreak())
        joined += line
    return tuple(joined)


def _lines(content: Iterable[Inline]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for part in content:
        if isinstance(part, LineBreak):
            yield line
            line = []
        else:
            line.append(part)
    yield line


def _line(runs: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    parts: list[str] = []

    def end_run() -> None:
        if parts:
            joined[-1] = _with_text(joined[-1], "".join(parts))
            parts.clear()

    for run in runs:
        if not run.text:
            continue
        if not joined or replace(joined[-1], text=run.text) != run:
            end_run()
            joined.append(run)
        parts.append(run.text)
    end_run()
    return _stripped(joined)


def _stripped(runs: list[Run]) -> list[Run]:
    filled = [number for number, run in enumerate(runs) if run.text.strip(" ")]
    runs = runs[filled[0] : filled[-1] + 1] if filled else []
    if runs:
        runs[0] = _with_text(runs[0], runs[0].text.lstrip(" "))
        runs[-1] = _with_text(runs[-1], runs[-1].text.rstrip(" "))
    return runs


def _with_text(run: Run, text: str) -> Run:
    return run if run.text == text else replace(run, text=text)


def paragraphs(content: Content) -> Iterator[Content]:
    """Yield the parts of `content` between empty lines, which end a paragraph."""
    part: list[Inline] = []
    for index, inline in enumerate(content):
        follows = content[index + 1] if index + 1 < len(content) else None
        if isinstance(inline, LineBreak) and (not part or isinstance(follows, LineBreak)):
            if part:
                yield tuple(part)
            part = []
        else:
            part.append(inline)
    if part:
        yield tuple(part)
