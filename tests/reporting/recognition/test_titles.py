"""propose_title: the beginning of a text as a title."""

import pytest

from reporting.recognition.titles import MAX_TITLE, propose_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ""),
        ("\n 1. \n", ""),
        ("A workshop took place.", "A workshop took place"),
        ("A workshop took place. It was attended by 40 consuls.", "A workshop took place"),
        ("1. Training of consuls\n2. Seminar", "Training of consuls"),
        ("a) Capacitación de cónsules;\nb) Seminario", "Capacitación de cónsules"),
        ("• Formation des consuls : Haïti", "Formation des consuls : Haïti"),
        (
            "Training workshop for border officials of Central America, held in San José with the "
            "support of the Government of Canada and of UNHCR, on 5 June 2013.",
            "Training workshop for border officials of Central America",
        ),
        (
            "Strengthening the capacity of consular officials to identify and to protect victims of "
            "trafficking in persons in the region",
            "Strengthening the capacity of consular officials to identify and to protect victims",
        ),
        ("x" * 500, "x" * MAX_TITLE),
    ],
)
def test_the_beginning_of_a_text_is_its_title(text, title):
    assert propose_title(text) == title
