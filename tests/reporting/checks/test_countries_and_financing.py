from decimal import Decimal

import pytest

from tests.reporting.checks.making import CheckedFinancing, entry, event, found, words, year_of

SURINAME = "Officials of Suriname attended."


def test_a_country_named_and_not_tagged_is_found(gazetteer):
    checked = year_of(entry(SURINAME), gazetteer=gazetteer)
    assert words("countries.not-tagged", checked) == ["Suriname"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (SURINAME, (("SUR", "participant"),)),
        ("The Declaration of Port of Spain and the Mexico Plan of Action were recalled.", ()),
        ("The Andean Community (CAN) met in New Mexico.", ()),
    ],
)
def test_what_is_tagged_or_no_country_is_in_order(gazetteer, text, tags):
    checked = year_of(entry(text, countries=tags), gazetteer=gazetteer)
    assert words("countries.not-tagged", checked) == []


def test_a_tag_that_nothing_names_is_found(gazetteer):
    spain = (("ESP", "place"),)
    text = "The Declaration of Port of Spain was recalled."
    assert words("countries.not-named", year_of(entry(text, countries=spain), gazetteer=gazetteer)) == ["ESP"]  # fmt: skip
    for parts in (
        {"text": "A seminar in Madrid."},
        {"heading": "A FUND IN SPAIN"},
        {"events": (event("2011-06-07", place="Madrid"),)},
    ):
        checked = year_of(entry(countries=spain, **parts), gazetteer=gazetteer)
        assert words("countries.not-named", checked) == []


def test_countries_outside_are_one_finding(gazetteer):
    tags = (("ESP", "place"), ("CHE", "place"), ("FRA", "mentioned"), ("MEX", "place"))
    year = year_of(entry(countries=tags), entry(countries=tags))
    object.__setattr__(year, "members", frozenset({"MEX"}))
    assert words("countries.outside", year) == ["CHE, ESP"]


def test_two_names_of_one_country_are_one_finding(gazetteer):
    texts = ["A course in St. Kitts & Nevis.", "A course in St. Kitts and Nevis.", "The Bahamas, and the Bahamas, and Bahamas."]  # fmt: skip
    checked = year_of(*map(entry, texts), gazetteer=gazetteer)
    assert words("countries.name-variants", checked) == ["St. Kitts & Nevis, St. Kitts and Nevis"]


def test_none_stated_by_an_organ_of_the_oas_is_found():
    money = (CheckedFinancing("OAS Regular Fund."),)
    assert len(found("financing.none-stated", year_of(entry(), of_the_oas=True))) == 1
    assert found("financing.none-stated", year_of(entry(), of_the_oas=True, financing=money)) == []
    assert found("financing.none-stated", year_of(entry())) == []


def test_stated_where_it_does_not_apply_is_found():
    money = (CheckedFinancing("Project funded by IOM"),)
    assert words("financing.not-applicable", year_of(entry(), financing=money)) == [
        "Project funded by IOM"
    ]
    assert words("financing.not-applicable", year_of(entry(), of_the_oas=True, financing=money)) == []  # fmt: skip


def test_an_amount_no_financing_holds_is_found():
    text = "Canada gave US$ 20,000, and 20,000 migrants were helped."
    assert words("financing.amount-not-held", year_of(entry(text))) == ["US$ 20,000"]
    held = (CheckedFinancing("Canada", Decimal(20000), "US$"),)
    assert words("financing.amount-not-held", year_of(entry(text), financing=held)) == []


def test_an_amount_of_a_source_that_its_field_lacks_is_found():
    text = "Government of Canada (new support for $ 200k)"
    assert words("financing.amount-not-read", year_of(financing=(CheckedFinancing(text),))) == ["$ 200k"]  # fmt: skip
    held = (CheckedFinancing(text, Decimal(200000), "$"),)
    assert words("financing.amount-not-read", year_of(financing=held)) == []


def test_an_amount_of_a_source_that_its_field_holds_otherwise_is_found():
    money = (CheckedFinancing("Canada gave US$ 10,000", Decimal(5000), "US$"),)
    assert words("financing.amount-not-read", year_of(financing=money)) == ["US$ 10,000"]
