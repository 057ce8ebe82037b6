import pytest

from reporting.recognition.acronyms import find_acronyms, find_definitions


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("the International Labour Organization (ILO)", "ILO", "International Labour Organization"),
        ("International Organization for Migration -IOM", "IOM",
         "International Organization for Migration"),
        ("Organization of American States - OAS -.", "OAS", "Organization of American States"),
        ("best interest determination (BID)", "BID", "best interest determination"),
        ("victims of trafficking (VoT) and", "VoT", "victims of trafficking"),
        ("Standard Operating Procedures (SOPs)", "SOPs", "Standard Operating Procedures"),
        ("SICA (Sistema de Integración Central Americana)", "SICA",
         "Sistema de Integración Central Americana"),
    ],
)  # fmt: skip
def test_a_definition_gives_acronym_and_name(text, acronym, name):
    (found,) = find_definitions(text)
    assert (found.acronym, found.name, found.confidence) == (acronym, name, 0.95)


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("Launch of the First Report of the Continuous Reporting System on International"
         " Migration for the Americas (SICREMI) which", "SICREMI",
         "Continuous Reporting System on International Migration for the Americas"),
        ("with the Inter-American Network for Labor Administration (RIAL)", "RIAL",
         "Inter-American Network for Labor Administration"),
    ],
)  # fmt: skip
def test_an_acronym_of_another_language_is_less_sure(text, acronym, name):
    (found,) = find_definitions(text)
    assert (found.acronym, found.name, found.confidence) == (acronym, name, 0.6)


@pytest.mark.parametrize(
    "text",
    ["Benito Tide Méndez (USA)", "(Mexico)", "(Phase II)", "resolution 2593 (XL-O/10)",
     "a meeting (AG/RES. 2141)", "the III Andean Forum"],
)  # fmt: skip
def test_other_words_in_brackets_define_nothing(text):
    assert find_definitions(text) == ()


def test_acronyms_are_found_and_roman_numbers_and_headings_are_not():
    text = "RSD and VoTs in the XVII Conference, AG/RES. 2141 (XL-O/10)\nASSISTANCE TO VICTIMS"
    assert [found.words for found in find_acronyms(text)] == ["RSD", "VoTs"]
