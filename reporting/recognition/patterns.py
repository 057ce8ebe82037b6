"""Builds parts of regular expressions from words of the data."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of `words`, the longest first, with any white space within them."""
    longest_first = sorted(words, key=len, reverse=True)
    return (
        "(?:"
        + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
        + ")"
    )
