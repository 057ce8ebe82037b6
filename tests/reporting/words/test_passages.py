"""What counts as standing in print."""

import pytest

from tests.reporting.words.passages import Passage, lost

FIRST, SECOND = Passage(1, ("a", "b", "c")), Passage(2, ("d", "e"))


@pytest.mark.parametrize("printed", ["a b c d e", "1 a b c · tag d e 2", "x a b a b c d d e"])
def test_passages_in_one_piece_and_in_order_are_not_lost(printed):
    assert lost([FIRST, SECOND], printed.split()) == []


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        ("d e", [FIRST]),
        ("a b c", [SECOND]),
        ("d e a b c", [SECOND]),
        ("a b x c d e", [FIRST]),
        ("a b d e", [FIRST]),
        ("a b C d e", [FIRST]),
        ("", [FIRST, SECOND]),
    ],
)
def test_what_is_missing_torn_or_moved_is_lost(printed, missing):
    assert lost([FIRST, SECOND], printed.split()) == missing


def test_words_printed_once_do_not_stand_for_two_passages():
    assert lost([FIRST, FIRST], ["a", "b", "c"]) == [FIRST]
