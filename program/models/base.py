"""Languages, and the two shapes of text that all models share."""

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
    """A row whose text is an original in the language it names; translations are rows apart."""

    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.EN
    )

    class Meta:
        abstract = True


_LANGUAGES = tuple(Language.values)
NAMES = tuple(f"name_{language}" for language in _LANGUAGES)  # the columns of the names below


def readers_language() -> str:
    """The code of the language in which names are shown; not always one of `Language`."""
    return (get_language() or Language.EN)[:2]


def readers_name(names: Sequence[str]) -> str:
    """Of names in the order of `NAMES` the one in the reader's language, or the English one."""
    in_languages = dict(zip(_LANGUAGES, names, strict=True))
    return in_languages.get(readers_language()) or in_languages[Language.EN]


class NamedInFourLanguages(models.Model):
    """A row with an official name in each of the four languages; English is always there."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_es = models.CharField(_("name in Spanish"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name_pt = models.CharField(_("name in Portuguese"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        """The name in `language` (a code of `Language`), or the English one where none is known."""
        return getattr(self, f"name_{language}", "") or self.name_en

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_in(readers_language())
