"""The role of a country, proposed from the words around its name."""

import pytest

from reporting.recognition.countries import find_countries
from reporting.recognition.country_roles import proposed_roles


def roles(text, gazetteer, lang="en"):
    found = proposed_roles(text, find_countries(text, gazetteer, lang=lang))
    return {iso3: role.value for iso3, role in found.items()}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "A training in Tapachula, Mexico, financed by the Government of Canada.",
            "en",
            {"MEX": "place", "CAN": "funder"},
        ),
        (
            "A seminar in Costa Rica with participants from Mexico, Peru and Chile.",
            "en",
            {"CRI": "place", "MEX": "participant", "PER": "participant", "CHL": "participant"},
        ),
        ("With funds from Spain, officials of Panama were trained.", "en",
         {"ESP": "funder", "PAN": "participant"}),
        ("Migrants from Haiti received assistance.", "en", {"HTI": "origin"}),
        ("Technical assistance to Guatemala was given.", "en", {"GTM": "beneficiary"}),
        ("Peru participated; Canada funded it.", "en", {"PER": "participant", "CAN": "funder"}),
        ("The legislation of Mexico was compared.", "en", {"MEX": "subject"}),
        ("Un taller en Honduras financiado por el Gobierno de Canadá.", "es",
         {"HND": "place", "CAN": "funder"}),
        ("Con la participación de México, Perú y Chile.", "es",
         {"MEX": "participant", "PER": "participant", "CHL": "participant"}),
        ("Migrantes provenientes de Haití.", "es", {"HTI": "origin"}),
        ("Un atelier en Haïti, financé par le Canada.", "fr", {"HTI": "place", "CAN": "funder"}),
        ("Um seminário no Brasil, financiado pelo Canadá, com participantes do Peru.", "pt",
         {"BRA": "place", "CAN": "funder", "PER": "participant"}),
    ],
)  # fmt: skip
def test_the_words_around_a_country_propose_its_role(text, lang, expected, gazetteer):
    assert roles(text, gazetteer, lang) == expected


def test_a_role_that_is_told_counts_more_than_a_mention_before_it(gazetteer):
    text = "The law of Canada was discussed. The course was financed by Canada."

    assert roles(text, gazetteer) == {"CAN": "funder"}
