"""How a query is parsed, and words as the search compares them."""

import pytest

from reporting.search.query import InvalidSearchQuery, parse_query
from reporting.search.tokens import folded_words, stems_of


def words(typed):
    return [term.word for term in parse_query(typed).terms]


def test_accents_and_capitals_are_folded():
    assert folded_words("Capacitación, CAPACITAÇÃO e\u0301tat") == [
        "capacitacion",
        "capacitacao",
        "etat",
    ]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "training", "trainings"),
        ("es", "migración", "migraciones"),
        ("es", "migracion", "migraciones"),
        ("fr", "réfugié", "réfugiés"),
        ("fr", "regional", "regionaux"),
        ("pt", "capacitação", "capacitações"),
        ("pt", "capacitacao", "capacitacoes"),
    ],
)
def test_one_and_many_share_a_stem(language, one, many):
    assert stems_of(one, language) & stems_of(many, language)


def test_words_and_phrases_are_told_apart():
    query = parse_query('migrants "human rights" “Mexico City”')
    assert [term.word for term in query.terms] == ["migrants"]
    assert query.phrases == (("human", "rights"), ("mexico", "city"))


def test_a_word_in_quotes_is_a_word():
    assert words('"migrants"') == ["migrants"]


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "'", "(", "*", "\x00", "--", "\u200b", '""', "^", ":", "-", "\ud800"]
)
def test_signs_alone_are_no_query(typed):
    assert not parse_query(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("NEAR(", ["near"]),
        ("NEAR(a b, 2)", ["near", "a", "b", "2"]),
        ("a\x00b", ["a", "b"]),
        ("x' OR 1=1 --", ["x", "or", "1"]),
        ("title:migrants", ["title", "migrants"]),
        ('un"closed', ["un", "closed"]),
        ("ﬁnance ½", ["finance", "12"]),
    ],
)
def test_what_would_be_a_sign_to_a_database_only_sets_words_apart(typed, found):
    assert words(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["a" * 201, "x" * 2_000, " ".join("abcdefghijklmnopqrstuvwxyz"), "a b* " * 50, "word " * 200],
)
def test_a_query_that_is_too_long_is_refused_with_the_limit(typed):
    with pytest.raises(InvalidSearchQuery, match="at most 2"):
        parse_query(typed)
