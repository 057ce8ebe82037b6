"""The currencies of ISO 4217 with their names in four languages, from `currencies.json`.

`bin/build-world` makes the file and names its sources and their licenses.
"""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

# First words of names (last words in English) that are no currency when they stand alone.
_NO_CURRENCY = frozenset(
    """
    unit units unidad unidades unité unités unidade unidades nuevo nuevos nouveau nouveaux novo novos
    mark marks marco marcos livre livres leone leones leona leonas real reals réal réals sol sols som
    soms sons sum sums won wons pound leu lei lev levs leva kina tala dong dram drams mvdol mvdols
    soberano soberanos bat bats bir pula pulas loti lira lek colon colons colom rand kip unidade
    """.split()  # noqa: SIM905
)


def codes() -> tuple[str, ...]:
    """Return the codes of ISO 4217, without metals, bonds and test codes."""
    return tuple(_names())


@cache
def names_in(lang: str) -> frozenset[str]:
    """Return the names of all currencies, and the words that name one alone ("quetzales")."""
    names = {name for names in _names().values() for name in names.get(lang, ())}
    return frozenset(names | {word for name in names if (word := _word_alone(name, lang))})


def code_of(name: str, lang: str) -> str:
    """Return the code of the currency that a name means, empty if it may be several."""
    key = " ".join(name.split()).casefold()
    for codes_by_name in _codes_by_name(lang):
        found = codes_by_name.get(key, set())
        if len(found) == 1:
            return next(iter(found))
    return ""


@cache
def _codes_by_name(lang: str) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]]:
    """Return the codes by whole names, and by the words that may stand alone."""
    whole: defaultdict[str, set[str]] = defaultdict(set)
    alone: defaultdict[str, set[str]] = defaultdict(set)
    for code, by_language in _names().items():
        for name in by_language.get(lang, ()):
            whole[name.casefold()].add(code)
            if word := _word_alone(name, lang):
                alone[word.casefold()].add(code)
    return whole, alone


def _word_alone(name: str, lang: str) -> str:
    """Return the word of a name that means the currency alone, empty if none does."""
    word = name.split()[-1 if lang == "en" else 0]
    return word if len(word) > 3 and word.casefold() not in _NO_CURRENCY else ""


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    content = json.loads(Path(__file__).with_name("currencies.json").read_text(encoding="utf-8"))
    names: dict[str, dict[str, list[str]]] = content["currencies"]
    return names
