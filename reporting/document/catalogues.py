"""The languages a report can be rendered in."""

from django.conf import settings


def languages_with_catalogue() -> list[str]:
    """Codes of the languages whose catalogue of the portal's own words exists."""
    return [code for code, _name in settings.LANGUAGES]
