import datetime
from decimal import Decimal

import pytest

from reporting.recognition.suggest import SuggestionContext, SuggestionKind, Tagged, suggest

TEXT = (
    "70., 73. Between July 25 to August 2, 2011, the Rapporteur visited Mexico, with $ 200k, "
    "under the Mexico Plan of Action and the 1951 Convention."
)


@pytest.fixture
def reading(gazetteer):
    return SuggestionContext(gazetteer, year=2011, known=range(1, 101), assigned={70, 73})


def values(suggestions):
    return [(one.kind.value, one.value) for one in suggestions]


def test_what_the_text_names_is_suggested_in_its_order(reading):
    assert values(suggest(TEXT, reading, Tagged())) == [
        ("activity", "70"),
        ("activity", "73"),
        ("event", "2011-07-25/2011-08-02"),
        ("country", "MEX"),
        ("amount", "200000 $"),
    ]


def test_what_is_tagged_is_not_suggested(reading):
    tagged = Tagged(
        activities=["70", "73"],
        countries=["MEX"],
        events=[(datetime.date(2011, 7, 25), datetime.date(2011, 8, 2))],
        amounts=[Decimal(200000)],
    )
    assert suggest(TEXT, reading, tagged) == ()


def test_an_event_held_more_exactly_or_more_widely_is_not_suggested(reading):
    tagged = Tagged(events=[(datetime.date(2011, 6, 7), datetime.date(2011, 6, 8))])
    assert suggest("on June 7 and in June 2011", reading, tagged) == ()
    assert values(suggest("on June 9", reading, tagged)) == [("event", "2011-06-09")]


def test_an_event_says_where_when_its_sentence_does(reading):
    text = "A course was held in Lima, Peru from 24 to 26 August. It trained Mexican officials."
    (event,) = (one for one in suggest(text, reading, Tagged()) if one.kind is SuggestionKind.EVENT)
    assert (event.place, event.country, event.year_inferred) == ("Lima", "PER", True)


def test_what_a_hearing_is_about_is_not_its_place(reading):
    text = "Hearing on migrants in the United States, held on Monday March 28, 2011."
    (event,) = (one for one in suggest(text, reading, Tagged()) if one.kind is SuggestionKind.EVENT)
    assert (event.place, event.country) == ("", "")


def test_impossible_dates_and_printed_labels_are_not_suggested(reading):
    assert suggest("Scheduled Activity 1: on 31 June 2011", reading, Tagged()) == ()


def test_nothing_is_suggested_twice(reading):
    assert values(suggest("Mexico, Mexicans and Mexico City", reading, Tagged())) == [
        ("country", "MEX")
    ]
