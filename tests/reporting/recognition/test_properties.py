"""What holds for any text whatever: no crash, spans inside the text, no overlaps."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.recognition.acronyms import find_acronyms, find_definitions
from reporting.recognition.activities import find_activities
from reporting.recognition.bodies import find_bodies
from reporting.recognition.countries import find_countries
from reporting.recognition.dates import find_dates
from reporting.recognition.languages import LANGUAGES
from reporting.recognition.money import find_money
from reporting.recognition.suggest import SuggestionContext, Tagged, suggest
from tests.reporting.recognition.conftest import read_gazetteer

GAZETTEER = read_gazetteer()
PIECES = [
    "Mexico", "St.", "Lucia", "San", "Salvador", "US", "$", "Georgia", "Granada", "Dominican",
    "Dominica", "Declaration of", "Plan of Action", "May", "march", "31", "25th", "and", "to", "-",
    "–", "from", "2011", "1951", "Convention", "of", "the", ",", ".", ":", "\n", "\n\n", " ",
    "\u00a0", "70.", "activities", "Activity", "#", "No.", "(", ")", "ILO", "CAN", "200k",
    "million", "euros", "Tuesday", "el", "de", "y", "mayo", "août", "é", "e\u0301", "0", "99",
    "30/02/2011", "2011-13-45", "2010-11", "first", "1º", "US$", "%", "\ud7ff", "\x00", "ﬀ", "ß", "İ",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)
FINDERS = {
    "countries": lambda text, lang: find_countries(text, GAZETTEER, lang=lang),
    "dates": lambda text, lang: find_dates(text, year=2011, lang=lang),
    "dates without a year": lambda text, lang: find_dates(text, lang=lang),
    "money": lambda text, lang: find_money(text, lang=lang),
    "activities": lambda text, lang: find_activities(text, lang=lang),
    "bodies": lambda text, lang: find_bodies(text, GAZETTEER, lang=lang),
    "acronyms": lambda text, lang: find_acronyms(text),
    "definitions": lambda text, lang: find_definitions(text),
}


@pytest.mark.parametrize("finder", FINDERS.values(), ids=FINDERS.keys())
@given(text=texts, lang=st.sampled_from(sorted(LANGUAGES)))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_and_never_overlap(finder, text, lang):
    found = finder(text, lang)
    assert all(text[one.start : one.end] == one.words != "" for one in found)
    assert all(0 < one.confidence <= 1 for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(text=texts, lang=st.sampled_from(sorted(LANGUAGES)))
@settings(max_examples=60, deadline=None)
def test_suggestions_are_made_of_any_text(text, lang):
    found = suggest(text, SuggestionContext(GAZETTEER, year=2011, lang=lang), Tagged())
    assert len({(one.kind, one.value) for one in found}) == len(found)


@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_the_days_of_a_date_and_its_iso_form_agree(text):
    for found in find_dates(text, year=2011):
        if found.iso:
            assert found.first is not None
            assert found.first <= found.last
            assert found.iso[:4] == f"{found.first.year}"


@pytest.mark.parametrize(
    "unit", ["a-", "1, ", "Costa ", "Dominican ", "of 2011 ", "(A", " \n", "1/"]
)
def test_repetitive_texts_cost_no_more_than_their_length(unit):
    """Finishes at all: a pattern that backtracks without bound would not."""
    text = unit * (30_000 // len(unit))
    for finder in FINDERS.values():
        finder(text, "en")
