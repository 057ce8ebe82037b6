import pytest
from django.core.exceptions import ValidationError

from reporting.validators import MAX_TEXT, text_problems, validate_text, with_plain_line_breaks


@pytest.mark.parametrize("text", ["", "Año 2012\n\tnested – “quoted”", "x" * MAX_TEXT, "🌎"])
def test_what_a_keyboard_types_is_in_order(text):
    assert list(text_problems(text)) == []


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_a_control_character_is_refused_with_its_line(character):
    [problem] = text_problems(f"first\nsecond{character}")

    assert problem.startswith("Line 2 holds a control character")


def test_a_text_too_long_is_told_its_length_and_the_limit():
    [problem] = text_problems("x" * (MAX_TEXT + 1))

    assert "100,001 characters; the limit is 100,000" in problem


def test_the_validator_raises_all_of_it():
    with pytest.raises(ValidationError) as error:
        validate_text("\0" * (MAX_TEXT + 1))
    assert len(error.value.messages) == 2


def test_line_breaks_become_line_feeds():
    assert with_plain_line_breaks("a\r\nb\rc\x0bd\n") == "a\nb\nc\nd\n"
