"""Portuguese: months, weekdays and connectives; of the other words, only those that are certain."""

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
        ("janeiro", "jan"),
        ("fevereiro", "fev"),
        ("março", "mar"),
        ("abril", "abr"),
        ("maio",),
        ("junho", "jun"),
        ("julho", "jul"),
        ("agosto", "ago"),
        ("setembro", "set"),
        ("outubro", "out"),
        ("novembro", "nov"),
        ("dezembro", "dez"),
    ),
    weekdays=(
        ("segunda-feira", "segunda"),
        ("terça-feira", "terça"),
        ("quarta-feira", "quarta"),
        ("quinta-feira", "quinta"),
        ("sexta-feira", "sexta"),
        ("sábado",),
        ("domingo",),
    ),
    ordinal_endings=("º", "°", ".º", ".°", "o"),
    first=("primeiro",),
    to=("a", "ao", "até"),
    both=("e",),
    since=("entre", "desde"),
    of=("de", "do"),
    the=("o", "os", "dia", "dias", "ano"),
    before_month=("em", "durante", "desde", "até", "passado", "próximo", "mês"),
    of_month=("início", "começo", "princípio", "meados", "fim", "fins", "final"),
    ordinals=(
        ("último", "última"),
        ("primeiro", "primeira", "1º"),
        ("segundo", "segunda", "2º"),
        ("terceiro", "terceira", "3º"),
        ("quarto", "4º"),
    ),
    parts_of_year=(("semestre", 6), ("metade", 6), ("trimestre", 3), ("quadrimestre", 4)),
    capital_only=frozenset({"mar", "set", "ago", "out", "segunda", "terça", "quarta", "quinta"}),
)

YEARS = YearWords(
    instruments=(
        "convenção", "convenções", "protocolo", "tratado", "lei", "leis", "decreto",
        "resolução", "declaração", "pacto", "carta", "constituição", "regulamento", "estatuto",
        "código", "acordo", "plano de ação",
    ),
    counts=("cerca", "quase", "aproximadamente", "mais", "menos", "uns", "umas"),
    numbers=("no", "n", "nº", "res", "número", "caso", "parágrafo", "artigo", "página"),
    reports=(
        "foi", "foram", "realizou", "realizaram", "ocorreu", "participou", "participaram",
        "organizou", "apresentou", "teve lugar",
    ),
    happenings=(
        "realizou", "realizaram", "realizado", "publicou", "publicaram", "lançou", "assinou", "ratificou",
        "adotou", "celebrou", "inaugurou", "organizou", "fórum", "cúpula", "ocorreu",
    ),
)  # fmt: skip

MONEY = MoneyWords(
    currencies=(
        "dólares", "dólar", "euros", "euro", "pesos", "reais", "quetzais", "lempiras", "balboas",
        "libras", "libras esterlinas", "francos", "guaranis", "bolivianos",
    ),
    half=("meio",),
    numbers={
        "mil": 1000,
        "um": 1, "dois": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8,
        "nove": 9, "dez": 10, "onze": 11, "doze": 12, "quinze": 15, "vinte": 20, "trinta": 30,
        "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80,
        "noventa": 90, "cem": 100, "duzentos": 200, "quinhentos": 500,
    },
    magnitudes={
        "k": 10**3, "m": 10**6, "mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9,
        "bilhões": 10**9
    },
)  # fmt: skip

ACTIVITIES = ActivityWords(
    one=("atividade", "mandato"),
    several=("atividades", "mandatos"),
    number=("no", "nos", "n", "n.º", "n.os", "número", "números"),
    planned=("programada", "planejada"),
)

PLACES = PlaceWords(
    documents=(
        "Declaração e Plano de Ação", "Declaração de Compromisso", "Declaração",
        "Plano de Ação", "Programa de Ação", "Processo", "Consenso", "Protocolo", "Convenção",
        "Convenções", "Tratado", "Pacto", "Acordo", "Acordos", "Carta", "Compromisso",
        "Princípios",
    ),
    at=("visitou",),
    before_place=(
        "em", "no", "na", "a", "para", "cidade de", "porto de", "desde", "até", "entre",
        "perto de", "visitou", "por", "aeroporto de", "partiram de",
    ),
    not_in_small_letters=frozenset({
        "reunião", "malta", "catar", "guiné", "guadalupe", "peru", "turquia",
        "chile", "índia", "granada", "geórgia", "jordânia", "china"}),
)  # fmt: skip

PORTUGUESE = LanguageData("pt", DATES, YEARS, MONEY, ACTIVITIES, PLACES)
