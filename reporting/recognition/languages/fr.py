"""French: months, weekdays and connectives; of the other words, only those that are certain."""

from reporting.recognition.languages.base import (
    ActivityWords,
    DateWords,
    LanguageData,
    MoneyWords,
    PlaceWords,
    YearWords,
)

DATES = DateWords(
    months=(
        ("janvier", "janv"),
        ("février", "févr"),
        ("mars",),
        ("avril", "avr"),
        ("mai",),
        ("juin",),
        ("juillet", "juil"),
        ("août",),
        ("septembre", "sept"),
        ("octobre", "oct"),
        ("novembre", "nov"),
        ("décembre", "déc"),
    ),
    weekdays=(
        ("lundi",),
        ("mardi",),
        ("mercredi",),
        ("jeudi",),
        ("vendredi",),
        ("samedi",),
        ("dimanche",),
    ),
    ordinal_endings=("er", "e"),
    first=("premier",),
    to=("au", "à", "a", "jusqu'au"),
    both=("et",),
    since=("entre", "depuis"),
    of=("de", "du", "d"),
    the=("le", "les", "l", "année", "jour", "jours"),
    before_month=("en", "mois", "depuis", "dernier", "prochain", "mi", "début", "fin", "courant"),
    of_month=("début", "milieu", "fin", "mois"),
    ordinals=(
        ("dernier", "dernière"),
        ("premier", "première", "1er"),
        ("deuxième", "second", "2e"),
        ("troisième", "3e"),
        ("quatrième", "4e"),
    ),
    parts_of_year=(("semestre", 6), ("moitié", 6), ("trimestre", 3)),
)

YEARS = YearWords(
    instruments=(
        "convention", "conventions", "protocole", "traité", "loi", "lois", "décret",
        "résolution", "déclaration", "pacte", "charte", "constitution", "règlement", "statut",
        "code", "accord", "plan d'action",
    ),
    counts=("environ", "presque", "quelque", "plus", "moins", "près"),
    numbers=("no", "n", "nº", "rés", "numéro", "affaire", "paragraphe", "article", "page"),
    reports=(
        "a été", "ont été", "a eu lieu", "ont eu lieu", "s'est tenu", "s'est tenue",
        "a participé", "ont participé", "a organisé", "a présenté",
    ),
    happenings=(
        "organisé", "organisée", "publié", "publiée", "publia", "lancé", "signé", "ratifié", "adopté",
        "célébré", "tenu", "tenue", "inauguré", "forum", "sommet", "eu lieu",
    ),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=(
        "dollars", "dollar", "euros", "euro", "pesos", "francs", "gourdes", "quetzales", "lempiras",
        "balboas", "réaux", "livres sterling",
    ),
    half=("un demi", "demi"),
    numbers={
        "mille": 1000,
        "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20,
        "vingt-cinq": 25, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
        "cent": 100, "deux cent": 200, "cinq cent": 500,
    },
    magnitudes={
        "k": 10**3, "m": 10**6, "mille": 10**3, "million": 10**6, "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9
    },
)  # fmt: skip

ACTIVITIES = ActivityWords(
    one=("activité", "mandat"),
    several=("activités", "mandats"),
    number=("no", "nos", "n", "numéro", "numéros"),
    planned=("programmée", "prévue"),
)

PLACES = PlaceWords(
    documents=(
        "Déclaration et Plan d'action", "Déclaration d'engagement", "Déclaration",
        "Plan d'action", "Programme d'action", "Processus", "Consensus", "Protocole",
        "Convention", "Conventions", "Traité", "Pacte", "Accord", "Accords", "Charte",
        "Engagement", "Principes",
    ),
    at=("visité", "visita"),
    before_place=(
        "à", "vers", "ville de", "port de", "depuis", "entre", "près de", "visité", "par",
        "aéroport de", "partis de", "parties de",
    ),
    not_in_small_letters=frozenset({
        "réunion", "la réunion", "malte", "maurice", "tonga", "mali", "guinée", "turquie",
        "chine", "inde", "grenade", "jordanie", "dominique"}),
)  # fmt: skip

FRENCH = LanguageData("fr", DATES, YEARS, MONEY, ACTIVITIES, PLACES)
