"""Languages, and the bases of models with a language or with names."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The official languages of the OAS."""

    EN = "en", _("English")
    ES = "es", _("Spanish")
    FR = "fr", _("French")
    PT = "pt", _("Portuguese")


class WrittenInALanguage(models.Model):
    """Base of a row with an original text in one language; translations are other rows."""

    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )

    class Meta:
        abstract = True


_LANGUAGES = tuple(Language.values)
NAMES = tuple(f"name_{language}" for language in _LANGUAGES)  # the columns of the names below


def readers_language() -> str:
    """Return the code of the language in which names are shown; it may not be a `Language`."""
    return (get_language() or Language.EN)[:2]


def readers_name(names: Sequence[str]) -> str:
    """Return the name in the reader's language, else in English, from names ordered as `NAMES`."""
    by_language = dict(zip(_LANGUAGES, names, strict=True))
    return by_language.get(readers_language()) or by_language[Language.EN]


class NamedInFourLanguages(models.Model):
    """Base of a row with an official name in four languages; the English one is required."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_es = models.CharField(_("name in Spanish"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name_pt = models.CharField(_("name in Portuguese"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """Return the name in `language` (a code of `Language`), else the English one."""
        return getattr(self, f"name_{language}", "") or self.name_en

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_in(readers_language())
