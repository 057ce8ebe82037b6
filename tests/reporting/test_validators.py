import pytest
from django.core.exceptions import ValidationError

from reporting.validators import (
    MAX_REMARK,
    MAX_TEXT,
    cleaned_line,
    reason_problems,
    remark_problems,
    rich_text_problems,
    text_problems,
    validate_rich_text,
)


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


def test_a_reason_is_as_long_as_a_remark_at_most():
    assert list(reason_problems("x" * MAX_REMARK)) == []
    [problem] = reason_problems("x" * (MAX_REMARK + 1))
    assert "10,001 characters; the limit is 10,000" in problem


def test_a_long_text_is_measured_as_printed():
    formatted = f"<p>{'<strong>a</strong>b' * (MAX_TEXT // 2)}</p>"
    assert len(formatted) > MAX_TEXT
    assert list(rich_text_problems(formatted)) == []
    [problem] = rich_text_problems(formatted + "<p>c</p>")
    assert "100,002 characters; the limit is 100,000" in problem
    [problem] = remark_problems(f"<p>{'a' * (MAX_REMARK + 1)}</p>")
    assert "10,001 characters; the limit is 10,000" in problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<blockquote>" * 60 + "deep", "too deep"),
        ("<p>a\x07</p>", "control character"),
        ("a" * 2_000_001, "too large"),
        ("<table><tr>" + "<td>a" * 61, "more than 60 columns"),
    ],
)
def test_a_long_text_that_cannot_be_read_is_refused(text, problem):
    [said] = rich_text_problems(text)
    assert problem in said
    with pytest.raises(ValidationError, match=problem):
        validate_rich_text(text)


def test_a_line_is_cleaned_of_what_nobody_sees():
    assert cleaned_line("a\r\nb\rc\x0bd\n") == "a\nb\nc\nd\n"
    assert cleaned_line("\ufeffa\u200b \x96 b") == "a – b"
