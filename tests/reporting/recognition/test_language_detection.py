"""The language of a text: never a wrong one with certainty."""

import pytest

from reporting.recognition.language_detection import SURE, detect
from tests.reporting.recognition.measuring import LANGUAGES, read_sentences


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", ["", "kept_apart"])
def test_a_sentence_is_in_its_language_or_the_writer_is_asked(language, folder):
    sentences = [sentence["text"] for sentence in read_sentences(language, folder)]
    detected = [(text, *detect([text])) for text in sentences]
    sure = [(text, code) for text, code, certainty in detected if certainty >= SURE]
    assert [text for text, code in sure if code != language] == []
    assert len(sure) >= 0.75 * len(sentences)


@pytest.mark.parametrize("text", ["", "2011", "IOM, UNHCR", "MEX 12.06.2011", "Workshop"])
def test_a_text_without_words_of_a_language_is_unsure(text):
    assert detect([text], "fr") == ("fr", 0.0)
