"""Finds texts that say nearly the same, without comparing each pair."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeVar

from reporting.checks.vocabulary import ALL_FUNCTION_WORDS
from reporting.recognition.names import tokens

KeyT = TypeVar("KeyT", bound=Hashable)
WordSet = frozenset[str]
_MOST_HOLDERS = 50  # texts that are compared for one word: a more frequent word tells little


def stem(word: str) -> str:
    """The word without a plural ending, as far as comparing texts needs it."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word


def content_words(text: str) -> WordSet:
    """The numbers of `text` and its words without function words, folded and in the singular."""
    words = {stem(token.key) for token in tokens(text) if token.key not in ALL_FUNCTION_WORDS}
    figures = {word.strip(".,;:()") for word in text.split() if word.strip(".,;:()").isdigit()}
    return frozenset((words - {"&"}) | figures)


def likeness(first: WordSet, second: WordSet) -> float:
    """Dice's coefficient, from 0 (no word shared) to 1 (the same words)."""
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def held_in(part: WordSet, whole: WordSet) -> float:
    """The share of the words of `part` that `whole` contains, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def alike(texts: Mapping[KeyT, WordSet], min_likeness: float) -> Iterator[tuple[KeyT, KeyT]]:
    """Pairs of texts whose likeness is at least `min_likeness`, in the order of `texts`.

    Two such texts share one of their rarest words. So a text is compared only with those that have
    one of its rarest words, and with at most 50 for each word.
    """
    frequency = Counter(word for words in texts.values() for word in words)
    shared = min_likeness / (2 - min_likeness)  # the same bound as a share of all words of both
    seen: dict[str, list[KeyT]] = defaultdict(list)
    for key, words in texts.items():
        rarest = sorted(words, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(words) - math.ceil(shared * len(words)) + 1]
        candidates = dict.fromkeys(earlier for word in rarest for earlier in seen[word])
        for earlier in candidates:
            if likeness(texts[earlier], words) >= min_likeness:
                yield earlier, key
        for word in rarest:
            if len(seen[word]) < _MOST_HOLDERS:
                seen[word].append(key)


def groups(
    texts: Mapping[KeyT, WordSet],
    min_likeness: float,
    pairs: Collection[tuple[KeyT, KeyT]] | None = None,
) -> list[list[KeyT]]:
    """Groups of texts that are alike, in the order of `texts`.

    Texts that `pairs` connect, directly or through others, form a group. By default these are the
    pairs of `alike`.
    """
    leader: dict[KeyT, KeyT] = {key: key for key in texts}

    def find(key: KeyT) -> KeyT:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for first, second in pairs if pairs is not None else alike(texts, min_likeness):
        leader[find(second)] = find(first)
    keys_by_leader: dict[KeyT, list[KeyT]] = defaultdict(list)
    for key in texts:
        keys_by_leader[find(key)].append(key)
    return [group for group in keys_by_leader.values() if len(group) > 1]
