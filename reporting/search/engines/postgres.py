"""PostgreSQL: generated columns of weighted words, one of them with a GIN index."""

from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from reporting.models import Entry, Event
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
    # Few among tens of thousands of entries, and asked for by themselves.
    "CREATE INDEX IF NOT EXISTS reporting_search_words_of_others ON reporting_searchdocument "
    "USING gin (reporting_search_words(vector)) WHERE entry_id IS NULL",
    # What is written goes into the index at once: else it waits in a list, which every question has
    # to read whole, and those that go through the years twenty times.
    "ALTER INDEX reporting_search_words SET (fastupdate = off)",
    "ALTER INDEX reporting_search_words_of_others SET (fastupdate = off)",
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
_NOT_AT_HEAD = " AND (SELECT count(*) FROM head) < %s AND id NOT IN (SELECT id FROM head)"
# Which of thousands that answer are the newest is known only when the row of each is read. So the
# newest entries alone are asked first: where enough of them answer, nothing more is read.
_NEWEST = 8_000
_IS_NEW = f"id > (SELECT max(entry_id) - {_NEWEST} FROM reporting_searchdocument) * {STEP}"
_TOO_FEW = "(SELECT count(*) FROM newest) < %s"
_OF_ENTRIES = " AND entry_id IS NOT NULL"
_MANY = 1_000  # entries that answer, from which on events are asked one by one
# With all that is asked of a document, so that the best need not be looked up once more.
COLUMNS = ", ".join(("id", *(f"{owner}_id" for owner in OWNERS), "facets"))
BEST_DOCUMENTS = "best AS reporting_searchdocument"


def best_of(
    question: Question,
    narrowed: Narrowing,
    number: int,
    ranked: int,
    only: str,
    parameters: tuple[Any, ...],
) -> tuple[str, list[Any]]:
    """A table `best`, as SQL, and its parameters: `number` documents out of the newest `ranked`
    entries of each part and all others. `only` is a condition on the document's {key}."""
    narrowing = _narrowing(narrowed)
    asked = f"{expression(question)}{narrowing}"
    held_at_head = f"{_held(at_head(question))}{narrowing}"
    within, given = only, parameters
    if phrases := _AND.join(_phrases(question, HEAD_WORD)):
        within, given = f" AND head_vector @@ %s::tsquery{only}", (phrases, *parameters)
    newest = _keys(held_at_head, f" AND {_IS_NEW}{within}", given, ranked)
    older = _keys(held_at_head, f" AND {_TOO_FEW}{_OF_ENTRIES}{within}", (ranked, *given), ranked)
    rest = _keys(asked, f"{_NOT_AT_HEAD}{only}", (number, *parameters), ranked)
    others = within.replace("{key}", "id")
    # Found first and then opened: carried along, what is ranked would take longer to sort.
    sql = (
        f"newest AS MATERIALIZED {newest.sql}, "
        f"keys AS (SELECT id, (id %% {STEP} < {FIRST_BY_NAME})::int AS part "
        f"FROM reporting_searchdocument WHERE {_INDEXED} @@ %s::tsquery AND entry_id IS NULL{others} "
        f"UNION ALL SELECT id, 1 FROM newest WHERE NOT {_TOO_FEW} "
        f"UNION ALL SELECT id, 1 FROM {older.sql} AS older), "
        f"head AS MATERIALIZED (SELECT {COLUMNS}, {_RANK_OF_HEAD} AS score, part "
        "FROM keys JOIN reporting_searchdocument USING (id)), "
        f"rest AS (SELECT {COLUMNS}, {_RANK} AS score, 2 AS part "
        f"FROM {rest.sql} AS keys JOIN reporting_searchdocument USING (id)), "
        "best AS MATERIALIZED (SELECT * FROM head UNION ALL SELECT * FROM rest "
        "ORDER BY part, score, id DESC LIMIT %s)"
    )
    of_head = [held_at_head, *given, ranked, *older.parameters, at_head(question)]
    of_rest = [expression(question), *rest.parameters]
    return sql, [*newest.parameters, *of_head, *of_rest, number]


def by_years(
    narrowed: Narrowing, number: int, only: str, parameters: tuple[Any, ...]
) -> tuple[str, list[Any]]:
    """Documents of the newest years that have these marks, `number` at most: the key and the year of
    each, as SQL, and its parameters. Year by year, each by the index, until there are enough."""
    only = only.replace("{key}", "id")
    sql = (
        "SELECT id, year FROM (SELECT DISTINCT year FROM reporting_reportingyear ORDER BY year DESC) "
        "AS years CROSS JOIN LATERAL (SELECT id FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ (%s::tsquery && {_mark_of('year')}){only}) AS of_year "
        "ORDER BY year DESC, id LIMIT %s"
    )
    return sql, [_narrowing(narrowed).removeprefix(_AND), *parameters, number]


class _Keys(NamedTuple):
    """A table of keys, as SQL, and its parameters."""

    sql: str
    parameters: list[Any]


def _keys(asked: str, others: str, parameters: tuple[Any, ...], number: int) -> _Keys:
    """The newest documents that answer what is `asked`, a tsquery, and `others`."""
    # Nothing is put in order within: PostgreSQL would go through all documents in that order.
    found = (
        f"(SELECT id FROM reporting_searchdocument WHERE {_INDEXED} @@ %s::tsquery{others} OFFSET 0) "
        "AS holding"
    ).replace("{key}", "reporting_searchdocument.id")
    if _NEXT_TO not in asked:
        first = f"(SELECT id FROM {found} ORDER BY id DESC LIMIT %s)"
        return _Keys(first, [asked, *parameters, number])
    # Of many that hold the words of a phrase no more are opened, in their order, than are needed.
    first = (
        f"(SELECT id FROM (SELECT id FROM {found} ORDER BY id DESC OFFSET 0) AS holding "
        "JOIN reporting_searchdocument USING (id) "
        "WHERE vector @@ %s::tsquery ORDER BY id DESC LIMIT %s)"
    )
    return _Keys(first, [_held(asked), *parameters, asked, number])


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


def events_answering(events: QuerySet[Event], question: Question) -> QuerySet[Event]:
    return events.filter(_EventAnswers(F("entry_id"), asked=expression(question)))


class _EventAnswers(Func):
    """That the entry of an event, given by its key, answers a question.

    To go through the events in their order: of few that answer all are found beforehand; of many each
    event is asked for until a page is full. Which of the two takes less PostgreSQL does not know of a
    word that it holds no statistics of.
    """

    output_field = BooleanField()
    template = (
        "CASE WHEN (SELECT count(*) FROM ({found} LIMIT {many}) AS found) < {many} "
        "THEN {entry} IN ({found} AND {indexed} @@ %s::tsquery) "
        "ELSE (SELECT {words} @@ %s::tsquery FROM reporting_searchdocument AS document "
        "WHERE document.entry_id = {entry}) END"
    )

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> Any:  # type: ignore[override]
        entry, _no_parameters = compiler.compile(self.source_expressions[0])
        asked = self.extra["asked"]
        sql = self.template.format(
            entry=entry,
            found="SELECT entry_id FROM reporting_searchdocument "
            f"WHERE {_INDEXED} @@ %s::tsquery AND entry_id IS NOT NULL",
            indexed=_INDEXED,
            many=_MANY,
            words=_WORDS_OF.format("document.vector"),
        )
        return sql, (_held(asked), _held(asked), asked, asked)


class _Answers(Func):
    """That a document, given by one of its columns, is of a year and answers a question."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> Any:  # type: ignore[override]
        of_document, of_year, asked = map(compiler.compile, self.source_expressions)
        vector = of_document[0].rpartition(".")[0] + ".vector"
        answers = f"{_WORDS_OF.format(vector)} @@ ({asked[0]}::tsquery && {_mark_of(of_year[0])})"
        return answers, (*asked[1], *of_year[1])


def expression(question: Question) -> str:
    """The question as a tsquery; of letters and digits alone, so nothing escapes."""
    return _AND.join(f"({part})" for part in (*map(_term, question.terms), *_phrases(question)))


def at_head(question: Question) -> str:
    """The same of what stands at a text's head."""
    parts = (*map(_head, question.terms), *_phrases(question, HEAD_WORD))
    return _AND.join(f"({part})" for part in parts)


def _held(asked: str) -> str:
    """What the index can be asked of this: it knows which words a document holds, not their order."""
    return asked.replace(_NEXT_TO, _AND)


def _mark_of(year: str) -> str:
    """The mark of a year that a column holds."""
    return f"('{FACET}{LETTERS['year']}' || {year})::tsquery"


def having(narrowed: Narrowing) -> tuple[str, list[Any]]:
    """That a document's marks are among these, as SQL, and its parameters: the index holds a text's
    words beside them."""
    has = " AND string_to_array(reporting_searchdocument.facets, ' ') && %s"
    return has * len(narrowed), [sorted(marks) for marks in narrowed]


def _narrowing(narrowed: Narrowing) -> str:
    parts = (" | ".join(f"'{mark}'" for mark in sorted(marks)) for marks in narrowed)
    return "".join(f"{_AND}({part})" for part in parts)


def _phrases(question: Question, mark: str = "") -> list[str]:
    """The phrases, of the words at a head where their `mark` is given."""
    return [_NEXT_TO.join(_word(word, mark) for word in phrase) for phrase in question.phrases]


def _term(term: Term) -> str:
    stems = (f"'{stem}'" for stem in sorted(term.stems))
    return " | ".join([_word(term.word, is_beginning=term.is_beginning), *stems])


def _head(term: Term) -> str:
    stems = (f"'{HEAD_STEM}{stem}'" for stem in sorted(term.stems))
    star = ":*" if term.is_beginning else ""
    return " | ".join([f"'{HEAD_WORD}{term.word}'{star}", *stems])


def _word(word: str, mark: str = "", *, is_beginning: bool = False) -> str:
    """A word of the headings or the text, or of the head by its `mark`. Only one that looks marked
    and is not says so: the index knows no weights, so that every vector would be opened for them."""
    if mark:
        return f"'{mark}{word}'"
    labels = ("*" if is_beginning else "") + ("AB" if looks_marked(word) else "")
    return f"'{word}':{labels}" if labels else f"'{word}'"
