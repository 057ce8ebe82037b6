import pytest

from reporting.recognition.bodies import find_bodies


def named(text, gazetteer):
    return [(found.words, found.key) for found in find_bodies(text, gazetteer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the IOM and UNHCR", [("IOM", "iom"), ("UNHCR", "unhcr")]),
        ("funded byUSAID", [("USAID", "USAID")]),
        ("trafficking.IOM, Colombian", [("IOM", "iom")]),
        ("the Andean Community (CAN)", [("Andean Community", "can"), ("CAN", "can")]),
        ("Regional Conference on Migration", [("Regional Conference on Migration", "CRM")]),
        ("the MiDE participated", [("MiDE", "mide")]),
        ("Member States of Mercosur", [("Mercosur", "MERCOSUR")]),
        ("World Food Programme", [("World Food Programme", "WFP")]),
    ],
)
def test_a_body_is_found_by_name_or_acronym(text, expected, gazetteer):
    assert named(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    ["migrants can work", "STATES THAT CAN AGREE WILL", "education and summits", "Education",
     "the Summits process", "who came", "iom", "such as un accompanied minors"],
)  # fmt: skip
def test_common_words_are_no_bodies(text, gazetteer):
    assert named(text, gazetteer) == []


def test_an_acronym_of_another_language_says_so(gazetteer):
    (found,) = find_bodies("OIM provides", gazetteer)
    assert (found.key, found.language, found.confidence) == ("iom", "es", 0.81)


def test_an_acronym_spelled_out_as_something_else_is_not_the_body(gazetteer):
    assert named("best interest determination (BID) procedures; BID", gazetteer) == []
    assert named("financed by BID", gazetteer) == [("BID", "IDB")]
