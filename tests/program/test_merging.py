"""Merging two sequences that began from the same one."""

import pytest

from program.merging import Agreed, Conflict, common_base, merge_sequences


def words_in_common(one: str, other: str) -> float:
    mine, theirs = set(one.split()), set(other.split())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def merged(base: str, mine: str, theirs: str, **options) -> list[object]:
    """The elements that are agreed on, and (mine, theirs) where they are not; "|" divides them."""
    sequences = [text.split("|") if text else [] for text in (base, mine, theirs)]
    pieces = merge_sequences(*sequences, similarity=words_in_common, **options)
    result: list[object] = []
    for piece in pieces:
        if isinstance(piece, Agreed):
            result += piece.elements
        else:
            assert isinstance(piece, Conflict)
            result.append((piece.mine, piece.theirs))
    return result


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result"),
    [
        ("a b|c d", "a b x|c d", "a b|c d y", ["a b x", "c d y"]),
        ("a b|c d", "a b x|c d", "a b y|c d", [(("a b x",), ("a b y",)), "c d"]),
        ("a|b", "a|b|m", "t|a|b", ["t", "a", "b", "m"]),
        ("a|b", "a", "a|b y", ["a", ((), ("b y",))]),
        ("a", "a|m", "a|t", ["a", (("m",), ("t",))]),
        ("a", "a|m", "a|m", ["a", "m"]),
        ("a b c d|z", "a b|c d|z", "a b c d|z|n", ["a b", "c d", "z", "n"]),
        ("a b c d", "a b|new|c d", "a b c d", ["a b", "new", "c d"]),
        ("", "x", "", ["x"]),
    ],
)
def test_what_only_one_changed_is_taken_and_the_rest_is_a_conflict(base, mine, theirs, result):
    assert merged(base, mine, theirs, pairs_unlike=True) == result


def test_what_both_inserted_can_be_joined():
    joined = merged("a", "a|m|both", "a|t|both", joins_insertions=True)
    assert joined == ["a", "t", "both", "m"]


def test_elements_that_are_not_alike_are_no_changes_of_each_other():
    assert merged("a", "m", "t", joins_insertions=True) == ["t", "m"]
    assert merged("a", "m", "t", pairs_unlike=True) == [(("m",), ("t",))]


def test_a_long_passage_is_compared_in_a_bounded_way():
    base, mine, theirs = ("|".join(f"{side} {n}" for n in range(800)) for side in "bmt")
    result = merged(base, mine, theirs, pairs_unlike=True)
    assert result == [((f"m {n}",), (f"t {n}",)) for n in range(800)]


def test_the_base_of_two_sequences_is_what_both_have():
    assert common_base(["a", "m", "b"], ["a", "t", "b"]) == ["a", "b"]
