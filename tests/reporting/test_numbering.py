import pytest

from reporting.numbering import chapter_numbers, letter, roman


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "I"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (10, "X"), (14, "XIV"), (39, "XXXIX")],
)
def test_parts_are_numbered_in_roman_numerals(number, words):
    assert roman(number) == words


def test_chapters_are_lettered():
    assert [letter(number) for number in (1, 2, 26)] == ["A", "B", "Z"]


def test_a_chapter_without_a_group_takes_the_letter_itself():
    assert list(chapter_numbers([None, None])) == [("", "A"), ("", "B")]


def test_the_first_half_of_2011_is_numbered_as_the_official_report():
    groups = [None, "SEDI", "SEDI", "SEDI", "SMS", None]
    assert [number for _group, number in chapter_numbers(groups)] == [
        "A",
        "B.1",
        "B.2",
        "B.3",
        "C.1",
        "D",
    ]


def test_a_group_that_comes_again_goes_on_with_its_numbers():
    assert list(chapter_numbers(["x", None, "x"])) == [("A", "A.1"), ("", "B"), ("A", "A.2")]


def test_nothing_is_numbered_nothing():
    assert list(chapter_numbers([])) == []


@pytest.mark.django_db
def test_no_two_chapters_of_2011_have_one_number(report_2011):
    for section in report_2011.sections:
        numbers = [chapter.number for chapter in section.chapters]
        assert len(numbers) == len(set(numbers))
