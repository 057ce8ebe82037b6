"""The description of the data for catalogs: schema.org and DCAT in one JSON-LD document."""

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
    """A list that can be downloaded.

    `api` is the path of the list in the API, `calendar` that of its calendar; both may be empty.
    """

    name: str
    title: str
    description: str
    columns: Sequence[str]
    api: str = ""
    calendar: str = ""

    def addresses(self) -> list[tuple[str, str]]:
        """(media type, path) of each of its files."""
        files = [
            (MEDIA_TYPES[file_format].split(";")[0], f"/{self.name}.{file_format}")
            for file_format in TableFormat
        ]
        calendar = [("text/calendar", self.calendar)] if self.calendar else []
        return files + calendar


def catalog(
    sets: Iterable[DataSet], *, site: str, title: str, description: str, years: Sequence[int]
) -> dict[str, Any]:
    """The catalog of the data sets. Addresses begin with `site`; `years` are the public years.

    It names no license, because the sources state none.
    """
    covered = f"{min(years)}-01-01/{max(years)}-12-31" if years else ""
    datasets = [_dataset(dataset, site, covered) for dataset in sets]
    return {
        "@context": _CONTEXT,
        "@id": f"{site}/data/#catalog",
        "@type": ["DataCatalog", "dcat:Catalog"],
        **_title_and_description(title, description),
        "url": f"{site}/data/",
        "publisher": {"@type": "Organization", "name": _ORGANIZATION},
        "dataset": datasets,
        "dcat:dataset": [{"@id": dataset["@id"]} for dataset in datasets],
    }


def _dataset(data_set: DataSet, site: str, covered: str) -> dict[str, Any]:
    files = [
        _distribution(media_type, f"{site}{path}") for media_type, path in data_set.addresses()
    ]
    if data_set.api:
        files.append(_distribution("application/json", f"{site}{data_set.api}", is_service=True))
    return {
        "@id": f"{site}/data/#{data_set.name}",
        "@type": ["Dataset", "dcat:Dataset"],
        **_title_and_description(data_set.title, data_set.description),
        "url": f"{site}/data/#{data_set.name}",
        "creator": {"@type": "Organization", "name": _ORGANIZATION},
        "isAccessibleForFree": True,
        **({"temporalCoverage": covered} if covered else {}),
        "variableMeasured": list(data_set.columns),
        "distribution": files,
        "dcat:distribution": [{"@id": file["@id"]} for file in files],
    }


def _distribution(media_type: str, address: str, *, is_service: bool = False) -> dict[str, Any]:
    property_name = "dcat:accessURL" if is_service else "dcat:downloadURL"
    return {
        "@id": address,
        "@type": ["DataDownload", "dcat:Distribution"],
        "contentUrl": address,
        "encodingFormat": media_type,
        property_name: {"@id": address},
        "dcat:mediaType": media_type,
    }


def _title_and_description(title: str, description: str) -> dict[str, str]:
    return {
        "name": title,
        "dct:title": title,
        "description": description,
        "dct:description": description,
    }
