"""Themes that words of a text speak for."""

import pytest

from reporting.recognition.themes import find_themes


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("Training on trafficking in persons for consular officers", "en", ["trafficking", "consular-protection"]),
        ("Smuggling of migrants at the border controls", "en", ["smuggling", "border-management"]),
        ("Retorno voluntario de niñas y niños indígenas", "es", ["returns", "children", "women", "indigenous-peoples"]),
        ("Détention de réfugiés et d’apatrides", "fr", ["detention", "refugees", "stateless"]),
        ("Trabalhadores migrantes e mulheres deslocadas", "pt", ["labor-migration", "women", "displaced"]),
        ("A meeting was held in Lima.", "en", []),
        ("The refugees’ minority report", "en", ["refugees"]),
    ],
)  # fmt: skip
def test_words_speak_for_themes(text, lang, codes):
    found = find_themes(text, lang=lang)
    assert set(codes) <= {mention.code for mention in found}
    if not codes:
        assert not found
    for mention in found:
        assert text[mention.start : mention.end] == mention.words


def test_each_theme_is_found_once():
    found = find_themes("Children and unaccompanied children, minors and adolescents.")
    assert [mention.code for mention in found] == ["children"]
