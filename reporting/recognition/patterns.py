"""Alternatives of a regular expression out of words of data."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of `words`, the longest first; any white space between them."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first) + ")"
