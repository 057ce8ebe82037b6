"""The description of the data set for catalogues: schema.org and DCAT in one JSON-LD document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reporting.exporting.tables import MEDIA_TYPES, TableFormat

_ORGANIZATION = "Organization of American States"
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
}


@dataclass(frozen=True)
class DataSet:
    """A list that can be taken away; `api` is the path of the same in the API, if it is there."""

    name: str
    title: str
    description: str
    columns: Sequence[str]
    api: str = ""
    calendar: str = ""

    def addresses(self) -> list[tuple[str, str]]:
        """(media type, path) of each form it comes in."""
        files = [(MEDIA_TYPES[one].split(";")[0], f"/{self.name}.{one}") for one in TableFormat]
        calendar = [("text/calendar", self.calendar)] if self.calendar else []
        return files + calendar


def catalog(
    sets: Iterable[DataSet], *, site: str, title: str, description: str, years: Sequence[int]
) -> dict[str, Any]:
    """A catalogue of the data sets; `site` begins their addresses, `years` are those on record.

    It says nothing of a licence: the sources state none.
    """
    covered = f"{min(years)}-01-01/{max(years)}-12-31" if years else ""
    datasets = [_dataset(one, site, covered) for one in sets]
    return {
        "@context": _CONTEXT,
        "@id": f"{site}/data/#catalog",
        "@type": ["DataCatalog", "dcat:Catalog"],
        **_named(title, description),
        "url": f"{site}/data/",
        "publisher": {"@type": "Organization", "name": _ORGANIZATION},
        "dataset": datasets,
        "dcat:dataset": [{"@id": one["@id"]} for one in datasets],
    }


def _dataset(one: DataSet, site: str, covered: str) -> dict[str, Any]:
    files = [_distribution(media_type, f"{site}{path}") for media_type, path in one.addresses()]
    if one.api:
        files.append(_distribution("application/json", f"{site}{one.api}", is_service=True))
    return {
        "@id": f"{site}/data/#{one.name}",
        "@type": ["Dataset", "dcat:Dataset"],
        **_named(one.title, one.description),
        "url": f"{site}/data/#{one.name}",
        "creator": {"@type": "Organization", "name": _ORGANIZATION},
        "isAccessibleForFree": True,
        **({"temporalCoverage": covered} if covered else {}),
        "variableMeasured": list(one.columns),
        "distribution": files,
        "dcat:distribution": [{"@id": file["@id"]} for file in files],
    }


def _distribution(media_type: str, address: str, *, is_service: bool = False) -> dict[str, Any]:
    way = "dcat:accessURL" if is_service else "dcat:downloadURL"
    return {
        "@id": address,
        "@type": ["DataDownload", "dcat:Distribution"],
        "contentUrl": address,
        "encodingFormat": media_type,
        way: {"@id": address},
        "dcat:mediaType": media_type,
    }


def _named(title: str, description: str) -> dict[str, str]:
    return {
        "name": title,
        "dct:title": title,
        "description": description,
        "dct:description": description,
    }
