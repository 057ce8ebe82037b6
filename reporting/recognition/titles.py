"""A short title that is proposed from the text of an entry."""

import re

from reporting.recognition.names import fold
from reporting.recognition.spans import sentences

MAX_TITLE = 90  # characters
_MIN_CLAUSE = 40  # characters; a shorter beginning says too little to be a title
_MARKER = re.compile(r"\s*(?:[-–•*▪]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)])\s+")
_CLAUSE_END = re.compile(r"\s*[,;:–—(]")
# Words that a shortened title does not end with.
_LINKING = frozenset(
    (
        "a", "an", "and", "at", "by", "for", "from", "in", "into", "its", "of", "on", "or", "that",
        "the", "their", "to", "which", "with",
        "al", "con", "de", "del", "desde", "e", "el", "en", "entre", "la", "las", "lo", "los", "o",
        "para", "por", "que", "se", "sin", "su", "sus", "un", "una", "y",
        "au", "aux", "avec", "d", "dans", "des", "du", "et", "l", "le", "les", "leur", "leurs",
        "ou", "par", "pour", "qui", "sous", "sur", "une",
        "ao", "aos", "com", "da", "das", "do", "dos", "em", "na", "nas", "no", "nos", "pela",
        "pelo", "pelos", "sem", "seu", "sua", "uma",
    )
)  # fmt: skip


def propose_title(text: str) -> str:
    """Return the beginning of a plain text as a title, or an empty string.

    It is the first sentence, or as much of it as makes sense within 90 characters.
    """
    for line in text.splitlines():
        line = _MARKER.sub("", line, count=1) if _MARKER.match(line) else line
        words = " ".join(line[: 20 * MAX_TITLE].split())
        if any(letter.isalpha() for letter in words):
            return _shortened(words[: sentences(words).limits(0, 1)[1]].strip())
    return ""


def _shortened(sentence: str) -> str:
    title = sentence.rstrip(" .,;:–—…")
    if len(title) <= MAX_TITLE:
        return title
    clauses = [
        match.start()
        for match in _CLAUSE_END.finditer(title, 0, MAX_TITLE)
        if match.start() >= _MIN_CLAUSE
    ]
    if clauses:
        return title[: clauses[-1]]
    words = title[: MAX_TITLE + 1].rsplit(" ", 1)[0][:MAX_TITLE].split()
    while len(words) > 1 and fold(words[-1]) in _LINKING:
        words.pop()
    return " ".join(words).rstrip(" .,;:–—")
