"""English."""

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
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    weekdays=(
        ("monday", "mon"),
        ("tuesday", "tues", "tue"),
        ("wednesday", "wed"),
        ("thursday", "thurs", "thur", "thu"),
        ("friday", "fri"),
        ("saturday", "sat"),
        ("sunday", "sun"),
    ),
    ordinal_endings=("st", "nd", "rd", "th"),
    first=("first",),
    to=("to", "through", "thru", "until", "till"),
    both=("and",),
    since=("from", "between"),
    of=("of",),
    the=("the",),
    before_month=(
        "in", "during", "since", "by", "until", "before", "after", "last", "next", "early",
        "late", "mid", "end",
    ),
    of_month=("beginning", "start", "middle", "end"),
    ordinals=(
        ("last",), ("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"),
    ),
    parts_of_year=(("half", 6), ("semester", 6), ("quarter", 3), ("trimester", 3)),
    capital_only=frozenset({"may", "march", "mar", "sun", "sat", "wed", "mon", "jan", "dec"}),
)  # fmt: skip

YEARS = YearWords(
    instruments=(
        "convention", "conventions", "protocol", "protocols", "treaty", "treaties", "act", "acts",
        "law", "laws", "decree", "resolution", "resolutions", "declaration", "declarations",
        "covenant", "covenants", "charter", "constitution", "regulation", "regulations",
        "statute", "accord", "accords", "code", "directive", "compact", "agreement", "bill",
        "ordinance", "plan of action", "action plan", "programme of action",
    ),
    counts=(
        "about", "over", "some", "nearly", "almost", "approximately", "around", "than", "least",
        "most", "roughly", "estimated",
    ),
    numbers=("no", "nos", "n", "res", "number", "case", "cases", "paragraph", "article", "page"),
    ages=("aged", "ages", "age"),
    reports=(
        "was", "were", "has held", "have held", "has been", "have been", "took place", "attended",
        "participated", "trained", "conducted", "organized", "presented",
    ),
    happenings=(
        "celebrated", "launched", "held", "forum", "enhanced", "adopted", "ratified", "signed",
        "published", "inaugurated", "enacted", "founded", "agreement was reached", "summit",
    ),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=(
        "US dollars", "U.S. dollars", "United States dollars", "Canadian dollars", "dollars",
        "dollar", "euros", "euro", "pesos", "reais", "pounds sterling", "pounds", "Swiss francs", "quetzales",
        "lempiras", "colones", "soles", "bolivianos", "guaraníes", "balboas", "gourdes",
    ),
    half=("half a",),
    numbers={
        "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
        "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90, "a hundred": 100, "one hundred": 100, "two hundred": 200,
        "five hundred": 500,
    },
    magnitudes={
        "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6,
        "millions": 10**6, "bn": 10**9, "billion": 10**9,
    },
)  # fmt: skip

ACTIVITIES = ActivityWords(
    one=("activity", "mandate", "act."),
    several=("activities", "mandates"),
    number=("no", "nos", "number", "numbers", "nr"),
    planned=("scheduled", "planned", "programmed", "program", "programmed"),
)

PLACES = PlaceWords(
    documents=(
        "Declaration and Plan of Action", "Declaration and Programme of Action",
        "Declaration of Commitment", "Declaration", "Plan of Action", "Action Plan",
        "Programme of Action", "Program of Action", "Process", "Consensus", "Protocol",
        "Protocols", "Convention", "Conventions", "Treaty", "Pact", "Accord", "Accords",
        "Agreement", "Charter", "Commitment", "Commitments", "Principles", "Compact", "Spirit",
        "Statement", "Call to Action", "Road Map", "Roadmap",
    ),
    adjectives=("Action", "Ministerial", "Political", "Framework"),
    at=("visited",),
    before_place=(
        "in", "at", "from", "to", "near", "outside", "around", "between", "via", "city of",
        "town of", "port of", "state of", "visited", "for",
    ),
    not_in_small_letters=frozenset({
        "jersey", "polish", "reunion", "maurice", "niger", "malta", "japan",
        "chile", "jordan", "turkey", "china", "guinea", "georgia"}),
    not_foreign_names=frozenset({"Chili", "Dominique", "Inde", "Barbade", "Pays", "Argentine"}),
)  # fmt: skip

ENGLISH = LanguageData("en", DATES, YEARS, MONEY, ACTIVITIES, PLACES)
