import pytest

from reporting.recognition.countries import countries_named, find_countries
from reporting.recognition.gazetteer import CountryName, Gazetteer, How, NamedCountry


def named(text, gazetteer, lang="en"):
    return [(found.words, found.iso3) for found in find_countries(text, gazetteer, lang=lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visited Mexico and left", [("Mexico", "MEX")]),
        ("the Mexican State", [("Mexican", "MEX")]),
        ("held in Washington, DC., from 18 July", [("Washington, DC", "USA")]),
        ("the U.S. government", [("U.S.", "USA")]),
        ("Report on U.S. immigration", [("U.S.", "USA")]),
        ("deportation(USA), held", [("USA", "USA")]),
        ("St. Kitts & Nevis, Feb. 2-3", [("St. Kitts & Nevis", "KNA")]),
        ("Saint Vincent and the Grenadines", [("Saint Vincent and the Grenadines", "VCT")]),
        ("Ministry of Labor St.Lucia his", [("St.Lucia", "LCA")]),
        (
            "celebration in SanSalvador, El Salvador",
            [("SanSalvador", "SLV"), ("El Salvador", "SLV")],
        ),
        ("Mexico’s northern border", [("Mexico", "MEX")]),
        ("Panama's Congress", [("Panama", "PAN")]),
        ("in Bogota and Bogotá", [("Bogota", "COL"), ("Bogotá", "COL")]),
        ("GOVERNMENT OF SPAIN", [("SPAIN", "ESP")]),
        ("the Lao People's Democratic Republic", [("Lao People's Democratic Republic", "LAO")]),
        ("Costa\u00a0Rica", [("Costa\u00a0Rica", "CRI")]),
        ("in Houston, Texas, in May", [("Houston", "USA")]),
        ("in Fort Lauderdale, Florida", [("Fort Lauderdale", "USA")]),
        ("in fort Lauderdale", [("fort Lauderdale", "USA")]),
        ("the Spanish Foundation", [("Spanish", "ESP")]),
        ("Perú y Haiti\u0301", [("Perú", "PER"), ("Haiti\u0301", "HTI")]),
    ],
)
def test_a_country_is_found_by_name_variant_demonym_or_city(text, expected, gazetteer):
    assert named(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Declaration of San Salvador",
        "the Plan of Action of San Salvador",
        "the Declaration of Commitment of Port of Spain",
        "the Mexico Plan of Action",
        "the Mexico Action Plan of Action and the 2010 Brasilia Declaration",
        "the Cartagena Declaration on Refugees",
        "the Pact of San José, Costa Rica",
        "the Montevideo Convention",
        "the Vienna Convention and the Geneva Conventions",
        "workers in New Mexico",
        "ships in the Gulf of Mexico",
        "a loan of the Bank of Georgia",
        "a scholar of Georgetown University",
        "in Paris, Texas",
        "the state of Georgia, like Alabama, passed a law",
        "the Andean Community (CAN)",
        "migrants can work",
        "OF THE STATES FOR US ALL TO SEE",
        "US$ 200,000",
        "let us work",
        "USAID and AECI",
        "American and Latin American countries",
        "Central America and the Caribbean",
        "Commissioner Lima and Denzel Washington",
        "the Lima Group and Minister Jordan",
        "a Spanish translation",
        "indigenous Indian peoples",
        "spicy chile sauce",
        "the Mexicoo and Perus",
    ],
)
def test_no_country_is_found_inside_another_name_or_word(text, gazetteer):
    assert named(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port of Spain hosted the Summit", "TTO"),
        ("in Georgia, Armenia and Azerbaijan", "GEO"),
        ("in Granada, Nicaragua", "NIC"),
        ("the University of Granada, Spain", "ESP"),
        ("the Dominican authorities", "DOM"),
        ("a Nigerian delegation", "NGA"),
        ("the Guyanese government", "GUY"),
        ("in San José, the capital", "CRI"),
        ("the Ministry of Dominica", "DMA"),
    ],
)
def test_the_context_decides_between_countries(text, expected, gazetteer):
    assert expected in countries_named(text, gazetteer)


def test_dominican_is_of_dominica_where_the_text_speaks_of_dominica(gazetteer):
    assert countries_named("In Dominica, the Dominican police", gazetteer) == {"DMA"}
    both = "Dominica and the Dominican Republic: Dominican officials"
    assert [iso3 for _, iso3 in named(both, gazetteer)] == ["DMA", "DOM", "DOM"]


def test_granada_alone_is_grenada_in_spanish_and_nothing_in_english(gazetteer):
    assert named("la visita a Granada", gazetteer, "es") == [("Granada", "GRD")]
    assert named("a visit to Granada", gazetteer) == []


def test_a_city_of_several_countries_is_where_the_text_puts_it(gazetteer):
    assert countries_named("in Georgetown, Guyana", gazetteer) == {"GUY"}
    assert countries_named("in Santiago, Dominican Republic", gazetteer) == {"DOM"}


def test_a_list_of_countries_is_found_in_whole(gazetteer):
    text = "Honduras, El Salvador and Nicaragua; Trinidad & Tobago, and Antigua and Barbuda"
    assert [iso3 for _, iso3 in named(text, gazetteer)] == ["HND", "SLV", "NIC", "TTO", "ATG"]


def test_a_result_says_how_and_how_surely(gazetteer):
    found = find_countries("Mexico, Mexican, Mexico City, USA", gazetteer)
    assert [one.how for one in found] == [How.NAME, How.DEMONYM, How.CITY, How.VARIANT]
    assert [one.confidence for one in found] == [0.98, 0.93, 0.9, 0.97]


def test_a_name_in_small_letters_is_less_sure_and_a_city_in_small_letters_is_none(gazetteer):
    (found,) = find_countries("the border with mexico and lima", gazetteer)
    assert (found.words, found.confidence) == ("mexico", 0.65)


def test_a_name_of_another_language_is_less_sure(gazetteer):
    (found,) = find_countries("a project in Brasil", gazetteer)
    assert (found.iso3, found.confidence) == ("BRA", 0.73)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "las autoridades mexicanas y el gobierno dominicano", {"DOM", "MEX"}),
        ("es", "en Santa Lucía y en los Estados Unidos", {"LCA", "USA"}),
        ("fr", "le gouvernement haïtien et les États-Unis", {"HTI", "USA"}),
        ("pt", "no Brasil e na República Dominicana", {"BRA", "DOM"}),
        ("es", "la Declaración de San Salvador", set()),
        ("pt", "a Declaração de Brasília", set()),
        ("fr", "la Déclaration de Port of Spain", set()),
    ],
)
def test_other_languages_are_data(lang, text, expected, gazetteer):
    assert countries_named(text, gazetteer, lang=lang) == expected


def test_only_countries_of_the_gazetteer_are_found():
    small = Gazetteer((NamedCountry("NER", (CountryName("Niger", How.NAME, "en"),)),))
    assert countries_named("Niger, Nigeria and Granada, Spain", small) == {"NER"}


def test_an_empty_gazetteer_finds_nothing():
    assert find_countries("Mexico", Gazetteer()) == ()


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Papua New Guinea", ["PNG"]),
        ("French Guiana and Guinea-Bissau", ["GUF", "GNB"]),
        ("South Sudan, Sudan and Niger", ["SSD", "SDN", "NER"]),
        ("American Samoa and Samoa", ["ASM", "WSM"]),
    ],
)
def test_the_longest_name_of_a_country_is_taken(text, iso3, gazetteer):
    assert [mention.iso3 for mention in find_countries(text, gazetteer)] == iso3
