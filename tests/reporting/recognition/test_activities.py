import pytest

from reporting.recognition.activities import Cited, find_activities, numbers_cited


def read(text, **options):
    return [(found.words, found.numbers) for found in find_activities(text, **options)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("70., 73., 75. IOM supported the government", (70, 73, 75)),
        ("67. and 75. In Ecuador, we worked", (67, 75)),
        ("70, 74, 75. Prevent trafficking", (70, 74, 75)),
        ("30 to 32", (30, 31, 32)),
        ("30-32. Exchange", (30, 31, 32)),
        ("81. ILO support", (81,)),
        ("79.Promote and offer", (79,)),
        ("- 67. Train NGOs", (67,)),
        ("under activities 70-72 of the Program", (70, 71, 72)),
        ("activities Nos. 70, 71 and 72 were", (70, 71, 72)),
        ("for Activity 67 of the Program", (67,)),
        ("see activity No. 42, above", (42,)),
    ],
)
def test_a_citation_is_read_with_its_ranges(text, numbers):
    assert numbers_cited(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "1. On March 18\n2. Between 11 and 13 April\n3. On April 13",
        "18. May 2011 was warm", "2011. The year", "180 people participated", "25 regions",
        "5 May 2011", "25 and 26 May, officials met", "30 to 40 officials attended",
        "activities 180 people attended", "activities 18 to 20 May", "6 activities", "67.5 percent",
        "Act 985 of 2005", "Session 141", "3,000 migrants", "$ 200k", "4 selected communities",
        "Program No. 1 was implemented",
    ],
)  # fmt: skip
def test_other_numbers_are_no_citations(text):
    assert numbers_cited(text) == ()


@pytest.mark.parametrize(
    "text",
    ["Activity #1 :", "Activity # 2:", "Activity No. 3:", "Activity 5:", "Scheduled Activity 1: Do",
     "Scheduled activity No. 2:", "Program Activity 6:\nActivities to promote"],
)  # fmt: skip
def test_a_printed_label_is_no_number_of_the_program(text):
    (found,) = find_activities(text)
    assert found.form is Cited.LABEL
    assert numbers_cited(text) == ()


def test_a_number_before_a_colon_is_the_programs_where_it_is_assigned():
    assert numbers_cited("Activity 67:", assigned={67, 68}) == (67,)


def test_unknown_numbers_are_left_out_and_unassigned_ones_less_sure():
    assert read("150. Something", known=range(1, 101)) == []
    (sure,) = find_activities("67. Train", assigned={67})
    (unsure,) = find_activities("42. Train", assigned={67})
    assert (sure.confidence, unsure.confidence) == (0.97, 0.58)


def test_a_reversed_range_is_none():
    assert read("activities 72-70") == []


def test_spanish_words_are_data():
    assert numbers_cited("las actividades 70 a 72 y la actividad 75", lang="es") == (70, 71, 72, 75)
