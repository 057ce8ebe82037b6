"""How well recognition reads sentences whose content is written down beside them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from reporting.recognition.activities import numbers_cited
from reporting.recognition.countries import find_countries
from reporting.recognition.date_roles import DateRole
from reporting.recognition.dates import find_dates
from reporting.recognition.gazetteer import Gazetteer
from reporting.recognition.money import MoneyMention, find_money
from reporting.recognition.spans import MIN_CONFIDENCE

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = ("en", "es", "fr", "pt")
KINDS = ("countries", "dates", "amounts", "activities")
_YEAR = 2011


@dataclass
class Figures:
    """Counts of one kind of finding; `mistakes` are sentences with what is missing or too many."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read_sentences(language: str, folder: str = "") -> list[dict[str, Any]]:
    path = SENTENCES / folder / f"{language}.yaml"
    sentences: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sentences


def measure(
    sentences: Iterable[dict[str, Any]], language: str, gazetteer: Gazetteer
) -> dict[str, Figures]:
    figures = {kind: Figures() for kind in KINDS}
    for sentence in sentences:
        for kind, find in _FINDERS.items():
            wanted = {str(value) for value in sentence.get(kind, ())}
            found = set(find(sentence["text"], language, gazetteer))
            counted = figures[kind]
            counted.right += len(wanted & found)
            counted.wrong += len(found - wanted)
            counted.missed += len(wanted - found)
            if wanted != found:
                counted.mistakes.append(
                    f"{sentence['text']} missed {sorted(wanted - found)}, "
                    f"wrong {sorted(found - wanted)}"
                )
    return figures


def _countries(text: str, language: str, gazetteer: Gazetteer) -> Iterable[str]:
    return (
        mention.iso3
        for mention in find_countries(text, gazetteer, lang=language)
        if mention.confidence >= MIN_CONFIDENCE
    )


def _dates(text: str, language: str, gazetteer: Gazetteer) -> Iterable[str]:
    dates = find_dates(text, year=_YEAR, lang=language)
    return (date.iso for date in dates if date.role is not DateRole.NAME)


def _amounts(text: str, language: str, gazetteer: Gazetteer) -> Iterable[str]:
    return map(_as_written, find_money(text, lang=language))


def _as_written(mention: MoneyMention) -> str:
    upto = f"/{mention.up_to}" if mention.up_to is not None else ""
    return f"{mention.amount}{upto} {mention.currency}"


def _activities(text: str, language: str, gazetteer: Gazetteer) -> Iterable[str]:
    return map(str, numbers_cited(text, known=range(1, 101), lang=language))


_FINDERS: dict[str, Callable[[str, str, Gazetteer], Iterable[str]]] = {
    "countries": _countries,
    "dates": _dates,
    "amounts": _amounts,
    "activities": _activities,
}
