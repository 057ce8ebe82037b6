"""Names of countries that the register does not have: abbreviations and names in common use."""

# ISO alpha-3: pairs of a name and its language.
VARIANTS: dict[str, tuple[tuple[str, str], ...]] = {
    "USA": (
        ("EEUU", "es"), ("EE.UU.", "es"), ("EE. UU.", "es"), ("Estados Unidos", "es"), ("EUA", "pt"), ("Estados Unidos", "pt"),
        ("États-Unis", "fr"), ("É.-U.", "fr"), ("Atlanta, Georgia", "en"),
    ),
    "GUY": (("Guayana", "es"), ("Guiana", "pt")),
    "SLV": (
        ("le Salvador", "fr"), ("au Salvador", "fr"), ("du Salvador", "fr"), ("São Salvador", "pt"),
    ),
    "TTO": (("Trinidade e Tobago", "pt"), ("Trinidad y Tabago", "es"), ("Trinité-et-Tobago", "fr")),
    "VCT": (("St. Vincent", "en"), ("San Vicente y Granadinas", "es"), ("Saint-Vincent", "fr")),
    "ATG": (("in Antigua", "en"), ("to Antigua", "en"), ("Antigua Barbuda", "en")),
    "ECU": (("Ecuadorans", "en"), ("Ecuadoran", "en")),
    "KNA": (("St. Kitts", "en"), ("Saint Kitts", "en"), ("San Cristóbal y Nieves", "es")),
    "DOM": (("Rep. Dominicana", "es"), ("Dominican Rep.", "en"), ("Rép. dominicaine", "fr")),
    "GBR": (("Reino Unido", "es"), ("Reino Unido", "pt"), ("Royaume-Uni", "fr")),
    "NLD": (("Países Bajos", "es"), ("Pays-Bas", "fr"), ("Países Baixos", "pt"), ("Holanda", "es")),
    "PER": (("el Perú", "es"),),
}  # fmt: skip
