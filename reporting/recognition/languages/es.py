"""Spanish: months, weekdays and connectives; of the other words, only those that are certain."""

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
        ("enero", "ene"),
        ("febrero", "feb"),
        ("marzo", "mar"),
        ("abril", "abr"),
        ("mayo",),
        ("junio", "jun"),
        ("julio", "jul"),
        ("agosto", "ago"),
        ("septiembre", "setiembre", "sept", "set", "sep"),
        ("octubre", "oct"),
        ("noviembre", "nov"),
        ("diciembre", "dic"),
    ),
    weekdays=(
        ("lunes",),
        ("martes",),
        ("miércoles",),
        ("jueves",),
        ("viernes",),
        ("sábado",),
        ("domingo",),
    ),
    ordinal_endings=("º", "°", ".º", ".°", "ro", "ero"),
    first=("primero",),
    to=("a", "al", "hasta"),
    both=("y", "e"),
    since=("entre", "desde"),
    of=("de", "del"),
    the=("el", "los", "día", "días", "año"),
    before_month=("en", "durante", "desde", "hasta", "pasado", "próximo", "mes"),
    of_month=("principios", "inicios", "comienzos", "mediados", "fines", "finales", "final"),
    ordinals=(
        ("último", "última"),
        ("primer", "primera", "1.er", "1er"),
        ("segundo", "segunda", "2.º", "2º"),
        ("tercer", "tercera", "3.er", "3er"),
        ("cuarto", "4.º", "4º"),
    ),
    parts_of_year=(("semestre", 6), ("mitad", 6), ("trimestre", 3), ("cuatrimestre", 4)),
    capital_only=frozenset({"mar", "set", "ago", "domingo"}),
)

YEARS = YearWords(
    instruments=(
        "convención", "convenciones", "convenio", "protocolo", "tratado", "ley", "leyes",
        "decreto", "resolución", "declaración", "pacto", "carta", "constitución", "reglamento",
        "estatuto", "código", "acuerdo", "plan de acción",
    ),
    counts=("unos", "unas", "casi", "aproximadamente", "alrededor", "cerca", "más", "menos"),
    numbers=("no", "nos", "n", "núm", "res", "número", "caso", "párrafo", "artículo", "página"),
    reports=(
        "fue", "fueron", "se realizó", "se realizaron", "se celebró", "se llevó a cabo",
        "tuvo lugar", "participó", "participaron", "se capacitó", "organizó", "presentó",
        "ha realizado",
    ),
    happenings=(
        "celebró", "celebraron", "realizó", "realizaron", "publicó", "publicaron", "lanzó", "firmó",
        "ratificó", "adoptó", "aprobó", "inauguró", "organizó", "foro", "cumbre", "tuvo lugar",
    ),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=(
        "dólares",
        "dólar",
        "euros",
        "euro",
        "pesos",
        "reales",
        "soles",
        "quetzales",
        "lempiras",
        "balboas",
        "bolivianos",
        "bolívares",
        "colones",
        "córdobas",
        "gourdes",
        "guaraníes",
        "libras",
        "libras esterlinas",
        "francos",
    ),
    half=("medio",),
    numbers={
        "mil": 1000,
        "un": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
        "once": 11,
        "doce": 12,
        "quince": 15,
        "veinte": 20,
        "veinticinco": 25,
        "treinta": 30,
        "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60,
        "setenta": 70,
        "ochenta": 80,
        "noventa": 90,
        "cien": 100,
        "doscientos": 200,
        "trescientos": 300,
        "quinientos": 500,
    },
    magnitudes={
        "k": 10**3,
        "m": 10**6,
        "mil": 10**3,
        "millón": 10**6,
        "millones": 10**6,
        "mil millones": 10**9,
    },
)

ACTIVITIES = ActivityWords(
    one=("actividad", "mandato", "act."),
    several=("actividades", "mandatos"),
    number=("no", "nos", "n", "n.º", "n.os", "núm", "núms", "número", "números"),
    planned=("programada", "planificada"),
)

PLACES = PlaceWords(
    documents=(
        "Declaración y Plan de Acción", "Declaración de Compromiso", "Declaración",
        "Plan de Acción", "Programa de Acción", "Proceso", "Consenso", "Protocolo", "Convención",
        "Convenio", "Convenios", "Tratado", "Pacto", "Acuerdo", "Acuerdos", "Carta", "Compromiso",
        "Principios",
    ),
    at=("visitó",),
    before_place=(
        "en", "desde", "hacia", "hasta", "ciudad de", "puerto de", "municipio de",
        "aeropuerto de", "entre", "cerca de", "visitó", "por", "salieron de", "partieron de",
        "procedentes de",
    ),
    not_in_small_letters=frozenset({
        "catar", "malta", "jersey", "guinea", "reunión", "guadalupe", "jordán", "turquía", "hungría",
        "chile", "india", "granada", "georgia", "jordania", "china"}),
)  # fmt: skip

SPANISH = LanguageData("es", DATES, YEARS, MONEY, ACTIVITIES, PLACES)
