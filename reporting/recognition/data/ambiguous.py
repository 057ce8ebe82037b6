"""Words that name more than one country, or a country and something else, with their cues.

`cues` are words of the same sentence. The first reading with a cue in it applies. An `iso3` of None
means no country.
"""

from dataclasses import dataclass

from reporting.recognition.gazetteer import How


@dataclass(frozen=True)
class Reading:
    iso3: str | None
    cues: tuple[str, ...]
    how: How | None = None  # None: the kind in the gazetteer


@dataclass(frozen=True)
class Ambiguous:
    name: str
    readings: tuple[Reading, ...]
    otherwise: str | None = None  # the country without a cue
    languages: tuple[str, ...] = ()  # languages in which `otherwise` applies; empty: all
    whole_text: bool = False  # cues are searched for in the whole text


_CARIBBEAN = (
    "Caribbean", "Caribe", "Caraïbes", "CARICOM", "Barbados", "Jamaica", "Trinidad", "Trinité",
    "Grenada", "St. George", "Saint George", "Saint Lucia", "St. Lucia", "Santa Lucía",
    "San Vicente", "Bahamas", "Dominica", "Guyana", "OECS", "OECO",
)  # fmt: skip

# "Spanish", "French" and "Russian" are languages, unless one of these words follows.
_OF_A_STATE = (
    "Government", "government", "State", "Foundation", "Embassy", "Ministry", "Agency", "Republic",
    "Cooperation", "cooperation", "authorities", "nationals", "citizens", "delegation",
    "officials", "Senate", "Congress", "Red Cross", "National", "Institute",
)  # fmt: skip


def _language_or_state(demonym: str, iso3: str) -> Ambiguous:
    cues = tuple(f"{demonym} {noun}" for noun in _OF_A_STATE)
    return Ambiguous(demonym, (Reading(iso3, cues, How.DEMONYM),))


AMBIGUOUS = (
    _language_or_state("Spanish", "ESP"),
    _language_or_state("French", "FRA"),
    _language_or_state("Russian", "RUS"),
    Ambiguous(
        "Georgia",
        (
            Reading(None, (
                "Atlanta", "Savannah", "Augusta", "Macon", "State of Georgia", "estado de Georgia",
                "US state", "U.S. state", "southern states", "Florida", "Alabama", "Carolina",
                "Carolinas", "Tennessee", "Georgia Tech", "Texas", "Arizona",
            )),
            Reading("GEO", (
                "Armenia", "Azerbaijan", "Tbilisi", "Caucasus", "Moldova", "Ukraine", "Jordan",
                "Indonesia", "Philippines", "Republic of Georgia", "Peru", "Nigeria",
            )),
        ),
        otherwise="GEO",
    ),
    Ambiguous(
        "Granada",
        (
            Reading("ESP", (
                "Spain", "España", "Espagne", "Espanha", "Andalusia", "Andalucía", "Madrid",
                "Seville", "Sevilla", "Alhambra", "University of Granada", "Universidad de Granada",
            ), How.CITY),
            Reading("NIC", ("Nicaragua", "Managua", "Masaya", "Rivas"), How.CITY),
            Reading("GRD", _CARIBBEAN, How.VARIANT),
        ),
        otherwise="GRD",
        languages=("es", "pt"),
    ),
    Ambiguous(
        "Dominican",
        (
            Reading("DOM", ("Dominican Republic", "Santo Domingo", "República Dominicana")),
            Reading("DMA", ("Dominica", "Commonwealth of Dominica", "Roseau"), How.DEMONYM),
        ),
        otherwise="DOM",
        whole_text=True,
    ),
    Ambiguous(
        "Congo",
        (
            Reading("COD", (
                "Democratic Republic", "DRC", "Kinshasa", "Kivu", "República Democrática",
            ), How.VARIANT),
            Reading("COG", ("Brazzaville", "Republic of the Congo"), How.VARIANT),
        ),
    ),
    Ambiguous(
        "Antigua",
        (
            Reading("GTM", ("Guatemala",), How.CITY),
            Reading("ATG", (*_CARIBBEAN, "Barbuda", "St. John's"), How.VARIANT),
        ),
    ),
    Ambiguous(
        "Guiana",
        (Reading("GUY", ("Georgetown", "CARICOM"), How.VARIANT),),
        otherwise="GUY",
        languages=("pt",),
    ),
    Ambiguous(
        "Indian",
        (Reading("IND", ("New Delhi", "India", "Asian", "African"), How.DEMONYM),),
    ),
    Ambiguous(
        "Trinidad",
        (
            Reading("BOL", ("Bolivia", "Beni"), How.CITY),
            Reading("TTO", (*_CARIBBEAN, "Tobago", "Port of Spain"), How.VARIANT),
        ),
    ),
    *(
        Ambiguous(name, (Reading("REU", (
            "Mayotte", "Madagascar", "Martinique", "Guadeloupe", "Comoros", "Comoras", "Comores",
            "Indian Ocean", "océano Índico", "océan Indien",
        )),))
        for name in ("Réunion", "Reunião")
    ),
    Ambiguous("Maurice", (Reading("MUS", ("Madagascar", "Seychelles", "Comores")),)),
    Ambiguous("Guadalupe", (Reading("GLP", ("Martinica", "Martinique", "Guayana Francesa")),)),
    Ambiguous("San Martín", (Reading("MAF", ("Sint Maarten", "San Bartolomé", "Anguila")),)),
    Ambiguous("São Martinho", (Reading("MAF", ("Sint Maarten", "São Bartolomeu", "Anguila")),)),
    Ambiguous("Jersey", (Reading("JEY", ("Guernsey", "Isle of Man", "Channel Islands")),)),
    Ambiguous("Santa Elena", (Reading("SHN", ("Ascensión", "Tristán")),)),
    Ambiguous(
        "Salvador",
        (
            Reading("SLV", ("Honduras", "Guatemala", "Nicaragua", "Nicarágua", "Costa Rica"),
                    How.VARIANT),
            Reading("BRA", ("Bahia", "Bahía", "Recife", "Brasil", "Brésil", "Rio de Janeiro",
                            "São Paulo", "Porto Alegre", "Brasília", "Fortaleza"), How.CITY),
        ),
        otherwise="SLV",
        languages=("fr",),
    ),
    Ambiguous("Vienna", (Reading(None, ("Virginia",)),), otherwise="AUT"),
    Ambiguous(
        "Jordan",
        (Reading(None, ("Jordan River", "River Jordan", "Michael Jordan")),),
        otherwise="JOR",
    ),
)  # fmt: skip
