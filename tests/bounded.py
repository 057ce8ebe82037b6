"""Texts that bring careless code to a stop, and everything that reads the text of an entry.

Used by tests/reporting/test_bounded_work.py and by bench/growth.py.
"""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice

from program.rich_text import (
    RichTextError,
    count_words,
    document_of,
    from_html,
    from_markdown,
    from_old_markdown,
    from_plain,
    parse,
    to_html,
    to_markdown,
    to_plain,
)
from reporting.actions.exceptions import EditConflict
from reporting.actions.merging import Base, merge_entry
from reporting.checks import recognized
from reporting.checks.content import (
    CheckedActivity,
    CheckedChapter,
    CheckedEntry,
    CheckedEvent,
    CheckedFinancing,
    CheckedHighlight,
    CheckedNarrative,
    CheckedYear,
)
from reporting.checks.run import all_checks
from reporting.document.word.blocks import to_blocks
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, NarrativeKind
from reporting.models import EntryVersion
from reporting.recognition.acronyms import find_acronyms, find_definitions
from reporting.recognition.activities import find_activities
from reporting.recognition.bodies import find_bodies
from reporting.recognition.countries import find_countries
from reporting.recognition.dates import find_dates
from reporting.recognition.gazetteer import Gazetteer
from reporting.recognition.money import find_money
from reporting.recognition.spans import sentences
from reporting.recognition.suggest import SuggestionContext, Tagged, suggest
from reporting.search.query import parse_query
from reporting.search.snippets import highlight, snippet
from reporting.search.tokens import folded_words, stems_in
from reporting.templatetags.site import excerpt
from reporting.validators import rich_text_problems
from reporting.views.desk.differences import difference

# Each is repeated until the text is as long as asked for.
PATTERNS = {
    "at signs": "@",
    "letters and at signs": "a@",
    "parts of mail addresses": "a.b@",
    "letters without a blank": "a",
    "accented letters without a blank": "é",
    "capitals without a blank": "A",
    "alternating capitals": "Aa",
    "short words run together": "inand",
    "digits": "7",
    "digits and letters": "1a",
    "opening parentheses": "(",
    "closing parentheses": ") ",
    "parentheses and words": "aa(bb ",
    "opening brackets": "[",
    "beginnings of links": "[a](",
    "beginnings of images": "![",
    "link definitions": "[a]: b\n",
    "brackets on lines": "[\n",
    "crossing emphasis": "*a_ ",
    "asterisks": "*",
    "strong words": "**a** ",
    "underscores": "_a",
    "backticks": "`a``",
    "numbers with stops": "1.",
    "numbered items": "1. a\n",
    "numbers with commas": "1, ",
    "numbers joined": "1 and ",
    "figures of dates": "1/1/",
    "days": "1 May ",
    "months": "May, ",
    "years": "2011, ",
    "conventions of years": "Convention of 1951 ",
    "sentences of capitals": "Aa. ",
    "stops": "..",
    "stops and capitals": "a.A",
    "commas": ",",
    "commas and spaces": " ,",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "a space and no-break spaces": "a \u00a0 \u00a0",
    "line breaks": "\n",
    "lines of one letter": "a\n",
    "paragraphs of one letter": "a\n\n",
    "nested items": "- ",
    "items": "- a\n",
    "nested quotations": ">",
    "lines of nested quotations": "> > > a\n",
    "rows of a table": "| a ",
    "fences": "```\n",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "backslashes": "\\",
    "entities": "&amp;",
    "ampersands": "& ",
    "beginnings of elements": "<a ",
    "beginnings of comments": "<!--",
    "addresses": "http://",
    "addresses of hosts": "www.",
    "combining marks": "\u0301",
    "letters with combining marks": "e\u0301",
    "foreign words": "del ",
    "foreign words in parentheses": "(del ",
    "the same word": "the the ",
    "linked names": "Aa of Bb and ",
    "small linking words": "Aa of of of ",
    "acronyms": "UNHCR ",
    "acronyms in parentheses": "Aa (ABC) ",
    "hyphenated capitals": "A-",
    "countries": "Mexico, ",
    "ambiguous countries": "Georgia ",
    "saints": "St. ",
    "activities": "activities 1, ",
    "currency signs": "$",
    "amounts": "US$1,000 ",
    "thousands": "1,000",
    "straight quotation marks": '"',
    "opening quotation marks": "“",
    "quoted letters": "“a” ",
    "apostrophes": "a'",
    "enumerators": "a) ",
    "lines of enumerators": "A. a\n",
    "resolutions": "AG/RES. ",
    "future years": "will 2012 ",
    "emoji": "😀",
}


# Each is repeated with another number, and a word of letters made of that number, each time.
NUMBERED = {
    "numbers that differ": "{number} ",
    "words that differ": "{word} ",
    "acronyms that differ": "Aaa ({capitals}) ",
    "names that differ": "Aa {name} of Bb, ",
    "titles that differ": "“one two three four five six {word}” ",
    "sentences that differ": "One two {word}. ",
    "lines that differ": "one {word}\n",
    "lines of few kinds": "{few}\n",
    "words of few kinds": "{few} {word} ",
    "future dates": "1 May 2012 in Mexico {word} ",
    "dates that differ": "{day} May {year}, ",
    "addresses that differ": "http://a.b/{word} ",
    "definitions of links that differ": "[{word}]: b\n",
    "links that differ": "[{word}](b) ",
}


def texts(length: int) -> dict[str, str]:
    """Every pathological text, of `length` characters; "a mixture" mixes all that is repeated."""
    patterns = {**PATTERNS, "a mixture": "".join(PATTERNS.values())}
    return {
        **{name: repeated(pattern, length) for name, pattern in patterns.items()},
        **{name: numbered(pattern, length) for name, pattern in NUMBERED.items()},
    }


def repeated(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def numbered(pattern: str, length: int) -> str:
    parts = (
        pattern.format(
            number=number,
            word=_letters(number),
            name=_letters(number).capitalize(),
            capitals=_letters(number).upper(),
            few=_letters(number % 97),
            day=number % 28 + 1,
            year=1900 + number // 28 % 150,
        )
        for number in range(length)
    )
    return "".join(islice(parts, length // 2))[:length]


def _letters(number: int) -> str:
    """A number in letters, three at least."""
    digits = f"{number:03}"
    return "".join("bdfgklmnpr"[int(digit)] for digit in digits)


def hostile_html(share: float = 1) -> dict[str, str]:
    """HTML that is large, deep or broken, of about a million characters, or of a share of that."""

    def of(number: int) -> int:
        return int(number * share)

    depth = of(100_000)
    deep = {
        f"nested {tag}": f"<{tag}>" * depth + "deep"
        for tag in ("p", "div", "b", "sup", "ul", "li", "ol", "blockquote", "table", "td", "tr", "pre",
                    "h4", "dl", "x-y")
    }  # fmt: skip
    return deep | {
        "closing tags": "</p>" * of(200_000),
        "misnested tags": "<b><i>x</b></i>" * of(60_000),
        "one word": "a" * of(1_000_000),
        "many words": "word " * of(200_000),
        "bold words": "<b>a</b> b" * of(100_000),
        "line breaks": "<br>" * of(250_000),
        "spaces": " " * of(1_000_000) + "a",
        "paragraphs": "<p>a</p>" * of(120_000),
        "headings": "<h4>a</h4>" * of(100_000),
        "lines of preformatted text": "<pre>" + "a\n" * of(200_000),
        "less-than signs": "<" * of(1_000_000),
        "beginnings of elements": "<a " * of(300_000),
        "references": "&amp;" * of(200_000),
        "references to control characters": "a&#1;" * of(200_000),
        "attributes": "<p " + " ".join(f"a{number}=1" for number in range(of(100_000))) + ">x",
        "comments": "<!--x-->" * of(100_000),
        "beginnings of comments": "<!--" * of(250_000),
        "items": "<ol>" + "<li>item</li>" * of(10_000) + "</ol>",
        "items that jump": "<ol>"
        + "".join(f"<li value={n * 7 % 1000}>x" for n in range(of(10_000))),
        "blocks outside items": "<ul>" + "<p>y</p>" * of(100_000),
        "lists of one item": "<ol><li>x</ol>" * of(50_000),
        "a table": "<table>" + ("<tr>" + "<td>x</td>" * 20 + "</tr>") * of(1000),
        "a table of too many cells": "<table>" + "<tr><td>x" * of(100_000),
        "a table of too many columns": "<table><tr>" + "<td>x" * of(100_000),
        "a cell over all rows": "<table><tr><td rowspan=99999999>x" + "<tr><td>y" * of(19_000),
        "cells over all rows": "<table>" + "<tr><td rowspan=99999999 colspan=9>x" * of(20_000),
        "lists in cells": "<table>" + "<tr><td><ul><li>a<li>b</ul>" * of(5000),
        "links": "<a href='http://a.b/c'>x</a> " * of(30_000),
        "open links": "<a href='http://a.b/c'>x " * of(30_000),
        "languages": "<span lang=es>a</span><span lang=fr>b</span>" * of(20_000),
        "joiners": "a\u200d" * of(300_000),
        "deleted words": "<del>x</del>" * of(80_000),
    }


def forget() -> None:
    """Forget what was kept of texts, so that all of it is done again."""
    for kept in (parse, document_of, to_html, to_plain, to_markdown, to_blocks):
        kept.cache_clear()
    for kept in (
        recognized.acronyms,
        recognized.bodies,
        recognized.countries,
        recognized.dates,
        recognized.definitions,
    ):
        kept.cache_clear()


def writers(stored: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every form in which a stored text is shown, by the name of its function."""
    for function in (parse, document_of, to_html, to_plain, to_markdown, to_blocks):
        yield function.__name__, lambda function=function: function.__wrapped__(stored)


def readers(text: str, gazetteer: Gazetteer) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every function that reads a text, by its name: rich text first, the checks last."""
    for read in (from_plain, from_html, from_markdown, from_old_markdown):
        yield read.__name__, lambda read=read: stored_by(read, text)
        if stored := stored_by(read, text):
            for name, write in writers(stored):
                yield f"{name} of {read.__name__}", write
    stored = from_plain(text)
    plain = to_plain(stored)
    reading = SuggestionContext(gazetteer, 2011, "en", range(1, 100), range(1, 30))
    query = parse_query('a the "del la"')
    changed = from_plain(f"{text[1:]} {text[:1]}")
    yield "count_words", lambda: count_words(stored)
    yield "rich_text_problems", lambda: list(rich_text_problems(stored))
    yield "excerpt", lambda: excerpt(stored)
    yield "sentences", lambda: sentences(plain)
    for function in (find_acronyms, find_definitions):
        yield function.__name__, lambda function=function: function(plain)
    for lang in ("en", "es", "fr", "pt"):
        yield f"find_dates {lang}", lambda lang=lang: find_dates(plain, year=2011, lang=lang)
        yield f"find_money {lang}", lambda lang=lang: find_money(plain, lang=lang)
        yield f"find_activities {lang}", lambda lang=lang: find_activities(plain, lang=lang)
        yield (
            f"find_countries {lang}",
            lambda lang=lang: find_countries(plain, gazetteer, lang=lang),
        )
    yield "find_bodies", lambda: find_bodies(plain, gazetteer)
    yield "suggest", lambda: suggest(plain, reading, Tagged())
    yield "folded_words", lambda: folded_words(plain)
    yield "stems_in", lambda: stems_in([plain], "en")
    yield "snippet", lambda: snippet(stored, query, language="en")
    yield "highlight", lambda: highlight(plain, query, language="en")
    yield "difference", lambda: difference(plain, to_plain(changed))
    yield "difference of nothing", lambda: difference("", plain)
    yield "merge", lambda: merge_entry(_stale(stored), _content(changed))
    base = Base(1, _content(from_plain("A text that both began from.")))
    yield (
        "merge with a base",
        lambda: merge_entry(_stale(stored), _content(changed), base=base),
    )
    year = year_of(plain, gazetteer)
    for check in all_checks():
        yield check.code, lambda check=check: list(check.run(year))


def stored_by(read: Callable[[str], str], text: str) -> str:
    """The stored form of `text`, or the empty string if it is refused."""
    try:
        return read(text)
    except RichTextError:
        return ""


def _content(text: str) -> EntryContent:
    return EntryContent(kind=EntryKind.EXECUTED, text=text)


def _stale(text: str) -> EditConflict:
    return EditConflict(EntryVersion(content=_content(text).as_json()))


def year_of(text: str, gazetteer: Gazetteer) -> CheckedYear:
    """A year of three entries, a preamble and a highlight, all of them `text` (plain)."""
    event = CheckedEvent(datetime.date(2012, 5, 1), datetime.date(2012, 5, 1))
    entries = tuple(
        CheckedEntry(
            reference=f"2011-iom-{number}",
            chapter="iom",
            kind=kind,
            plain=text,
            column_year=2011 + (kind == EntryKind.NEXT_YEAR),
            countries=(("MEX", "host"),),
            events=(event,) if number else (),
        )
        for number, kind in enumerate(EntryKind)
    )
    chapter = CheckedChapter(
        slug="iom",
        acronym="IOM",
        of_the_oas=True,
        preamble=text,
        activities=(CheckedActivity("1", "", text[:100]),),
        assigned=("1", "2"),
        entries=entries,
        financing=(CheckedFinancing(text, Decimal(1)),),
    )
    return CheckedYear(
        year=2011,
        chapters=(chapter,),
        highlights=(CheckedHighlight(1, text, ("2011-iom-0", "2011-iom-1")),),
        narratives=(CheckedNarrative(NarrativeKind.INTRODUCTION, text[:100]),),
        gazetteer=gazetteer,
        numbers=(1, 2),
        known_texts=(text,),
    )
