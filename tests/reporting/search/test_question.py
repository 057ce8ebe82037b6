"""What is read out of a question, and words as the search compares them."""

import pytest

from reporting.search.engines import postgres, sqlite
from reporting.search.question import QuestionRefused, read_question
from reporting.search.tokens import folded_words, stems_of


def words(typed):
    return [term.word for term in read_question(typed).terms]


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
    question = read_question('migrants "human rights" “Mexico City”')
    assert [term.word for term in question.terms] == ["migrants"]
    assert question.phrases == (("human", "rights"), ("mexico", "city"))


def test_a_word_in_quotes_is_a_word():
    assert words('"migrants"') == ["migrants"]


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "'", "(", "*", "\x00", "--", "\u200b", '""', "^", ":", "-", "\ud800"]
)
def test_signs_alone_ask_nothing(typed):
    assert not read_question(typed)


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
    question = read_question(typed)
    assert [term.word for term in question.terms] == found
    for engine in (sqlite, postgres):
        assert engine.expression(question)


@pytest.mark.parametrize("typed", ["a" * 201, "x" * 10_240, " ".join("abcdefghijklmnopqrstuvwxyz")])
def test_a_question_without_measure_is_refused_with_the_measure(typed):
    with pytest.raises(QuestionRefused, match="at most 2"):
        read_question(typed)
