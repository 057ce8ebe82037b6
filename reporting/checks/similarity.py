"""Which of many texts say nearly the same, without comparing each with each."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

from reporting.checks.vocabulary import ALL_FUNCTION_WORDS
from reporting.recognition.names import tokens

Key = TypeVar("Key", bound=Hashable)
Words = frozenset[str]
_MOST_HOLDERS = 50  # texts that are compared for one word: what more have in common tells little


def stem(word: str) -> str:
    """A word without the ending of a plural: enough to compare, no linguistics."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def content_words(text: str) -> Words:
    """The words of `text` that carry meaning, and its numbers, folded and without plurals."""
    words = {stem(token.key) for token in tokens(text) if token.key not in ALL_FUNCTION_WORDS}
    figures = {part.strip(".,;:()") for part in text.split() if part.strip(".,;:()").isdigit()}
    return frozenset((words - {"&"}) | figures)


def likeness(one: Words, other: Words) -> float:
    """From 0 (nothing shared) to 1 (the same words): Dice's coefficient."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def held_in(part: Words, whole: Words) -> float:
    """The share of `part` that `whole` holds."""
    return len(part & whole) / len(part) if part else 0.0


def alike(texts: Mapping[Key, Words], least: float) -> Iterator[tuple[Key, Key]]:
    """Pairs of texts whose likeness is at least `least`, in the order of `texts`.

    Two such texts share one of their rarest words, so only those with one in common are compared,
    with the first 50 that hold it.
    """
    common = Counter(word for words in texts.values() for word in words)
    shared = least / (2 - least)  # the same bound as a share of all words of both
    seen: dict[str, list[Key]] = defaultdict(list)
    for key, words in texts.items():
        rarest = sorted(words, key=lambda word: (common[word], word))
        rarest = rarest[: len(words) - math.ceil(shared * len(words)) + 1]
        candidates = dict.fromkeys(other for word in rarest for other in seen[word])
        for other in candidates:
            if likeness(texts[other], words) >= least:
                yield other, key
        for word in rarest:
            if len(seen[word]) < _MOST_HOLDERS:
                seen[word].append(key)


def groups(
    texts: Mapping[Key, Words], least: float, among: Collection[tuple[Key, Key]] | None = None
) -> list[list[Key]]:
    """The texts that are alike, each group once, in the order of `texts`."""
    leader: dict[Key, Key] = {key: key for key in texts}

    def find(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in among if among is not None else alike(texts, least):
        leader[find(other)] = find(one)
    found: dict[Key, list[Key]] = defaultdict(list)
    for key in texts:
        found[find(key)].append(key)
    return [group for group in found.values() if len(group) > 1]
