"""The languages a text may be written in: data, one file each. A fifth needs a file and a line."""

from reporting.recognition.languages.base import LanguageData
from reporting.recognition.languages.en import ENGLISH
from reporting.recognition.languages.es import SPANISH
from reporting.recognition.languages.fr import FRENCH
from reporting.recognition.languages.pt import PORTUGUESE

LANGUAGES = {data.code: data for data in (ENGLISH, SPANISH, FRENCH, PORTUGUESE)}


def language(code: str) -> LanguageData:
    """The data of a language ("en", "pt-BR"). Raises `KeyError` for one that has none."""
    return LANGUAGES[code.partition("-")[0].lower()]
