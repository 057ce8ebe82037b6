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
    "GBR": (("UK", "en"), ("U.K.", "en"), ("Great Britain", "en"), ("Reino Unido", "es"), ("Reino Unido", "pt"), ("Royaume-Uni", "fr")),
    "NLD": (("Países Bajos", "es"), ("Pays-Bas", "fr"), ("Países Baixos", "pt"), ("Holanda", "es")),
    "PER": (("el Perú", "es"),),
    "TUR": (("Turkey", "en"), ("Türkiye", "es"), ("Türkiye", "fr")),
    "KOR": (("Korea", "en"), ("Corea", "es"), ("Corée", "fr"), ("Coreia", "pt")),
    "PSE": (("Palestine", "en"), ("Palestina", "es"), ("Palestine", "fr"), ("Palestina", "pt")),
    "MMR": (("Burma", "en"), ("Birmania", "es"), ("Birmanie", "fr"), ("Birmânia", "pt")),
    "MAF": (("St. Martin", "en"), ("Saint Martin", "en")),
    "CZE": (("Czech Republic", "en"), ("República Checa", "es"), ("République tchèque", "fr"),
            ("República Tcheca", "pt")),
    "SWZ": (("Swaziland", "en"), ("Swazilandia", "es"), ("Swaziland", "fr"), ("Suazilândia", "pt")),
    "CIV": (("Ivory Coast", "en"),),
    "CPV": (("Cape Verde", "en"), ("Cap-Vert", "fr")),
    "VNM": (("Vietnam", "en"), ("Viet Nam", "es"), ("Vietnam", "fr"), ("Vietnam", "pt")),
    "VAT": (("Vatican City", "en"), ("Ciudad del Vaticano", "es"), ("Vatican", "fr"),
            ("Vaticano", "pt")),
    "COD": (("DR Congo", "en"), ("DRC", "en"), ("Democratic Republic of Congo", "en"),
            ("RD del Congo", "es"), ("RDC", "fr"), ("RD Congo", "fr")),
    "CHN": (("PRC", "en"),),
}  # fmt: skip
