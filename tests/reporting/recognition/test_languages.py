import pytest

from reporting.recognition.dates import DateRole, find_dates
from reporting.recognition.languages import LANGUAGES, language
from reporting.recognition.names import fold


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("es", "del 25 de julio al 2 de agosto de 2011", "2011-07-25/2011-08-02"),
        ("es", "los días 24 a 26 de agosto de 2011", "2011-08-24/2011-08-26"),
        ("es", "entre el 15 y el 19 de agosto", "2011-08-15/2011-08-19"),
        ("es", "el martes 31 de mayo", "2011-05-31"),
        ("es", "el 1º de junio de 2011", "2011-06-01"),
        ("es", "en septiembre de 2011", "2011-09"),
        ("es", "en setiembre del 2011", "2011-09"),
        ("fr", "du 25 juillet au 2 août 2011", "2011-07-25/2011-08-02"),
        ("fr", "les 7 et 8 juin 2011", "2011-06-07/2011-06-08"),
        ("fr", "le 1er mars 2012", "2012-03-01"),
        ("fr", "mardi 31 mai", "2011-05-31"),
        ("fr", "en decembre 2011", "2011-12"),
        ("pt", "de 25 de julho a 2 de agosto de 2011", "2011-07-25/2011-08-02"),
        ("pt", "nos dias 7 e 8 de junho de 2011", "2011-06-07/2011-06-08"),
        ("pt", "terça-feira, 31 de maio", "2011-05-31"),
        ("pt", "1º de março de 2012", "2012-03-01"),
        ("pt", "em março de 2011", "2011-03"),
    ],
)
def test_dates_are_read_in_each_language(lang, text, iso):
    (found,) = find_dates(text, year=2011, lang=lang)
    assert (found.iso, found.flags) == (iso, ())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "la Convención sobre el Estatuto de los Refugiados de 1951"),
        ("es", "la Ley 985 de 2005"),
        ("fr", "la Convention de 1951"),
        ("pt", "a Lei 985 de 2005"),
    ],
)
def test_the_years_of_laws_are_names_in_each_language(lang, text):
    (found,) = find_dates(text, lang=lang)
    assert found.role is DateRole.NAME


@pytest.mark.parametrize("lang", ["es", "fr", "pt"])
def test_words_of_another_language_are_no_dates(lang):
    assert find_dates("states may 30 days march 3", lang=lang) == ()


@pytest.mark.parametrize("data", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_every_language_is_complete_and_says_nothing_twice(data):
    assert (len(data.dates.months), len(data.dates.weekdays)) == (12, 7)
    months = [fold(word) for words in data.dates.months for word in words]
    assert len(set(months)) == len(months)
    weekdays = [fold(word) for words in data.dates.weekdays for word in words]
    assert not set(weekdays) & set(months)


def test_a_regional_code_has_the_data_of_its_language_and_an_unknown_one_none():
    assert language("pt-BR") is LANGUAGES["pt"]
    with pytest.raises(KeyError):
        language("de")
