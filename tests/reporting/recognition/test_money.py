from decimal import Decimal

import pytest

from reporting.recognition.data.currencies import code_of
from reporting.recognition.money import find_money


@pytest.mark.parametrize(
    ("text", "words", "amount", "currency"),
    [
        ("(new RIAL support for $ 200k)", "$ 200k", "200000", "$"),
        ("a grant of US$ 1.5 million.", "US$ 1.5 million", "1500000", "US$"),
        ("EUR 20,000", "EUR 20,000", "20000", "EUR"),
        ("some 200,000 dollars", "200,000 dollars", "200000", "dollars"),
        ("€3m", "€3m", "3000000", "€"),
        ("3 million US dollars", "3 million US dollars", "3000000", "US dollars"),
        ("US$1,234,567.89", "US$1,234,567.89", "1234567.89", "US$"),
        ("C$\u00a05", "C$\u00a05", "5", "C$"),
        ("2 billion euros", "2 billion euros", "2000000000", "euros"),
    ],
)
def test_an_amount_has_a_currency(text, words, amount, currency):
    (found,) = find_money(text)
    assert (found.words, found.amount, found.currency) == (words, Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    ["more than 25 regions", "1.9 million persons", "60,000 brochures", "200 k", "Act 985",
     "CAN 5", "US 5", "$", "65%", "3000 persons", "5 eurozone"],
)  # fmt: skip
def test_a_number_without_currency_is_none(text):
    assert find_money(text) == ()


@pytest.mark.parametrize(
    ("lang", "text", "amount"),
    [
        ("es", "20.000,50 euros", "20000.50"),
        ("es", "3 millones de dólares", "3000000"),
        ("fr", "1,5 million d'euros", "1500000"),
        ("pt", "R$ 30 mil", "30000"),
    ],
)
def test_other_languages_write_numbers_their_way(lang, text, amount):
    (found,) = find_money(text, lang=lang)
    assert found.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("name", "lang", "code"),
    [
        ("euros", "en", "EUR"),
        ("Canadian dollars", "en", "CAD"),
        ("dólares estadounidenses", "es", "USD"),
        ("quetzales", "es", "GTQ"),
        ("pesos", "es", ""),
        ("gourdes", "fr", "HTG"),
        ("reais", "pt", "BRL"),
        ("reais brasileiros", "pt", "BRL"),
    ],
)
def test_name_of_a_currency_has_a_code_if_it_means_only_one(name, lang, code):
    assert code_of(name, lang) == code


def test_range_holds_the_amounts_between_its_ends():
    (found,) = find_money("US$ 10-15 million")
    assert found.holds(Decimal(12_000_000))
    assert not found.holds(Decimal(16_000_000))
    assert not found.holds(None)
