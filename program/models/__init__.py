"""The Program with its resolutions and activities, and the countries."""

from program.models.activity import Activity, ActivityTranslation
from program.models.base import Language
from program.models.contributor import Contributor, ContributorAlias
from program.models.country import Country, CountryAlias, OasMembership
from program.models.place import Place, PlaceAlias
from program.models.program import Program, Resolution
from program.models.theme import Theme, ThemeKind

__all__ = [
    "Activity",
    "ActivityTranslation",
    "Contributor",
    "ContributorAlias",
    "Country",
    "CountryAlias",
    "Language",
    "OasMembership",
    "Place",
    "PlaceAlias",
    "Program",
    "Resolution",
    "Theme",
    "ThemeKind",
]
