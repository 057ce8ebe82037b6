"""Demonyms in Spanish, French and Portuguese, in the masculine singular, and their other forms.

Those of the register are added to. Left out: words that mean a whole continent ("americano"), and
"indio", which also means indigenous.
"""

from collections.abc import Iterator

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

# Also the name of a language, in the masculine singular: it needs a noun before it.
LANGUAGES = frozenset({
    "español", "francés", "portugués", "alemán", "italiano", "ruso", "chino", "japonés",
    "espagnol", "français", "portugais", "allemand", "italien", "russe", "chinois", "japonais",
    "espanhol", "francês", "português", "alemão", "russo", "chinês", "japonês",
    "neerlandés", "holandés", "néerlandais", "hollandais", "neerlandês", "holandês", "sueco", "turco",
})  # fmt: skip

_SPANISH = (
    ("án", "án", "ana", "anes", "anas"), ("és", "és", "esa", "eses", "esas"),
    ("ol", "ol", "ola", "oles", "olas"), ("o", "o", "a", "os", "as"), ("ense", "ense", "enses"),
    ("a", "a", "as"), ("e", "e", "es"),
)  # fmt: skip
_FRENCH = (
    ("ien", "ien", "ienne", "iens", "iennes"), ("éen", "éen", "éenne", "éens", "éennes"),
    ("yen", "yen", "yenne", "yens", "yennes"), ("s", "s", "se", "ses"), ("e", "e", "es"),
    ("turc", "turc", "turque", "turcs", "turques"), ("", "", "e", "s", "es"),
)  # fmt: skip
_PORTUGUESE = (
    ("ão", "ão", "ã", "ães", "ãs"), ("ês", "ês", "esa", "eses", "esas"),
    ("ol", "ol", "ola", "óis", "olas"), ("o", "o", "a", "os", "as"), ("e", "e", "es"),
    ("a", "a", "as"),
)  # fmt: skip
_ENDINGS = {"es": _SPANISH, "fr": _FRENCH, "pt": _PORTUGUESE}


def demonyms_of(iso3: str, lang: str) -> Iterator[str]:
    """Yield all forms of the demonyms of a country in a language; in English none."""
    position = {"es": 0, "fr": 1, "pt": 2}.get(lang)
    if iso3 in DEMONYMS and position is not None:
        for word in DEMONYMS[iso3][position].split():
            yield from forms_of(word, lang)


def forms_of(word: str, lang: str) -> Iterator[str]:
    """Yield a demonym in the masculine singular and its other genders and numbers."""
    for ending, *others in _ENDINGS.get(lang, ()):
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + other for other in others)
            return
    yield word
