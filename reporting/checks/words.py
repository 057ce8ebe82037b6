"""Checks of words, sentences, quotation marks and links."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedText, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.plain_words import links_in, without_links
from reporting.checks.registry import CheckResult, Scope, check, in_chapter, in_entry, in_text
from reporting.checks.spacing import vocabulary_of
from reporting.checks.vocabulary import (
    ALL_FUNCTION_WORDS,
    FOREIGN_WORDS,
    FUNCTION_WORDS,
    SENTENCE_OPENERS,
    SPELLINGS,
)
from reporting.recognition.names import fold
from reporting.recognition.spans import is_within

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0]+\1(?![\w-])", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"that", "had", "her", "nous", "vous", "que"})
_ENDS_SENTENCE = tuple(".!?:;…")
_CLOSING = "\"'”’»)]"
_ENGLISH_ENDING = re.compile(r"(?:ing|ment|ance|ence|ness|ship|tion|ions|ed)\Z")
_NOT_LAST = frozenset(
    {"the", "a", "an", "of", "and", "or", "to", "for", "with", "by", "in", "from"}
)
_FIRST = re.compile(r"^(?:[Aa][.)]|\([Aa]\))(?= )", re.MULTILINE)
_SECOND = re.compile(r"[\s;,]([Bb][.)]|\([Bb]\))(?= )")
_OPENS, _CLOSES = re.compile(r"[\"“«(]"), re.compile(r"[\"”»)]")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+) \Z")
_WORD_AFTER = re.compile(r" (\w+)")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_AROUND = 30  # characters that are read on either side of a word
_ENDING = 10  # characters at the end of a line, more than the longest word of `_NOT_LAST`
# a), ii), 3), 2.1)
_ENUMERATOR = re.compile(
    r"(?:^|(?<=[\s(]))(?:[A-Za-z]|[ivxlc]{1,7}|[IVXLC]{1,7}|\d{1,3}(?:\.\d{1,3}){0,4}\.?)\)"
)
_LEAST_WORDS = 8  # a shorter line may be a title and need no period


@check(
    "words.doubled",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A word is repeated."),
    remedy=_("Take one out."),
)
def doubled(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for match in _DOUBLED.finditer(text.plain):
        if fold(match.group(1)) not in _MAY_DOUBLE:
            message = gettext("“%(words)s”: the word is repeated.") % {"words": match.group()}
            yield in_text(text, message, *match.span())


@check(
    "words.foreign",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("Words of another language are left in the text."),
    remedy=_("Translate them."),
)
def foreign(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Skip quotations, and names in their own language ("Colegio de la Frontera Norte")."""
    pattern = FOREIGN_WORDS.get(text.language)
    plain = text.plain
    quoted = list(_quoted(plain))
    known_words = vocabulary_of(year).names
    for match in pattern.finditer(plain) if pattern else ():
        if is_within(match.start(), quoted):
            continue
        before = _WORD_BEFORE.search(plain[max(0, match.start() - _AROUND) : match.start()])
        after = _WORD_AFTER.match(plain[match.end() : match.end() + _AROUND])
        if before and after and _is_in_language(before.group(1), text.language, known_words):
            message = gettext("“%(words)s” is of another language.")
            end = match.end() + after.end()
            params = {"words": text.plain[match.start() : end]}
            yield in_text(text, message % params, match.start(), end)


def _quoted(plain: str) -> Iterator[tuple[int, int]]:
    """The spans in quotation marks or parentheses, from an opening mark to the next closing one."""
    opens = _OPENS.search(plain)
    while opens and (closes := _CLOSES.search(plain, opens.end())):
        yield opens.start(), closes.end()
        opens = _OPENS.search(plain, closes.end())


def _is_in_language(word: str, language: str, known_words: Counter[str]) -> bool:
    """Whether the word before a foreign one is of the text's language and so begins no name."""
    if word.islower():
        foreign_words = ALL_FUNCTION_WORDS - FUNCTION_WORDS[language]
        return word not in foreign_words and known_words[word] > 1
    return language == "en" and bool(_ENGLISH_ENDING.search(word.lower()))


@check(
    "words.lone-stop",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A paragraph contains only a period or other marks."),
    remedy=_("Delete the paragraph."),
)
def lone_stop(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for match in re.finditer(r"^[^\w\n|]+$", text.plain, re.MULTILINE):  # "|" divides cells
        message = gettext("A paragraph of “%(words)s” alone.") % {"words": match.group()}
        yield in_text(text, message, *match.span())


@check(
    "words.ends-short",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A text or an item of a list ends with a comma or in mid-sentence."),
    remedy=_("Finish the sentence, or end it with a period."),
)
def ends_short(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Items of a list may end with a comma or with "and", but not the last item.

    A comma that is the only one at the end of a line does not make a list.
    """
    lines = [line for line in re.finditer(r"[^\n]+", text.plain) if line.group().strip()]
    commas = sum(line.group().rstrip().endswith(",") for line in lines)
    for index, line in enumerate(lines):
        stripped = line.group().rstrip()
        last_word = _LAST_WORD.search(stripped[-_ENDING:])
        is_cut = bool(last_word) and last_word.group() in _NOT_LAST if last_word else False
        is_last = index == len(lines) - 1
        if (stripped.endswith(",") and (is_last or commas == 1)) or (
            is_cut and (is_last or not last_word or last_word.group() not in ("and", "or"))
        ):
            tail = stripped[-40:]
            message = gettext("Ends short: “…%(words)s”.") % {"words": tail}
            end = line.start() + len(stripped)
            yield in_text(text, message, end - len(tail), end)


@check(
    "words.missing-stop",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A sentence begins with a capital, and the one before has not ended."),
    remedy=_("End the sentence before with a period."),
)
def missing_stop(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Look only for words that open sentences: "… officers and activists In Costa Rica, …"."""
    pattern = SENTENCE_OPENERS.get(text.language)
    for match in pattern.finditer(text.plain) if pattern else ():
        if match.group("before") not in ALL_FUNCTION_WORDS:
            message = gettext("No period at “%(words)s”.") % {"words": match.group()}
            yield in_text(text, message, *match.span())


@check(
    "words.lone-enumerator",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("A list begins with “A.” or “a)” and has no second item."),
    remedy=_("Take the letter out, or add what is missing."),
)
def lone_enumerator(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    last_start = {match.group(1): match.start() for match in _SECOND.finditer(text.plain)}
    for match in _FIRST.finditer(text.plain):
        second = match.group().replace("A", "B").replace("a", "b")
        if last_start.get(second, -1) < match.end():
            message = gettext("“%(words)s” without a second item.") % {"words": match.group()}
            yield in_text(text, message, *match.span())


@check(
    "words.no-full-stop",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Texts end without a period, where most of the chapter’s end with one."),
    remedy=_("End the sentences, or finish those that were cut."),
)
def no_full_stop(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    endings = {entry.reference: _last_line(entry) for entry in chapter.entries}
    long_lines = {
        reference: line for reference, line in endings.items() if len(line.split()) >= _LEAST_WORDS
    }
    open_ended = {
        reference: line
        for reference, line in long_lines.items()
        if not line.rstrip(_CLOSING + " ").endswith(_ENDS_SENTENCE)
        and not line.rstrip().endswith((*_ENDS_SENTENCE, ","))
    }
    if open_ended and 2 * len(open_ended) <= len(long_lines):
        message = gettext("%(count)d of %(all)d texts end without a period: %(entries)s.")
        params = {
            "count": len(open_ended),
            "all": len(long_lines),
            "entries": ", ".join(open_ended),
        }
        tails = " / ".join(f"…{line[-30:]}" for line in open_ended.values())
        yield in_chapter(chapter, message % params, "text", tails, open_ended)


def _last_line(entry: CheckedEntry) -> str:
    lines = [line for line in entry.plain.splitlines() if re.search(r"\w", line)]
    return lines[-1] if lines else ""


@check(
    "words.unbalanced",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A quotation mark or parenthesis is opened and not closed, or the reverse."),
    remedy=_("Add the missing mark."),
)
def unbalanced(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for line in re.finditer(r"[^\n]+", text.plain):
        for mark in _unbalanced_marks(line.group()):
            start = line.start() + line.group().rfind(mark)
            message = gettext("“%(mark)s” without its counterpart.") % {"mark": mark}
            begin, end = max(line.start(), start - 30), min(line.end(), start + 30)
            yield in_text(text, message, begin, end)


def _unbalanced_marks(line: str) -> Iterator[str]:
    if line.count('"') % 2:
        yield '"'
    if line.count("“") != line.count("”"):
        yield "“" if "“" in line else "”"
    if line.count("«") != line.count("»"):
        yield "«" if "«" in line else "»"
    bare = _ENUMERATOR.sub("", line)
    if bare.count("(") != bare.count(")") and line.count("(") != line.count(")"):
        yield "(" if "(" in line else ")"


@check(
    "words.quote-spacing",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("A quotation mark is on the wrong side of a space."),
    remedy=_("Move the space outside the quotation."),
)
def quote_spacing(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for line in re.finditer(r"[^\n]+", text.plain):
        line_text = line.group()
        marks = [match.start() for match in re.finditer('"', line_text)]
        if len(marks) % 2:
            continue
        for index, position in enumerate(marks):
            closing = index % 2 == 1
            before, after = (
                line_text[max(0, position - 1) : position],
                line_text[position + 1 : position + 2],
            )
            is_wrong = before.isspace() or after.isalnum() if closing else after.isspace()
            if is_wrong or (not closing and before.isalnum()):
                start = line.start() + max(0, position - 12)
                end = min(line.start() + position + 12, line.end())
                message = gettext("A space on the wrong side of a quotation mark: “%(words)s”.")
                params = {"words": text.plain[start:end]}
                yield in_text(text, message % params, start, end)


@check(
    "words.link-broken",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("An address that cannot be one, or that runs into the word before it."),
    remedy=_("Correct the address, and put a space before it."),
)
def link_broken(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for start, end in links_in(text.plain):
        address = _address(text.plain[start:end])
        if "@" in address and "//" not in address:
            continue
        if not _is_address(address) or text.plain[max(0, start - 1) : start].isalnum():
            message = gettext("“%(words)s” is no complete address.") % {"words": address}
            yield in_text(text, message, start, start + len(address))


@check(
    "words.link-not-https",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("A link that is not encrypted; many browsers warn before they open it."),
    remedy=_("Use https://, if the site answers there."),
)
def link_not_https(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for start, end in links_in(text.plain):
        address = _address(text.plain[start:end])
        if address.lower().startswith("http://"):
            message = gettext("%(address)s is not an https address.") % {"address": address}
            yield in_text(text, message, start, start + len(address))


@check(
    "words.document-not-https",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("The address of a document is not encrypted, or cannot be one."),
    remedy=_("Correct the address; use https://, if the site answers there."),
)
def document_not_https(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for index, address in enumerate(entry.links):
        if not address.startswith("https://") or not _is_address(address):
            message = gettext("%(address)s is not an https address.") % {"address": address}
            yield in_entry(entry, message, f"documents/{index}", address)


def _address(text: str) -> str:
    address = text.rstrip(".,;:!?'’\"”")
    return address.rstrip(")") if ")" in address and "(" not in address else address


def _is_address(address: str) -> bool:
    url = address if "//" in address else f"https://{address}"
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return bool(re.fullmatch(r"(?:[\w-]+\.)+[^\W\d_]{2,}", host))


@check(
    "words.two-spellings",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("The report mixes American and British spelling."),
    remedy=_("Keep to one spelling; names of bodies keep their own."),
)
def two_spellings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    """Count lowercase words only: "International Labour Organization" is a name."""
    counts: Counter[str] = Counter()
    for text in year.texts:
        if text.language == "en":
            words = re.findall(r"(?<![\w])[a-z]{5,}", without_links(text.plain))
            counts.update(words)
    mixed = []
    for american, british in SPELLINGS:
        american_count, british_count = (
            counts[word] + counts[f"{word}s"] for word in (american, british)
        )
        if american_count and british_count:
            mixed.append(f"“{american}” ({american_count}), “{british}” ({british_count})")
    if mixed:
        message = gettext("Written in two ways: %(words)s.") % {"words": "; ".join(mixed)}
        yield CheckResult(message, place="texts", words="; ".join(mixed))
