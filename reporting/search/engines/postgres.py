"""PostgreSQL: generated columns of weighted words, one of them with a GIN index."""

from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from reporting.enums import EntryKind
from reporting.models import Entry
from reporting.models.search import FIRST_BY_NAME, OWNERS, STEP
from reporting.search.marks import LETTERS, Narrowing
from reporting.search.question import Question, Term
from reporting.search.tokens import FACET, HEAD_STEM, HEAD_WORD, looks_marked

# A: headings, B: text, C: stems; without a weight what rank does not count. Words come folded, so
# `simple` only sets them apart.
PREPARATION = (
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS vector tsvector "
    "GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, stems), 'C') || "
    "strip(to_tsvector('simple'::regconfig, head)) || "
    "strip(to_tsvector('simple'::regconfig, facets))) STORED",
    # What stands at the head once more, to be ranked without opening the long vector.
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS head_vector tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, head)) STORED",
    # In the row itself, and everything longer outside it: many rows to a page.
    "ALTER TABLE reporting_searchdocument ALTER COLUMN head_vector SET STORAGE MAIN",
    "ALTER TABLE reporting_searchdocument ALTER COLUMN facets SET STORAGE MAIN",
    "ALTER TABLE reporting_searchdocument SET (toast_tuple_target = 128)",
    # PostgreSQL does not reckon with what it takes to open a vector, and would rather open all of
    # them than ask the index. A function that gives the vector back and says that it is dear.
    "CREATE OR REPLACE FUNCTION reporting_search_words(tsvector) RETURNS tsvector "
    "LANGUAGE plpgsql IMMUTABLE STRICT COST 1000 AS 'BEGIN RETURN $1; END'",
    "CREATE INDEX IF NOT EXISTS reporting_search_words "
    "ON reporting_searchdocument USING gin (reporting_search_words(vector))",
    "DROP INDEX IF EXISTS reporting_search_vector",  # of the first portals
)
_WORDS_OF = "reporting_search_words({})"
_INDEXED = _WORDS_OF.format("vector")
_WEIGHTS = "'{0.1, 0.4, 0.2, 1.0}'"  # of D, C, B, A
_BY_LENGTH = 1  # a long text says every word often: what it counts for shrinks with its length
# Both ranks: the lower, the better.
_RANK = f"-ts_rank({_WEIGHTS}, vector, %s::tsquery, {_BY_LENGTH})"
# A text's length is told without reading it.
_RANK_OF_HEAD = "-ts_rank(head_vector, %s::tsquery) / ln(3 + octet_length(words))"


_AND, _NEXT_TO = " & ", " <-> "  # of a tsquery
_PART = f"(id %% {STEP} < {FIRST_BY_NAME})::int"
_NOT_AT_HEAD = " AND (SELECT count(*) FROM head) < %s AND id NOT IN (SELECT id FROM head)"
# With all that is asked of a document, so that the best need not be looked up once more.
_COLUMNS = ", ".join((*(f"{owner}_id" for owner in OWNERS), "facets"))
LISTS_BY_MARKS = True  # by tables alone it reads all entries of all years, and sorts them
BEST_DOCUMENTS = "best AS reporting_searchdocument"
_YEAR = f"substr(facets, {len(FACET + LETTERS['year']) + 1}, 4)"  # an entry's first mark
_KINDS = ", ".join(f"'{kind}'" for kind in EntryKind.values)


def best_of(
    question: Question,
    narrowed: Narrowing,
    number: int,
    ranked: int,
    only: str,
    parameters: tuple[Any, ...],
) -> tuple[str, list[Any]]:
    """A table `best`, as SQL, and its parameters: `number` documents out of the newest `ranked` of
    each part. `only` is a condition on the document's {key}."""
    narrowing = _narrowing(narrowed)
    asked, at_its_head = expression(question), at_head(question)
    head = _keys(f"{at_its_head}{narrowing}", only, parameters, ranked, order="part, id DESC")
    rest = _keys(
        f"{asked}{narrowing}",
        _NOT_AT_HEAD + only,
        (number, *parameters),
        ranked,
        part="2",
        order="id DESC",
    )
    # Found first and then opened: carried along, what is ranked would take longer to sort.
    sql = (
        f"head AS MATERIALIZED (SELECT id, {_COLUMNS}, {_RANK_OF_HEAD} AS score, part "
        f"FROM {head.sql} JOIN reporting_searchdocument USING (id)), "
        f"rest AS (SELECT id, {_COLUMNS}, {_RANK} AS score, part "
        f"FROM {rest.sql} JOIN reporting_searchdocument USING (id)), "
        "best AS MATERIALIZED (SELECT * FROM head UNION ALL SELECT * FROM rest "
        "ORDER BY part, score, id DESC LIMIT %s)"
    )
    return sql, [at_its_head, *head.parameters, asked, *rest.parameters, number]


def newest_of(
    narrowed: Narrowing, number: int, only: str, parameters: tuple[Any, ...]
) -> tuple[str, list[Any]]:
    """The same of entries of which marks alone are asked: the newest years first, each in the
    official order."""
    marks = _narrowing(narrowed).removeprefix(_AND)
    keys = _keys(marks, only, parameters, number, part="0", order=f"{_YEAR} DESC, id")
    sql = (
        f"best AS MATERIALIZED (SELECT id, {_COLUMNS}, part, row_number() OVER ("
        f"ORDER BY {_YEAR} DESC, chapter, array_position(ARRAY[{_KINDS}], kind), place) AS score "
        f"FROM {keys.sql} "
        "JOIN reporting_searchdocument USING (id) JOIN (SELECT reporting_entry.id AS entry_id, "
        "kind, reporting_entry.position AS place, reporting_submission.position AS chapter "
        "FROM reporting_entry JOIN reporting_submission ON reporting_submission.id = submission_id"
        ") AS entries USING (entry_id))"
    )
    return sql, keys.parameters


class _Keys(NamedTuple):
    """A table `keys` (id, part), as SQL, and its parameters."""

    sql: str
    parameters: list[Any]


def _keys(
    asked: str,
    others: str,
    parameters: tuple[Any, ...],
    number: int,
    *,
    order: str,
    part: str = _PART,
) -> _Keys:
    """The first in an order of the documents that answer what is `asked`, a tsquery, and `others`."""
    is_exact = _NEXT_TO not in asked
    found = (
        f"SELECT id, {part} AS part{'' if is_exact else ', vector'} FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ %s::tsquery{others} ORDER BY {order}"
    ).replace("{key}", "reporting_searchdocument.id")
    if is_exact:
        return _Keys(f"({found} LIMIT %s) AS keys", [asked, *parameters, number])
    # The index knows which words a document holds, not their order: of many that hold those of a
    # phrase no more are opened, in their order, than are needed.
    ordered = f"SELECT id, part FROM ({found} OFFSET 0) AS holding WHERE vector @@ %s::tsquery"
    holding = asked.replace(_NEXT_TO, _AND)
    first = f"({ordered} ORDER BY {order} LIMIT %s) AS keys"
    return _Keys(first, [holding, *parameters, asked, number])


def answering(entries: QuerySet[Entry], question: Question) -> QuerySet[Entry]:
    keys = RawSQL(
        f"SELECT id / {STEP} FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ %s::tsquery AND entry_id IS NOT NULL",
        [expression(question)],
    )
    return entries.filter(pk__in=keys)


def answering_by_year(entries: QuerySet[Entry], question: Question, year: str) -> QuerySet[Entry]:
    """The year is one of those of the entry's Program, not that of its chapter, and the document says
    which: so the database can but go through the years, and ask the index in each."""
    years = {year: F("submission__reporting_year__program__years__year")}
    asked = _Answers(F("search_document__facets"), F(year), Value(expression(question)))
    return entries.annotate(**years).filter(asked, search_document__isnull=False)


class _Answers(Func):
    """That a document, given by one of its columns, is of a year and answers a question."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> Any:  # type: ignore[override]
        of_document, of_year, asked = map(compiler.compile, self.source_expressions)
        vector = of_document[0].rpartition(".")[0] + ".vector"
        mark = f"('{FACET}{LETTERS['year']}' || {of_year[0]})::tsquery"
        answers = f"{_WORDS_OF.format(vector)} @@ ({asked[0]}::tsquery && {mark})"
        return answers, (*asked[1], *of_year[1])


def expression(question: Question) -> str:
    """The question as a tsquery; of letters and digits alone, so nothing escapes."""
    return _AND.join(f"({part})" for part in (*map(_term, question.terms), *_phrases(question)))


def at_head(question: Question) -> str:
    """The same of the words at a text's head; phrases stand anywhere in it."""
    return _AND.join(f"({part})" for part in (*map(_head, question.terms), *_phrases(question)))


def _narrowing(narrowed: Narrowing) -> str:
    parts = (" | ".join(f"'{mark}'" for mark in sorted(marks)) for marks in narrowed)
    return "".join(f"{_AND}({part})" for part in parts)


def _phrases(question: Question) -> list[str]:
    return [_NEXT_TO.join(_word(word) for word in phrase) for phrase in question.phrases]


def _term(term: Term) -> str:
    stems = (f"'{stem}'" for stem in sorted(term.stems))
    return " | ".join([_word(term.word, is_beginning=term.is_beginning), *stems])


def _head(term: Term) -> str:
    stems = (f"'{HEAD_STEM}{stem}'" for stem in sorted(term.stems))
    star = ":*" if term.is_beginning else ""
    return " | ".join([f"'{HEAD_WORD}{term.word}'{star}", *stems])


def _word(word: str, *, is_beginning: bool = False) -> str:
    """A word of the headings or the text. Only one that looks marked says that it is none:
    the index knows no weights, so that every vector would be opened for them."""
    labels = ("*" if is_beginning else "") + ("AB" if looks_marked(word) else "")
    return f"'{word}':{labels}" if labels else f"'{word}'"
