"""Merging two texts that began from the same one."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from program.merging import Agreed, Conflict
from program.rich_text import document_of, from_html, to_plain
from program.rich_text.html_output import serialize
from program.rich_text.merging import both, merge_texts, shown_units, text_of_units
from program.rich_text.units import document_of_units, units_of
from tests.program.rich_text.documents import documents

few = settings(max_examples=25, deadline=None)
texts = documents.map(serialize)


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{word}</p>" for word in words)


def items(*words: str) -> str:
    return f"<ul>{''.join(f'<li><p>{word}</p></li>' for word in words)}</ul>"


def rows(*words: str) -> str:
    return f"<table><tbody>{''.join(f'<tr><td><p>{word}</p></td></tr>' for word in words)}</tbody></table>"


def merged(base: str | None, mine: str, theirs: str, keep: str = "") -> str:
    """The merged text; "?" where there is a conflict, unless `keep` decides it."""
    units = []
    for piece in merge_texts(base, mine, theirs):
        if isinstance(piece, Agreed):
            units += piece.elements
        elif keep:
            units += both(piece) if keep == "both" else getattr(piece, keep)
        else:
            units += units_of(document_of("<p>?</p>"))
    return text_of_units(units)


def conflicts(base: str | None, mine: str, theirs: str) -> list[tuple[str, str]]:
    return [
        tuple(to_plain(text_of_units(side)) for side in (piece.mine, piece.theirs))
        for piece in merge_texts(base, mine, theirs)
        if isinstance(piece, Conflict)
    ]


MERGES = {
    "different paragraphs": (
        paragraphs("One.", "Two.", "Three."),
        paragraphs("One, mine.", "Two.", "Three."),
        paragraphs("One.", "Two.", "Three, theirs."),
        paragraphs("One, mine.", "Two.", "Three, theirs."),
    ),
    "paragraphs next to each other": (
        paragraphs("One.", "Two."),
        paragraphs("One, mine.", "Two."),
        paragraphs("One.", "Two, theirs."),
        paragraphs("One, mine.", "Two, theirs."),
    ),
    "a paragraph changed and another one added after it": (
        paragraphs("One."),
        paragraphs("One, mine."),
        paragraphs("One.", "Two, theirs."),
        paragraphs("One, mine.", "Two, theirs."),
    ),
    "a paragraph changed and another one deleted": (
        paragraphs("One.", "Two.", "Three."),
        paragraphs("One, mine.", "Two.", "Three."),
        paragraphs("One.", "Three."),
        paragraphs("One, mine.", "Three."),
    ),
    "the same change": (
        paragraphs("One.", "Two."),
        paragraphs("One, both.", "Two."),
        paragraphs("One, both.", "Two."),
        paragraphs("One, both.", "Two."),
    ),
    "items of one list": (
        items("one", "two", "three"),
        items("one", "two, mine", "three"),
        items("one", "two", "three, theirs", "four, theirs"),
        items("one", "two, mine", "three, theirs", "four, theirs"),
    ),
    "rows of one table": (
        rows("one", "two"),
        rows("one, mine", "two"),
        rows("one", "two, theirs"),
        rows("one, mine", "two, theirs"),
    ),
    "a split paragraph and another one changed": (
        paragraphs("One two three four.", "Five."),
        paragraphs("One two", "three four.", "Five."),
        paragraphs("One two three four.", "Five, theirs."),
        paragraphs("One two", "three four.", "Five, theirs."),
    ),
    "a bold word and a paragraph changed": (
        paragraphs("One.", "Two."),
        paragraphs("<strong>One.</strong>", "Two."),
        paragraphs("One.", "Two, theirs."),
        paragraphs("<strong>One.</strong>", "Two, theirs."),
    ),
}


@pytest.mark.parametrize(("base", "mine", "theirs", "both_kept"), MERGES.values(), ids=MERGES)
def test_what_only_one_changed_is_taken(base, mine, theirs, both_kept):
    assert merged(base, mine, theirs) == from_html(both_kept)
    assert merged(base, theirs, mine) == from_html(both_kept)


CONFLICTS = {
    "the same paragraph": (
        paragraphs("One.", "Two."),
        paragraphs("One.", "Two, mine."),
        paragraphs("One, theirs.", "Two, theirs."),
        [("Two, mine.", "Two, theirs.")],
    ),
    "two paragraphs, each by itself": (
        paragraphs("One.", "Two."),
        paragraphs("One, mine.", "Two, mine."),
        paragraphs("One, theirs.", "Two, theirs."),
        [("One, mine.", "One, theirs."), ("Two, mine.", "Two, theirs.")],
    ),
    "changed and deleted": (
        paragraphs("One.", "Two."),
        paragraphs("One.", "Two, mine."),
        paragraphs("One."),
        [("Two, mine.", "")],
    ),
    "added at the same place": (
        paragraphs("One."),
        paragraphs("One.", "Mine."),
        paragraphs("One.", "Theirs."),
        [("Mine.", "Theirs.")],
    ),
    "one item of a list": (
        items("one", "two"),
        items("one", "two, mine"),
        items("one", "two, theirs"),
        [("two, mine", "two, theirs")],
    ),
}


@pytest.mark.parametrize(("base", "mine", "theirs", "asked"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_both_changed_is_asked(base, mine, theirs, asked):
    assert conflicts(base, mine, theirs) == asked


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ("mine", paragraphs("One.", "A course for judges.")),
        ("theirs", paragraphs("One.", "A seminar.")),
        ("both", paragraphs("One.", "A course for judges.", "A seminar.")),
    ],
)
def test_each_choice_keeps_what_it_says(keep, kept):
    base = paragraphs("One.", "A course.")
    mine = paragraphs("One.", "A course for judges.")
    assert merged(base, mine, paragraphs("One.", "A seminar."), keep) == kept


def test_two_sentences_added_to_one_paragraph_are_both_kept_in_it():
    base, mine, theirs = (paragraphs(text) for text in ("One.", "One. Mine.", "One. Theirs."))

    assert conflicts(base, mine, theirs) == [("One. Mine.", "One. Theirs.")]
    assert merged(base, mine, theirs, "both") == "<p>One. Mine. Theirs.</p>"


def test_without_a_base_what_differs_is_asked():
    assert conflicts(None, paragraphs("One.", "Mine."), paragraphs("One.", "Theirs.")) == [
        ("Mine.", "Theirs.")
    ]


def test_an_item_is_shown_with_the_number_that_it_has_in_the_text():
    text = "<ol><li><p>one</p></li><li><p>two</p></li></ol>"
    last = units_of(document_of(text))[-1]

    assert '<span class="marker">2.</span> two' in shown_units([last])


def test_no_script_of_a_text_is_shown():
    pieces = merge_texts("", "<p>a</p>", "<script>alert(1)</script><p onclick='x()'>b</p>")
    shown = "".join(shown_units(piece.theirs) for piece in pieces)

    assert shown == "<p>b</p>"


@few
@given(documents)
def test_the_units_of_a_document_make_the_same_document(document):
    assert document_of_units(units_of(document)) == document


def words(text: str) -> Counter[str]:
    return Counter(to_plain(text).split())


def bare(text: str) -> set[str]:
    """The words of a text, without the markers of its lists."""
    document = document_of(text)
    return {
        word
        for unit in units_of(document)
        for content in getattr(unit.leaf, "cells", None) or [getattr(unit.leaf, "content", ())]
        for word in "".join(getattr(part, "text", " ") for part in content).split()
    }


@few
@given(texts, texts)
def test_a_text_that_only_one_changed_is_that_one(base, changed):
    assert merged(base, changed, base) == from_html(changed)
    assert merged(base, base, changed) == from_html(changed)
    assert merged(base, changed, changed) == from_html(changed)


@st.composite
def edited(draw) -> tuple[str, str, str]:
    """A text, and two that differ from it in some units."""
    units = units_of(draw(documents))
    others = units_of(draw(documents))

    def side() -> str:
        changed = []
        for unit in units:
            act = draw(st.sampled_from(["keep", "keep", "drop", "replace", "add"]))
            other = [draw(st.sampled_from(others))] if others else []
            changed += {
                "keep": [unit],
                "drop": [],
                "replace": other,
                "add": [unit, *other],
            }[act]
        return text_of_units(changed)

    return text_of_units(units), side(), side()


@few
@given(edited())
def test_with_both_no_word_that_a_writer_added_is_lost(edits):
    base, mine, theirs = edits
    kept = bare(merged(base, mine, theirs, "both"))

    assert bare(mine) - bare(base) <= kept
    assert bare(theirs) - bare(base) <= kept


@few
@given(edited())
def test_with_mine_no_word_that_i_added_is_lost(edits):
    base, mine, theirs = edits
    assert bare(mine) - bare(base) <= bare(merged(base, mine, theirs, "mine"))
    assert bare(theirs) - bare(base) <= bare(merged(base, mine, theirs, "theirs"))


@few
@given(texts, texts)
def test_without_a_base_no_word_of_either_is_lost(mine, theirs):
    assert bare(mine) | bare(theirs) <= bare(merged(None, mine, theirs, "both"))


@few
@given(edited())
def test_both_writers_are_asked_the_same(edits):
    base, mine, theirs = edits
    assert conflicts(base, mine, theirs) == [
        (one, other) for other, one in conflicts(base, theirs, mine)
    ]
