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
    the=("le", "les"),
    before_month=("en", "mois", "depuis", "dernier", "prochain"),
)

YEARS = YearWords(
    instruments=(
        "convention", "conventions", "protocole", "traité", "loi", "lois", "décret",
        "résolution", "déclaration", "pacte", "charte", "constitution", "règlement", "statut",
        "code", "accord", "plan d'action",
    ),
    counts=("environ", "presque", "quelque", "plus", "moins", "près"),
    numbers=("no", "n", "nº", "rés", "numéro", "affaire", "paragraphe", "article", "page"),
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
    numbers=("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    magnitudes={"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9,
                "milliards": 10**9},
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
    not_in_small_letters=frozenset({"chine", "inde", "grenade", "jordanie", "dominique"}),
)  # fmt: skip

FRENCH = LanguageData("fr", DATES, YEARS, MONEY, ACTIVITIES, PLACES)
