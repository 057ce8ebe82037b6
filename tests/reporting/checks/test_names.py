import pytest

from tests.reporting.checks.making import entry, found, words, year_of


def of(*texts, gazetteer=None):
    return year_of(*map(entry, texts), gazetteer=gazetteer)


def test_an_acronym_spelled_out_nowhere_is_found_once():
    checked = of("Funded by PRM.", "PRM and the NGOs.")
    [finding] = found("names.acronym-unexplained", checked)
    assert (finding.words, len(finding.also)) == ("PRM", 1)


@pytest.mark.parametrize(
    "texts",
    [
        ("SICA met.", "The Central American Integration System (SICA) met."),
        ("The IOM, an NGO and the UN met.",),
        ("The training of protection officers (OPIs) ended.",),
        ("GOVERNMENT OF SPAIN (Phase I)",),
        ("Held in XXXV ordinary session, Part II.",),
    ],
)
def test_an_acronym_explained_or_common_is_in_order(texts):
    assert words("names.acronym-unexplained", of(*texts)) == []


def test_scrambled_acronyms_are_found(gazetteer):
    checked = of("Funded by MGDF.", "Funded by the MDGF.", gazetteer=gazetteer)
    assert words("names.acronym-scrambled", checked) == ["MGDF, MDGF"]
    capitals = of("Victims of trafficking (VoT).", "Help for VOTs.", gazetteer=gazetteer)
    assert words("names.acronym-scrambled", capitals) == ["VoT, VOT"]


def test_two_known_bodies_of_the_same_letters_are_in_order(gazetteer):
    checked = of("Funded by the IDB.", "A best interest determination (BID).", gazetteer=gazetteer)
    assert words("names.acronym-scrambled", checked) == []
    assert words("names.foreign", checked) == []


def test_an_acronym_of_two_meanings_is_found():
    one, other = "The National Commission for Refugees (NCR).", "A Northern Caribbean Route (NCR)."
    assert words("names.acronym-two-meanings", of(one, other)) == ["NCR"]
    assert words("names.acronym-spelled-differently", of(one, other)) == []
    assert words("names.acronym-two-meanings", of(one, one)) == []


def test_an_acronym_spelled_out_in_two_ways_is_found():
    one = "The Inter-American Network for Labor Administration (RIAL)."
    other = "The American Network of Labor Administration (RIAL)."
    code = "names.acronym-spelled-differently"
    assert words(code, of(one, other)) == ["RIAL"]
    assert words(code, of(one, f"Also: {one}")) == []


def test_an_acronym_in_another_language_is_found(gazetteer):
    assert words("names.foreign", of("OIM provides help.", gazetteer=gazetteer)) == ["OIM"]
    assert words("names.foreign", of("IOM provides help.", gazetteer=gazetteer)) == []
    spanish = year_of(entry("La OIM ayuda.", language="es"), gazetteer=gazetteer)
    assert words("names.foreign", spanish) == []


def test_two_spellings_of_a_body_are_one_finding(gazetteer):
    texts = ("The International Organization of Migration met.", "The International Organization for Migration met.")  # fmt: skip
    [finding] = found("names.body-spellings", of(*texts, gazetteer=gazetteer))
    assert "International Organization of Migration" in finding.message


def test_one_wrong_spelling_is_told_by_the_official_name(gazetteer):
    checked = of("The International Organization on Migration met.", gazetteer=gazetteer)
    assert len(found("names.body-spellings", checked)) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("In Costa Rica and the Dominican Republic.", "Costa Rica and Dominican Republic."),
        ("The Council of Europe.", "In the Council of Europe and Member States of the OAS."),
        ("The International Organization for Migration.", "International Organization for Migration"),
    ],
)  # fmt: skip
def test_names_that_are_the_same_are_in_order(gazetteer, texts):
    assert words("names.body-spellings", of(*texts, gazetteer=gazetteer)) == []


TITLE = '"Promotion of migration policies in Costa Rica, Haiti, Nicaragua and Panama"'


def test_a_title_quoted_in_other_words_is_found():
    checked = of(f"The project {TITLE}.", f"Next: {TITLE.replace('Haiti, ', '')}.")
    [finding] = found("names.title-varies", checked)
    assert "haiti" in finding.message
    assert found("names.title-varies", of(f"The project {TITLE}.", f"Next: {TITLE}.")) == []
    other = '"Sexual and reproductive health in border areas of the region"'
    assert found("names.title-varies", of(TITLE, other)) == []
