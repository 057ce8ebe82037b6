"""The sources of financing that a cell states."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from program.rich_text import from_html
from program.rich_text.html_output import serialize
from program.rich_text.model import Document, Paragraph
from reporting.enums import FinancingKind
from reporting.importing.proposals.lines import placed_lines
from reporting.importing.proposals.marks import Known
from reporting.importing.sources.model import SourceCell
from reporting.recognition.bodies import find_bodies
from reporting.recognition.data.currencies import code_of
from reporting.recognition.gazetteer import Gazetteer
from reporting.recognition.money import find_money
from reporting.recognition.names import fold

_REGULAR = re.compile(
    r"\b(?:regular fund|fondo regular|fonds ordinaire|fundo ordinario|fundo regular)\b"
)
_SPECIFIC = re.compile(
    r"\b(?:specific funds?|voluntary (?:contributions? )?funds?|fondos? (?:especificos?|voluntarios?)"
    r"|fonds (?:specifiques?|volontaires?)|fundos? (?:especificos?|voluntarios?)|voluntary contributions? fund"
    r"|fondo de contribuciones voluntarias)\b"
)
_NONE = re.compile(
    r"(?:n/?a|none|no aplica|not applicable|sans objet|nao se aplica|ninguno|aucun|nenhum|-+)\.?"
)
_EXTERNAL = re.compile(
    r"\b(?:extern|grant|contribu|aporte|apport|donat|donac|doac|don\b|funded|financ|financiad|subven|government|gobierno"
    r"|gouvernement|governo|cooperac|cooperation|project|proyecto|projet|agency|agencia|union|fondos? de|funds? from)"
)
_GOVERNMENT = re.compile(
    r"\b(?:the\s+)?((?:government|gobierno|gouvernement|governo)\s+(?:of|de|du|do|da|des|del)\s?(?:the\s+|la\s+|los\s+)?[A-ZÁÉÍÓÚÀÂÇÈÊÎÔ][\w’'-]+(?:\s+(?:and|y|of|de|e|et|[A-ZÁÉÍÓÚÀÂÇÈÊÎÔ][\w’'-]+))*)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|by|of|de|del|de la|de los|de l['’]|du|des|da|do|dos|das|por|par|pelo|pela)\s+(?:the\s+|la\s+|el\s+|los\s+|las\s+|le\s+|les\s+|o\s+|a\s+)?"
    r"(?P<who>[A-ZÁÉÍÓÚÀÂÇÈÊÎÔ][\w’'&-]*(?:\s+(?:of|the|and|de|la|del|los|y|du|des|et|da|do|e|for|on|to|in|[A-ZÁÉÍÓÚÀÂÇÈÊÎÔ(][\w’'&)-]*))*)"
)
_LONGEST_NAME = 5  # words
_FUND = re.compile(r"\s+(?:Voluntary|Specific|Special|Fund|Fondo|Fonds|Fundo)\b")
_AFTER_WHO = re.compile(r"\s+(?:of|the|and|de|la|del|los|y|du|des|et|da|do|e|for|on|to|in)\Z")


@dataclass(frozen=True)
class ProposedSource:
    """A source of financing; `text` is stored text. The kind is a value of `FinancingKind`."""

    kind: str
    text: str
    contributor: str = ""
    amount: Decimal | None = None
    currency: str = ""
    place: str = ""


def read_financing(
    cells: Iterable[SourceCell], gazetteer: Gazetteer, language: str
) -> list[ProposedSource]:
    """Return the sources that the cells of the financing column state, one for each line."""
    return list(_sources(cells, gazetteer, language))


def _sources(
    cells: Iterable[SourceCell], gazetteer: Gazetteer, language: str
) -> Iterator[ProposedSource]:
    seen: set[str] = set()
    for line in placed_lines(cells, Known()):
        text = line.text
        folded = fold(text)
        if _NONE.fullmatch(folded) or folded in seen:
            continue
        seen.add(folded)
        amounts = find_money(text, lang=language)
        content = line.marked.line.content
        contributor = _contributor(text, gazetteer, language)[:200]
        yield ProposedSource(
            kind=_kind(folded, contributor),
            text=from_html(serialize(Document((Paragraph(content),)))),
            contributor=contributor,
            amount=amounts[0].amount if amounts and amounts[0].up_to is None else None,
            currency=_currency(amounts[0].currency, language) if amounts else "",
            place=line.place,
        )


def _kind(folded: str, contributor: str) -> str:
    if _REGULAR.search(folded):
        return FinancingKind.REGULAR_FUND
    if _SPECIFIC.search(folded):
        return FinancingKind.SPECIFIC_FUND
    if contributor or _EXTERNAL.search(folded):
        return FinancingKind.EXTERNAL
    return FinancingKind.OTHER


_CURRENCIES = {"US$": "USD", "U.S.$": "USD", "USD$": "USD", "€": "EUR", "CA$": "CAD", "CAD$": "CAD",
               "CAN$": "CAD", "C$": "CAD", "R$": "BRL", "£": "GBP"}  # fmt: skip


def _currency(printed: str, language: str) -> str:
    """Return the ISO 4217 code of a sign or name with only one meaning, else what is printed."""
    return (_CURRENCIES.get(printed) or code_of(printed, language) or printed)[:10]


def _contributor(text: str, gazetteer: Gazetteer, language: str) -> str:
    if _REGULAR.search(fold(text)):
        return ""
    if government := _GOVERNMENT.search(text):
        return government.group(1).strip()
    for match in _FROM.finditer(text):
        who = match.group("who")
        who = _FUND.split(who)[0]
        while trimmed := _AFTER_WHO.search(who):
            who = who[: trimmed.start()]
        if who.count("(") != who.count(")"):
            who = who.replace("(", "").replace(")", "").strip()
        return who
    if bodies := find_bodies(text, gazetteer, lang=language):
        return bodies[0].words
    # Nothing but a name: "AECI (Phase II)".
    name = re.sub(r"\([^)]{0,60}\)|[.;:]\Z", "", text).strip()
    is_name = name[:1].isupper() and len(name.split()) <= _LONGEST_NAME and not find_money(name)
    return name if is_name and not _FUND.search(f" {name}") else ""
