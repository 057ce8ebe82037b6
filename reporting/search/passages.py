"""The passage of a text that answers a question best, with what was found in <mark>."""

from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reporting.markdown import to_plain
from reporting.search.question import Question
from reporting.search.tokens import compose, fold, words_in

_WORDS = 38  # of a passage: about three lines


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    is_found: bool


def passage(text: str, question: Question, *, language: str) -> SafeString:
    """Some words of `text` (Markdown) round the first cluster of what was found; its beginning when
    nothing was found in it. Escaped, so that only <mark> is an element."""
    plain = compose(to_plain(text).replace("\n", " "))
    words = _words(plain, question, language)
    first = _best_start(words)
    shown = words[first : first + _WORDS]
    if not shown:
        return SafeString("")
    before = "… " if first else ""
    after = " …" if first + _WORDS < len(words) else plain[shown[-1].end :]
    return format_html("{}{}{}", before, _marked(plain, shown), after)


def marked(text: str, question: Question, *, language: str) -> SafeString:
    """A short text, whole, with what was found in <mark>."""
    plain = compose(text)
    words = _words(plain, question, language)
    if not words:
        return conditional_escape(plain)
    before, after = plain[: words[0].start], plain[words[-1].end :]
    return format_html("{}{}{}", before, _marked(plain, words), after)


def _words(plain: str, question: Question, language: str) -> list[_Word]:
    matches = list(words_in(plain))
    in_phrases = _places_of_phrases([fold(match.group()) for match in matches], question.phrases)
    return [
        _Word(
            match.start(),
            match.end(),
            place in in_phrases
            or any(term.fits(match.group(), language) for term in question.terms),
        )
        for place, match in enumerate(matches)
    ]


def _places_of_phrases(folded: list[str], phrases: tuple[tuple[str, ...], ...]) -> set[int]:
    found: set[int] = set()
    for phrase in phrases:
        for start in range(len(folded) - len(phrase) + 1):
            if tuple(folded[start : start + len(phrase)]) == phrase:
                found.update(range(start, start + len(phrase)))
    return found


def _best_start(words: list[_Word]) -> int:
    """Where the passage with the most found words begins, a few words before the first of them."""
    last = max(0, len(words) - _WORDS)
    found = [place for place, word in enumerate(words) if word.is_found]
    if not found:
        return 0
    best = max(found, key=lambda start: sum(start <= place < start + _WORDS - 4 for place in found))
    return min(max(0, best - 4), last)


def _marked(plain: str, words: list[_Word]) -> SafeString:
    parts, place = [], words[0].start
    for word in words:
        parts.append(conditional_escape(plain[place : word.start]))
        form = "<mark>{}</mark>" if word.is_found else "{}"
        parts.append(format_html(form, plain[word.start : word.end]))
        place = word.end
    return mark_safe("".join(parts))
