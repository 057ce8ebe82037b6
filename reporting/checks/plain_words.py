"""The words of a plain text, without its web and mail addresses."""

import re
from collections.abc import Iterator

RUN = re.compile(r"[^\W\d_]+")  # a run of letters
LONGEST_WORD = 60  # letters; a longer run is not a word, and is neither counted nor split
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*", re.IGNORECASE)
_UNBROKEN = re.compile(r"\S+")
_STOP_IN_WORD = re.compile(r"\.\w+")


def runs_in(plain: str) -> list[str]:
    """Return the words of a plain text in order, without those of addresses."""
    return [run for run in RUN.findall(without_links(plain)) if len(run) <= LONGEST_WORD]


def links_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the web and mail addresses of `text`, from left to right."""
    for run in _UNBROKEN.finditer(text):
        position, (at_sign, mail_end) = run.start(), _mail_address(run)
        while position < run.end():
            web = _WEB.search(text, position, run.end())
            if web and web.start() == position:
                yield web.span()
                position = web.end()
            elif position < at_sign:
                yield position, mail_end
                position = mail_end
            elif web:
                position = web.start()
            else:
                break


def _mail_address(run: re.Match[str]) -> tuple[int, int]:
    """Return where the last "@" before a host name is, and where that name ends; else (-1, -1)."""
    text, last_stop = run.string, None
    for match in _STOP_IN_WORD.finditer(text, *run.span()):
        last_stop = match
    at_sign = (
        text.rfind("@", run.start(), max(run.start(), last_stop.start() - 1)) if last_stop else -1
    )
    return (at_sign, last_stop.end()) if last_stop and at_sign >= 0 else (-1, -1)


def without_links(text: str) -> str:
    """Return `text` with its addresses replaced by spaces, so that positions stay the same."""
    parts, position = [], 0
    for start, end in links_in(text):
        parts += [text[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, text[position:]])
