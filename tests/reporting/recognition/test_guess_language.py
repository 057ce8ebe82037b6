"""guess_language: sure, unsure, or nothing said."""

import pytest

from reporting.recognition.language_detection import LanguageGuess, guess_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se realizó un taller para los funcionarios de la frontera.", LanguageGuess("es", True)),
        ("A workshop was held for the officials of the border.", LanguageGuess("en", True)),
        ("Un atelier a été tenu pour les fonctionnaires des douanes.", LanguageGuess("fr", True)),
        ("Foi realizada uma oficina para os funcionários da fronteira.", LanguageGuess("pt", True)),
        ("", LanguageGuess()),
        ("Seminar", LanguageGuess()),
        ("67", LanguageGuess()),
    ],
)  # fmt: skip
def test_the_words_of_a_text_tell_its_language(text, expected):
    assert guess_language(text) == expected


def test_a_text_in_two_languages_is_not_sure():
    text = "The workshop of the officials. Se realizó el taller para los funcionarios con las."

    assert not guess_language(text).is_sure
    assert guess_language(text).code
