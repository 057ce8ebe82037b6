"""The languages in which a report can be rendered."""

from django.conf import settings


def languages_with_catalog() -> list[str]:
    """Codes of the languages with a message catalog for the interface."""
    return [code for code, _name in settings.LANGUAGES]
