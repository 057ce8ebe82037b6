"""The languages of texts, one file of data each. A new language needs a file and a line here."""

from reporting.recognition.languages.base import LanguageData
from reporting.recognition.languages.en import ENGLISH
from reporting.recognition.languages.es import SPANISH
from reporting.recognition.languages.fr import FRENCH
from reporting.recognition.languages.pt import PORTUGUESE

LANGUAGES = {data.code: data for data in (ENGLISH, SPANISH, FRENCH, PORTUGUESE)}


def language(code: str) -> LanguageData:
    """The data of a language ("en", "pt-BR"). Raises `KeyError` if there is none."""
    return LANGUAGES[code.partition("-")[0].lower()]
