"""Which column of a table is which, by its heading in four languages or by its order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reporting.enums import EntryKind, column_year
from reporting.recognition.names import fold

_LONGEST_HEADING = 130  # characters


class TableColumn(StrEnum):
    """The columns of a chapter's table, and those of a table with one item in a row."""

    ACTIVITIES = "activities"
    PLANNED = "planned"
    EXECUTED = "executed"
    NEXT_YEAR = "next_year"
    FINANCING = "financing"
    KIND = "kind"  # which of the three the row belongs to
    NUMBERS = "numbers"
    TEXT = "text"
    START = "start"
    END = "end"
    OUTCOME = "outcome"
    LABEL = "label"
    HEADING = "heading"
    SUBHEADING = "subheading"
    COUNTRIES = "countries"
    PLACE = "place"
    NUMBER_OF_ROW = "row"


ITEM_COLUMNS = (TableColumn.PLANNED, TableColumn.EXECUTED, TableColumn.NEXT_YEAR)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# Patterns are searched for in a heading in small letters without accents.
_FINANCING = _words(
    r"\bfinanc", r"\bfunding\b", r"\bfunded\b", r"\bfunds?\b", r"\bfuentes? de recursos", r"\bfonte\b",
    r"\bdonors?\b", r"\bdonante", r"\bbailleurs?\b", r"\bbudget\b", r"\bpresupuest", r"\bcontribut",
)  # fmt: skip
_STATED = _words(
    r"\bresol", r"\bmandat", r"\bestablecid", r"\bestablished\b", r"\bstated\b", r"\benonce",
    r"\bestabelecid", r"\bag/res", r"\bprogram activit(?:y|ies)\b", r"\bprevues? (?:par|dans) la res",
    r"\bassigned\b", r"\basignad", r"\battribu", r"\bactividad(?:es)? del programa\b",
    r"\batividades? do programa\b", r"\bactivites? du programm?e\b",
)  # fmt: skip
_PROGRAMMED = _words(
    r"\bprogramm?ed\b", r"\bplann?ed\b", r"\bscheduled\b", r"\bforeseen\b", r"\bprogramad", r"\bplanificad",
    r"\bprevist", r"\bprogrammee?s?\b", r"\bprevue?s?\b", r"\bplanifiee?s?\b", r"\bplanejad",
    r"\bplanead", r"\bplans?\b", r"\bproyectad", r"\bpor ejecutar\b", r"\bto be (?:executed|carried|implemented|developed|done)\b",
    r"\ba (?:executer|realiser|mettre en œuvre)\b", r"\ba (?:ser|serem) (?:ejecutad|executad|realizad)",
    r"\bproposed\b", r"\bpropuest",
)  # fmt: skip
_EXECUTED = _words(
    r"\bexecuted\b", r"\bdeveloped\b", r"\bcarried out\b", r"\bimplemented\b", r"\baccomplished\b",
    r"\bcompleted\b", r"\bachieved\b", r"\bundertaken\b", r"\bperformed\b", r"\bdone\b", r"\breported\b",
    r"\bejecutad", r"\bdesarrollad", r"\brealizad", r"\bcumplid", r"\bimplementad", r"\bllevad",
    r"\bexecutee?s?\b", r"\brealisee?s?\b", r"\bmenee?s?\b", r"\baccomplie?s?\b", r"\bexecution\b", r"\bejecucion\b",
    r"\bexecutad", r"\bdesenvolvid", r"\bcumprid", r"\bexecucao\b", r"\bresults?\b", r"\bresultad", r"\bresultats?\b",
    r"\bmise?s? en (?:œuvre|oeuvre)\b", r"\bdeveloppee?s?\b", r"\beffectuee?s?\b", r"\bachievements?\b",
)  # fmt: skip
_NEXT = _words(
    r"\bnext year\b", r"\bproximo ano\b", r"\bano proximo\b", r"\bano siguiente\b", r"\bannee (?:prochaine|suivante)\b",
    r"\bfollowing year\b", r"\bproximo exercicio\b", r"\bano seguinte\b", r"\bprochaine annee\b",
)  # fmt: skip
_SINGLE = (
    (TableColumn.NUMBERS, _words(
        r"\b(?:activity|activities|mandate|actividad|mandato|activite|mandat|atividade)s?\s+(?:no|nos|n|nr|num|numbers?|numeros?|#)\b",
        r"\b(?:no|nos|n|nr|numbers?|numeros?)\W*\s*(?:of|de|da|de la|de l)?\W*\s*(?:the\s+)?(?:program\s+)?(?:activity|activities|mandate|actividad|mandato|activite|mandat|atividade)",
        r"(?:activity|activities|actividad(?:es)?|activites?|atividades?)\s*#", r"\bprogram activit(?:y|ies)\b",
        r"\bcodigos?\b", r"\bcodes?\b",
    )),
    (TableColumn.SUBHEADING, _words(r"\bsub-?\s?(?:heading|theme|tema|titulo)", r"\bsous-?\s?(?:titre|theme)")),
    (TableColumn.HEADING, _words(r"^heading\b", r"^theme\b", r"^tema\b", r"^titulo\b", r"^titre\b", r"^section\b", r"^topic\b")),
    (TableColumn.LABEL, _words(r"^label\b", r"^etiqueta\b", r"^etiquette\b", r"^rotulo\b", r"^libelle\b")),
    (TableColumn.START, _words(
        r"^from\b", r"^start", r"^begin", r"^desde\b", r"^inicio\b", r"\bde inicio\b", r"^debut\b", r"^du\b", r"^de$",
        r"\bstart date\b", r"^dates?\b", r"^fechas?\b", r"^datas?\b", r"^when\b", r"^cuando\b", r"\bdate de debut\b", r"^quand\b", r"^quando\b",
    )),
    (TableColumn.END, _words(
        r"^to$", r"^until\b", r"^end\b", r"^end date\b", r"^hasta\b", r"^fin\b", r"\bde fin\b", r"^au$", r"^ate\b", r"^fim\b", r"\bde termino\b", r"^termino\b", r"^a$", r"\bdate de fin\b",
    )),
    (TableColumn.OUTCOME, _words(r"^status\b", r"^estado\b", r"^statut\b", r"^situac?ao\b", r"^situacion\b", r"^outcome\b", r"^etat\b")),
    (TableColumn.COUNTRIES, _words(r"^countr", r"^pais", r"^pays\b", r"^member states?\b", r"^estados? miembros?\b")),
    (TableColumn.PLACE, _words(r"^place\b", r"^lugar\b", r"^lieu\b", r"^local\b", r"^venue\b", r"^city\b", r"^ciudad\b", r"^cidade\b", r"^ville\b", r"^where\b")),
    (TableColumn.KIND, _words(r"^columns?\b", r"^columnas?\b", r"^colonnes?\b", r"^colunas?\b", r"^type\b", r"^tipo\b", r"^kind\b", r"^category\b", r"^categoria\b", r"^categorie\b", r"^part\b")),
    (TableColumn.NUMBER_OF_ROW, _words(r"^#$", r"^no\W*$", r"^n\W*[o°º]?$", r"^nr\W*$", r"^row\b", r"^fila\b", r"^ligne\b", r"^linha\b")),
    (TableColumn.TEXT, _words(
        r"^activit(?:y|ies)\b", r"^actividad(?:es)?\b", r"^activites?\b", r"^atividades?\b", r"^descri", r"^text[oe]?\b",
        r"^items?\b", r"^entr(?:y|ies)\b", r"^detalle", r"^details?\b", r"^what\b", r"^actions?\b", r"^accion", r"^acoes\b",
    )),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class ColumnHeading:
    """What one heading says. A programmed column is PLANNED until its year tells otherwise."""

    column: TableColumn | None
    year: int | None = None
    is_next: bool = False


@dataclass(frozen=True)
class TableColumns:
    """The columns of a table, by position. `problems` are what its headings have wrong."""

    by_position: tuple[TableColumn | None, ...]
    years: tuple[int, ...] = ()  # years over the programmed columns
    problems: tuple[tuple[str, int], ...] = ()

    def position(self, column: TableColumn) -> int | None:
        return self.by_position.index(column) if column in self.by_position else None

    @property
    def is_one_item_a_row(self) -> bool:
        return TableColumn.TEXT in self.by_position and TableColumn.KIND in self.by_position


def read_heading(text: str) -> ColumnHeading:
    """Return what a heading says; `column` is None if it is none that is known."""
    folded = " ".join(fold(text).replace("’", "'").split())
    if not folded or len(folded) > _LONGEST_HEADING:
        return ColumnHeading(None)
    years = [int(year) for year in _YEAR.findall(folded)]
    year = years[-1] if years else None
    if _NEXT.search(folded):
        return ColumnHeading(TableColumn.NEXT_YEAR, year, is_next=True)
    if _FINANCING.search(folded) and not _PROGRAMMED.search(folded):
        return ColumnHeading(TableColumn.FINANCING)
    if _PROGRAMMED.search(folded) and not re.search(r"\bresol|\bmandat|\bag/res", folded):
        return ColumnHeading(TableColumn.PLANNED, year)
    if re.search(r"\bresol|\bag/res|\bmandates?\b|\bmandatos?\b|\bmandats?\b", folded):
        numbers = next(pattern for column, pattern in _SINGLE if column is TableColumn.NUMBERS)
        return ColumnHeading(
            TableColumn.NUMBERS
            if numbers.search(folded) and "resol" not in folded
            else TableColumn.ACTIVITIES
        )
    if _EXECUTED.search(folded):
        return ColumnHeading(TableColumn.EXECUTED, year)
    for column, pattern in _SINGLE:
        if pattern.search(folded):
            return ColumnHeading(column)
    if _STATED.search(folded):
        return ColumnHeading(TableColumn.ACTIVITIES)
    return ColumnHeading(None)


def read_columns(texts: Sequence[str], year: int) -> TableColumns | None:
    """Return the columns of a row of headings for the report of `year`; None if it is none.

    A row is one of headings if it names executed or programmed activities together with another
    column, or the text and the column of items.
    """
    if sum(len(text) > _LONGEST_HEADING for text in texts):
        return None
    headings = [read_heading(text) for text in texts]
    named = [heading.column for heading in headings if heading.column]
    kinds = set(named)
    in_columns = bool(kinds & set(ITEM_COLUMNS)) and len(named) > 1
    in_rows = TableColumn.TEXT in kinds and TableColumn.KIND in kinds
    if not (in_columns or in_rows) or len(named) * 2 < len([text for text in texts if text]):
        return None
    if in_rows and not in_columns:
        return TableColumns(_first_of_each([heading.column for heading in headings]))
    return _with_years(headings, year)


def _with_years(headings: Sequence[ColumnHeading], year: int) -> TableColumns:
    """Tell the two programmed columns apart: by their years, and where those are wrong by order."""
    columns = [heading.column for heading in headings]
    programmed = [
        index for index, column in enumerate(columns)
        if column in (TableColumn.PLANNED, TableColumn.NEXT_YEAR)
    ]  # fmt: skip
    years = tuple(headings[index].year or 0 for index in programmed)
    problems: list[tuple[str, int]] = []
    executed = columns.index(TableColumn.EXECUTED) if TableColumn.EXECUTED in columns else None
    if len(programmed) >= 2:
        first, last = programmed[0], programmed[-1]
        first_year, last_year = headings[first].year, headings[last].year
        reversed_order = bool(first_year and last_year and first_year > last_year)
        if headings[first].is_next and not headings[last].is_next:
            reversed_order = True
        columns[first] = TableColumn.NEXT_YEAR if reversed_order else TableColumn.PLANNED
        columns[last] = TableColumn.PLANNED if reversed_order else TableColumn.NEXT_YEAR
        for index in programmed[1:-1]:
            columns[index] = None
        if first_year and first_year == last_year:
            problems.append(("same-year", first_year))
    elif programmed:
        index = programmed[0]
        stated = headings[index].year
        follows = executed is not None and index > executed
        if (
            stated == column_year(EntryKind.NEXT_YEAR, year)
            or headings[index].is_next
            or (stated is None and follows)
        ):
            columns[index] = TableColumn.NEXT_YEAR
        else:
            columns[index] = TableColumn.PLANNED
    # "Activities" alone over the first column is the list of the Program's activities.
    if TableColumn.ACTIVITIES not in columns and columns[0] in (
        TableColumn.TEXT,
        TableColumn.NUMBERS,
    ):
        columns[0] = TableColumn.ACTIVITIES
    known = tuple(found for found in years if found)
    return TableColumns(_first_of_each(columns), known, tuple(problems))


def _first_of_each(columns: Sequence[TableColumn | None]) -> tuple[TableColumn | None, ...]:
    """Leave a column only its first position."""
    seen: set[TableColumn] = set()
    kept: list[TableColumn | None] = []
    for column in columns:
        kept.append(None if column in seen else column)
        if column:
            seen.add(column)
    return tuple(kept)


def columns_by_order(width: int) -> TableColumns | None:
    """Return the columns of a table without headings, as the official table orders them."""
    order: tuple[TableColumn | None, ...] = (
        TableColumn.ACTIVITIES, *ITEM_COLUMNS, TableColumn.FINANCING,
    )  # fmt: skip
    if width in (4, 5):
        return TableColumns(order[:width])
    return TableColumns(ITEM_COLUMNS) if width == 3 else None


def kind_of(text: str, year: int) -> TableColumn | None:
    """Return the column that a cell such as "Programmed 2012" names in a table of items."""
    heading = read_heading(text)
    if heading.column is TableColumn.PLANNED and (
        heading.year == column_year(EntryKind.NEXT_YEAR, year)
    ):
        return TableColumn.NEXT_YEAR
    return heading.column if heading.column in ITEM_COLUMNS else None
