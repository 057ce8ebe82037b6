"""What stands before the text of an item: list marks, labels and citations of activities."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from reporting.importing.sources.model import Line

BULLETS = "•·▪▫◦●○■□‣➢➤❖✓✔►–—*\uf0b7\uf0a7"
_BULLET = re.compile(rf"([{re.escape(BULLETS)}]|-(?![\d-])|o(?=\s+[A-ZÁÉÍÓÚÀÂÇÈÊÎÔÛÃÕÑ“\"(]))\s*")
_NUMBER = re.compile(r"(\d{1,3})\s?(?:\.\s?-|[.)]|\s?[-–](?=\s?[^\W\d_]))(?!\d)\s*(?=\S|\Z)")
_LETTER = re.compile(r"(\(?(?:[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+(?=\S)|\((\d{1,2})\)\s*(?=\S)")
_BOTH = r"(?:and|&|y|e|et)"
_TO = r"(?:to|through|a|al|à|au|até|hasta)"
_SIGN = r"(?:no\.?|nos\.?|n\s?[.°º]\s?[°º]?|n\.\s?os?|nr\.?|núms?\.?|num\.?|números?|numbers?|numéros?|#|№)"
_ONE = r"\d{1,3}(?![\d%])"
_LINK = rf"(?:\s*[,;/&+]\s*(?:{_BOTH}\s+)?|\s+{_BOTH}\s+|\s*[-–]\s*|\s+{_TO}\s+)"
# Several numbers before a text, as in "70., 73., 75. IOM" or "67. and 75. In".
_CITED = re.compile(
    rf"[(\[]?\s*(?P<numbers>{_ONE}\s?\.?(?:{_LINK}{_ONE}\s?\.?){{0,15}})\s*(?P<end>[.):\]–-]|(?=\s))[.):\]]?\s*",
    re.IGNORECASE,
)
_WORDS = (
    "program activity", "program activities", "activity", "activities", "mandate", "mandates", "act.", "acts.",
    "actividades", "actividad", "mandatos", "mandato", "activités", "activité", "activites", "activite", "mandats", "mandat",
    "atividades", "atividade", "actividades del programa", "actividad del programa",
)  # fmt: skip
_NAMED = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True))
_NAMED_CITED = re.compile(
    rf"[(\[]?(?P<word>{_NAMED})\s{{0,3}}(?:{_SIGN}\s{{0,3}})?(?P<numbers>{_ONE}(?:{_LINK}{_ONE}){{0,15}})\s*[.):\]–-]{{0,2}}\s*",
    re.IGNORECASE,
)
_PLANNED_WORDS = (
    r"(?:scheduled|planned|programmed|program|executed|proposed|programada|planificada|prevista|ejecutada"
    r"|programmée|prévue|exécutée|planejada|executada)"
)
_LABEL_WORDS = (
    r"(?:activity|actividad|activité|atividade|program(?:me)?|project|programa|proyecto|projeto|projet"
    r"|action|acción|ação|component|componente|composante|phase|fase|objective|objetivo|objectif"
    r"|item|punto|result|resultado|résultat|line of action|línea de acción|initiative|iniciativa)"
)
_LABEL = re.compile(
    rf"(?:{_PLANNED_WORDS}\s+)?{_LABEL_WORDS}(?:\s+{_PLANNED_WORDS})?\s{{0,3}}(?:{_SIGN})?\s{{0,3}}(?:\d{{1,3}}|[IVX]{{1,5}}|[A-Z])\b(?!\s*%)\s{{0,3}}"
    r"(?P<end>[:.)–—-]+(?=\s|\Z)|\Z)\s*",
    re.IGNORECASE,
)
_SPOTLIGHT = re.compile(
    r"(?:activity|actividad|activité|atividade)\s+[A-Za-zÀ-ÿ]{3,20}\s?:\s*(?=\S)", re.IGNORECASE
)
_LABEL_NUMBER = re.compile(r"(\d{1,3})\D*\Z")
_PARTS = re.compile(rf"(?P<to>[-–]|(?<=\s){_TO}(?=\s))|(?P<number>\d{{1,3}})", re.IGNORECASE)
_LONGEST_RANGE = 30


@dataclass(frozen=True)
class Known:
    """The numbers that may be cited: those that the chapter lists, those of the register."""

    listed: frozenset[int] = frozenset()
    register: frozenset[int] = frozenset()

    def allows(self, numbers: Collection[int]) -> bool:
        allowed = self.listed or self.register
        return bool(numbers) and (
            set(numbers) <= allowed or (len(numbers) > 1 and set(numbers) <= self.register)
        )


@dataclass(frozen=True)
class Marked:
    """A line with what stands before its text taken off.

    `number` is that of a decimal list mark, `glyph` the bullet or the form of the mark.
    """

    line: Line
    label: str = ""
    numbers: tuple[int, ...] = ()
    mark: str = ""
    glyph: str = ""
    number: int | None = None
    level: int = 0
    has_blank_before: bool = field(default=False)

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def is_marked(self) -> bool:
        return bool(self.mark)


def read_marks(line: Line, known: Known) -> Marked:
    """Return a line without its list mark, label and citation."""
    marked = _automatic(line) if line.marker else _typed(line)
    if marked.label:
        return _with_citation(marked, known)
    if (label := _LABEL.match(marked.text)) and not _is_citation_of(label.group(), known):
        rest = marked.line.without_start(label.end())
        marked = replace(marked, line=rest, label=label.group().strip())
        return _with_citation(marked, known)
    if label := _SPOTLIGHT.match(marked.text):
        rest = marked.line.without_start(label.end())
        return replace(marked, line=rest, label=label.group().strip())
    return _with_citation(marked, known)


def _automatic(line: Line) -> Marked:
    """Read the number that Word prints; a text with words in it is a label or a citation."""
    marker = line.marker
    bare = replace(line, marker="")
    if line.is_bullet:
        return _with_number(Marked(bare, mark=marker, glyph="bullet", level=line.level))
    if re.search(r"[^\W\d_]{3,}", marker):
        return Marked(bare, label=marker, mark=marker, glyph="label", level=line.level)
    number = re.fullmatch(r"\W*(\d{1,3})\W*", marker)
    glyph = "1" if number else re.sub(r"[A-Za-z\d]+", "a", marker)
    return Marked(
        bare, mark=marker, glyph=f"auto{glyph}", level=line.level,
        number=int(number.group(1)) if number else None,
    )  # fmt: skip


def _with_number(marked: Marked) -> Marked:
    """Take a number off the text that a bullet stands before: "• 76. IOM"."""
    if number := _NUMBER.match(marked.text):
        rest = marked.line.without_start(number.end())
        return replace(marked, line=rest, number=int(number.group(1)))
    return marked


def _typed(line: Line) -> Marked:
    text = line.text
    if bullet := _BULLET.match(text):
        rest = line.without_start(bullet.end())
        if rest.text:
            return _with_number(Marked(rest, mark=bullet.group(1), glyph=bullet.group(1)))
    if number := _NUMBER.match(text):
        return Marked(
            line.without_start(number.end()), mark=number.group().strip(), glyph="1",
            number=int(number.group(1)),
        )  # fmt: skip
    if letter := _LETTER.match(text):
        mark = letter.group().strip()
        glyph = re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "1", mark)))
        return Marked(line.without_start(letter.end()), mark=mark, glyph=glyph)
    return Marked(line)


def _with_citation(marked: Marked, known: Known) -> Marked:
    """Take a citation off the start: "70., 73. IOM", or "Activity 67:" of a listed activity."""
    if marked.label and _is_citation_of(marked.label, known):
        numbers = cited_numbers(marked.label)
        return replace(marked, label="", numbers=numbers, mark="", glyph="")
    text = marked.text
    if named := _NAMED_CITED.match(text):
        numbers = cited_numbers(named.group("numbers"))
        is_several = len(numbers) > 1 or min(numbers, default=0) > 9
        follows = text[named.end() : named.end() + 1]
        closes = named.group()[-1:] in ").:]–- " or not follows
        if is_several and known.allows(numbers) and closes and not follows.islower():
            return replace(marked, line=marked.line.without_start(named.end()), numbers=numbers)
    # What looked like the number of a list, followed by further numbers: "70., 73., 75. IOM".
    is_typed = marked.number is not None and not marked.glyph.startswith("auto")
    whole = f"{marked.number}. {text}" if is_typed else text
    cited = _CITED.match(whole)
    if cited is None:
        return marked
    numbers = cited_numbers(cited.group("numbers"))
    follows = whole[cited.end() : cited.end() + 1]
    closed = "." in cited.group() or cited.group("end") in (")", ":", "]", "–", "-")
    if len(numbers) < 2 and not (cited.group().strip().startswith(("(", "[")) and closed):
        return marked
    if (
        not known.allows(numbers)
        or not follows
        or follows.islower()
        or not (closed or len(numbers) > 1)
    ):
        return marked
    taken = cited.end() - (len(whole) - len(text))
    return replace(
        marked, line=marked.line.without_start(max(taken, 0)), numbers=numbers, number=None,
        mark="" if marked.glyph == "1" else marked.mark, glyph="" if marked.glyph == "1" else marked.glyph,
    )  # fmt: skip


def _is_citation_of(label: str, known: Known) -> bool:
    """Whether a label such as "Activity 67" names an activity that the chapter lists."""
    number = _LABEL_NUMBER.search(label)
    if number is None or re.search(_PLANNED_WORDS, label, re.IGNORECASE) or "#" in label:
        return False
    return int(number.group(1)) > 9 and int(number.group(1)) in known.listed


def cited_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers that a citation names, ranges in full; empty if a range is reversed."""
    numbers: list[int] = []
    in_range = False
    for part in _PARTS.finditer(text):
        if part.group("to"):
            in_range = bool(numbers)
            continue
        number = int(part.group("number"))
        if in_range:
            if not 0 < number - numbers[-1] <= _LONGEST_RANGE:
                return ()
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
        in_range = False
    return tuple(dict.fromkeys(numbers))
