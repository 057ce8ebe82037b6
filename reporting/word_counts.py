"""The words of a text and how often each stands in it, without the addresses in it."""

import re
from collections import Counter
from collections.abc import Iterator

from reporting.markdown import to_plain

RUN = re.compile(r"[^\W\d_]+")  # a run of letters
LONGEST_WORD = 60  # letters; a longer run is no word: it is neither counted nor taken apart
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*", re.IGNORECASE)
_UNBROKEN = re.compile(r"\S+")
_STOP_IN_WORD = re.compile(r"\.\w+")


def word_counts(text: str) -> dict[str, int]:
    """How often each word stands in `text` (Markdown), as written, with its capitals."""
    return dict(Counter(runs_in(to_plain(text))))


def runs_in(plain: str) -> list[str]:
    """The words of a plain text in order, without those of addresses."""
    return [run for run in RUN.findall(without_links(plain)) if len(run) <= LONGEST_WORD]


def links_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the web and mail addresses of `text` start and end, from left to right."""
    for run in _UNBROKEN.finditer(text):
        place, (at_sign, mail_end) = run.start(), _mail_address(run)
        while place < run.end():
            web = _WEB.search(text, place, run.end())
            if web and web.start() == place:
                yield web.span()
                place = web.end()
            elif place < at_sign:
                yield place, mail_end
                place = mail_end
            elif web:
                place = web.start()
            else:
                break


def _mail_address(run: re.Match[str]) -> tuple[int, int]:
    """Where the last "@" before a name of a host stands, and where that ends; (-1, -1) for none."""
    text, stop = run.string, None
    for found in _STOP_IN_WORD.finditer(text, *run.span()):
        stop = found
    at_sign = text.rfind("@", run.start(), max(run.start(), stop.start() - 1)) if stop else -1
    return (at_sign, stop.end()) if stop and at_sign >= 0 else (-1, -1)


def without_links(text: str) -> str:
    """`text` with its web addresses blanked out, so that places stay the same."""
    parts, place = [], 0
    for start, end in links_in(text):
        parts += [text[place:start], " " * (end - start)]
        place = end
    return "".join([*parts, text[place:]])
