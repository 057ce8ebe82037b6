"""Demonyms in the masculine singular, and their other genders and numbers.

Those of the register are added to: it has the English ones of its countries. Left out: words that mean a whole continent ("americano"), and
"indio", which also means indigenous.
"""

from collections.abc import Iterator

from reporting.recognition.data.world_demonyms import WORLD_DEMONYMS

# ISO alpha-3: Spanish, French, Portuguese; several are separated by a space.
DEMONYMS: dict[str, tuple[str, str, str]] = {
    "ATG": ("antiguano", "antiguais antiguayen", "antiguano"),
    "ARG": ("argentino", "argentin", "argentino"),
    "BHS": ("bahameño", "bahaméen bahamien", "bahamense baamense"),
    "BRB": ("barbadense", "barbadien", "barbadiano"),
    "BLZ": ("beliceño", "bélizien", "belizenho"),
    "BOL": ("boliviano", "bolivien", "boliviano"),
    "BRA": ("brasileño brasilero", "brésilien", "brasileiro"),
    "CAN": ("canadiense", "canadien", "canadense"),
    "CHL": ("chileno", "chilien", "chileno"),
    "COL": ("colombiano", "colombien", "colombiano"),
    "CRI": ("costarricense", "costaricien costaricain", "costa-riquenho costarriquenho"),
    "CUB": ("cubano", "cubain", "cubano"),
    "DMA": ("dominiqués", "dominiquais", "dominiquense"),
    "DOM": ("dominicano", "dominicain", "dominicano"),
    "ECU": ("ecuatoriano", "équatorien", "equatoriano"),
    "SLV": ("salvadoreño", "salvadorien", "salvadorenho"),
    "GRD": ("granadino", "grenadien", "granadino"),
    "GTM": ("guatemalteco", "guatémaltèque", "guatemalteco"),
    "GUY": ("guyanés", "guyanien", "guianense"),
    "HTI": ("haitiano", "haïtien", "haitiano"),
    "HND": ("hondureño", "hondurien", "hondurenho"),
    "JAM": ("jamaicano jamaiquino", "jamaïcain jamaïquain", "jamaicano"),
    "MEX": ("mexicano", "mexicain", "mexicano"),
    "NIC": ("nicaragüense", "nicaraguayen", "nicaraguense"),
    "PAN": ("panameño", "panaméen", "panamenho"),
    "PRY": ("paraguayo", "paraguayen", "paraguaio"),
    "PER": ("peruano", "péruvien", "peruano"),
    "KNA": ("sancristobaleño", "christophien", "são-cristovense"),
    "LCA": ("santalucense", "saint-lucien", "santa-lucense"),
    "VCT": ("sanvicentino", "vincentais", "são-vicentino"),
    "SUR": ("surinamés", "surinamais surinamien", "surinamês"),
    "TTO": ("trinitense", "trinidadien", "trinitário"),
    "USA": ("estadounidense norteamericano", "états-unien", "estadunidense norte-americano"),
    "URY": ("uruguayo", "uruguayen", "uruguaio"),
    "VEN": ("venezolano", "vénézuélien", "venezuelano"),
    "ESP": ("español", "espagnol", "espanhol"),
    "FRA": ("francés", "français", "francês"),
    "ITA": ("italiano", "italien", "italiano"),
    "PRT": ("portugués", "portugais", "português"),
    "DEU": ("alemán", "allemand", "alemão"),
    "CHE": ("suizo", "suisse", "suíço"),
    "NLD": ("neerlandés holandés", "néerlandais hollandais", "neerlandês holandês"),
    "BEL": ("belga", "belge", "belga"),
    "SWE": ("sueco", "suédois", "sueco"),
    "NOR": ("noruego", "norvégien", "norueguês"),
    "GBR": ("británico", "britannique", "britânico"),
    "RUS": ("ruso", "russe", "russo"),
    "JPN": ("japonés", "japonais", "japonês"),
    "CHN": ("chino", "chinois", "chinês"),
    "GEO": ("georgiano", "géorgien", "georgiano"),
    "ARM": ("armenio", "arménien", "armênio"),
    "AZE": ("azerbaiyano", "azerbaïdjanais", "azerbaijano"),
    "JOR": ("jordano", "jordanien", "jordaniano"),
    "PHL": ("filipino", "philippin", "filipino"),
    "SEN": ("senegalés", "sénégalais", "senegalês"),
    "NGA": ("nigeriano", "nigérian", "nigeriano"),
    "IDN": ("indonesio", "indonésien", "indonésio"),
    "SYR": ("sirio", "syrien", "sírio"),
    "TUR": ("turco", "turc", "turco"),
}  # fmt: skip

# Also the name of a language, in the masculine singular ("un curso en español").
LANGUAGES = frozenset({
    "español", "francés", "portugués", "alemán", "italiano", "ruso", "chino", "japonés",
    "neerlandés", "holandés", "sueco", "turco", "danés", "noruego", "finés", "finlandés", "griego",
    "polaco", "checo", "húngaro", "rumano", "coreano", "vietnamita", "tailandés", "búlgaro",
    "ucraniano", "croata", "serbio", "eslovaco", "esloveno", "albanés", "armenio", "georgiano",
    "espagnol", "français", "portugais", "allemand", "italien", "russe", "chinois", "japonais",
    "néerlandais", "hollandais", "suédois", "turc", "danois", "norvégien", "finnois", "finlandais",
    "grec", "polonais", "tchèque", "hongrois", "roumain", "coréen", "vietnamien", "thaïlandais",
    "bulgare", "ukrainien", "croate", "serbe", "slovaque", "slovène", "albanais", "arménien",
    "espanhol", "francês", "português", "alemão", "russo", "chinês", "japonês", "neerlandês",
    "holandês", "dinamarquês", "norueguês", "finlandês", "grego", "polonês", "tcheco", "romeno",
    "tailandês", "albanês", "armênio",
    "German", "Italian", "Portuguese", "Chinese", "Japanese", "Korean", "Dutch", "Swedish", "Danish",
    "Norwegian", "Finnish", "Greek", "Polish", "Czech", "Hungarian", "Romanian", "Turkish", "Thai",
    "Vietnamese", "Ukrainian", "Bulgarian",
})  # fmt: skip

_SPANISH = (
    ("án", "án", "ana", "anes", "anas"), ("és", "és", "esa", "eses", "esas"),
    ("ol", "ol", "ola", "oles", "olas"), ("o", "o", "a", "os", "as"), ("ense", "ense", "enses"),
    ("a", "a", "as"), ("e", "e", "es"), ("í", "í", "íes", "ís"), ("ú", "ú", "úes", "ús"),
    ("ón", "ón", "ona", "ones", "onas"),
)  # fmt: skip
_FRENCH = (
    ("ien", "ien", "ienne", "iens", "iennes"), ("éen", "éen", "éenne", "éens", "éennes"),
    ("yen", "yen", "yenne", "yens", "yennes"), ("s", "s", "se", "ses"), ("e", "e", "es"),
    ("turc", "turc", "turque", "turcs", "turques"), ("grec", "grec", "grecque", "grecs", "grecques"),
    ("on", "on", "onne", "ons", "onnes"), ("", "", "e", "s", "es"),
)  # fmt: skip
_PORTUGUESE = (
    ("ão", "ão", "ã", "ães", "ãos", "ões", "ãs"), ("eu", "eu", "eia", "eus", "eias"), ("ês", "ês", "esa", "eses", "esas"),
    ("ol", "ol", "ola", "óis", "olas"), ("o", "o", "a", "os", "as"), ("e", "e", "es"),
    ("a", "a", "as"), ("i", "i", "is"),
)  # fmt: skip
# Demonyms with these endings are the same in the plural: "the Portuguese", "the Swiss".
_ENGLISH = (
    ("ese", "ese"), ("ish", "ish"), ("ss", "ss"), ("Dutch", "Dutch"), ("nabe", "nabe"),
    ("", "", "s"),
)  # fmt: skip
_ENDINGS = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH, "pt": _PORTUGUESE}
_POSITIONS = {"en": 0, "es": 1, "fr": 2, "pt": 3}


def demonyms_of(iso3: str, lang: str) -> Iterator[str]:
    """Yield all forms of the demonyms of a country in a language."""
    position = _POSITIONS.get(lang)
    if position is None:
        return
    words = DEMONYMS[iso3][position - 1].split() if position and iso3 in DEMONYMS else []
    if iso3 in WORLD_DEMONYMS:
        words += filter(None, WORLD_DEMONYMS[iso3][position].split(", "))
    for word in words:
        yield from forms_of(word, lang)


def forms_of(word: str, lang: str) -> Iterator[str]:
    """Yield a demonym in the masculine singular and its other genders and numbers."""
    for ending, *others in _ENDINGS.get(lang, ()):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + other for other in others)
            return
    yield word
