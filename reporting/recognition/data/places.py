"""Other names of countries, and their cities, from `places.json`.

`bin/build-world` makes the file and names its sources and their licenses.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

# Cities by the names that a language has for them, where the file has only another name.
_CITY_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "USA": {
        "en": ("New York", "San José, California"),
        "es": ("Nueva York", "Nueva Orleans", "Filadelfia", "Washington, D.C."),
        "fr": ("New York", "La Nouvelle-Orléans", "Philadelphie"),
        "pt": ("Nova York", "Nova Iorque", "Nova Orleans", "Filadélfia"),
    },
    "CHE": {"es": ("Berna",), "fr": ("Berne",), "pt": ("Berna",)},
    "CUB": {"es": ("La Habana",), "fr": ("La Havane",), "pt": ("Havana",)},
    "MEX": {
        "": ("Acapulco", "Querétaro", "Pachuca", "Matamoros", "Xalapa", "Tuxtla Gutiérrez"),
        "es": ("Ciudad de México", "México, D.F."), "fr": ("Mexico", "Ville de Mexico"),
    },
    "GTM": {
        "es": ("Ciudad de Guatemala",), "fr": ("Ville de Guatemala",),
        "pt": ("Cidade da Guatemala",),
    },
    "PAN": {
        "es": ("Ciudad de Panamá",), "fr": ("Ville de Panama",), "pt": ("Cidade do Panamá",),
    },
    "TTO": {"es": ("Puerto España",), "fr": ("Port-d'Espagne",), "pt": ("Porto de Espanha",)},
    "DOM": {"fr": ("Saint-Domingue",), "pt": ("São Domingos",)},
    "PRY": {"fr": ("Assomption",), "pt": ("Assunção",)},
    "URY": {"pt": ("Montevidéu",)},
    "NIC": {"pt": ("Manágua",)},
    "COL": {"": ("Cali",), "fr": ("Carthagène des Indes",)},
    "BRA": {"": ("Salvador da Bahia", "Salvador de Bahia"), "es": ("Brasilia",)},
    "CHL": {"fr": ("Santiago du Chili",), "pt": ("Santiago do Chile",),
            "es": ("Santiago de Chile",)},
    "FRA": {"en": ("Paris",), "es": ("París",), "fr": ("Paris",), "pt": ("Paris",)},
    "ESP": {"": ("Madrid", "Barcelona"), "es": ("Sevilla",), "en": ("Seville",),
            "fr": ("Séville", "Barcelone"), "pt": ("Madri", "Sevilha")},
    "GBR": {"": ("London",), "es": ("Londres",), "fr": ("Londres",), "pt": ("Londres",)},
    "BEL": {"en": ("Brussels",), "es": ("Bruselas",), "fr": ("Bruxelles",), "pt": ("Bruxelas",)},
    "AUT": {"en": ("Vienna",), "es": ("Viena",), "fr": ("Vienne",), "pt": ("Viena",)},
    "NLD": {"en": ("The Hague",), "es": ("La Haya",), "fr": ("La Haye",), "pt": ("Haia",)},
    "DEU": {"es": ("Berlín",), "pt": ("Berlim",)},
    "ITA": {"es": ("Roma",), "pt": ("Roma",), "en": ("Rome",)},
    "CHN": {"en": ("Beijing",), "es": ("Pekín", "Beijing"), "fr": ("Pékin",), "pt": ("Pequim",)},
    "TUR": {"es": ("Ankara", "Estambul"), "pt": ("Ancara",)},
    "PRT": {"es": ("Lisboa",), "fr": ("Lisbonne",), "pt": ("Lisboa",)},
}  # fmt: skip


def other_names(iso3: str, lang: str) -> list[str]:
    """Return the official and other names of a country in a language."""
    names: list[str] = _places().get(iso3, {}).get("names", {}).get(lang, [])
    return names


def cities_of(iso3: str, lang: str) -> Iterator[str]:
    """Yield the cities of a country by their own names and those that a language has for them."""
    cities = _places().get(iso3, {}).get("cities", {})
    for source in (cities, _CITY_NAMES.get(iso3, {})):
        yield from source.get("", ())
        yield from source.get(lang, ())


@cache
def _places() -> dict[str, Any]:
    content = json.loads(Path(__file__).with_name("places.json").read_text(encoding="utf-8"))
    places: dict[str, Any] = content["places"]
    return places
