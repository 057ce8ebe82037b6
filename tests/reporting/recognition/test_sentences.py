"""How well recognition reads the sentences of `sentences/`: at least 50 in each language.

`pytest -s` prints the figures. No rule was made with the sentences of `sentences/kept_apart/`.
"""

import pytest

from tests.reporting.recognition.measuring import KINDS, LANGUAGES, measure, read_sentences

LEAST = {"countries": 0.98, "dates": 0.97, "amounts": 0.97, "activities": 0.97}
LEAST_KEPT_APART = {"countries": 0.9, "dates": 0.9, "amounts": 0.9, "activities": 0.9}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_sentences_and_others_kept_apart(language):
    sentences = read_sentences(language)
    apart = read_sentences(language, "kept_apart")
    assert len(sentences) >= 50
    assert len(apart) >= 25
    texts = {sentence["text"] for sentence in (*sentences, *apart)}
    assert len(texts) == len(sentences) + len(apart)
    assert {key for sentence in (*sentences, *apart) for key in sentence} <= {"text", *KINDS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("folder", "least"), [("", LEAST), ("kept_apart", LEAST_KEPT_APART)])
def test_sentences_are_read_in_all_four_languages(language, folder, least, gazetteer):
    figures = measure(read_sentences(language, folder), language, gazetteer)
    for kind, counted in figures.items():
        print(  # noqa: T201  `pytest -s` shows the figures
            f"{language} {folder or 'sentences'} {kind}: {counted.right} right, "
            f"{counted.wrong} wrong, {counted.missed} missed, "
            f"precision {counted.precision:.2f}, recall {counted.recall:.2f}"
        )
    for kind, counted in figures.items():
        assert counted.precision >= least[kind], counted.mistakes
        assert counted.recall >= least[kind], counted.mistakes
