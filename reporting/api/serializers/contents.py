"""Conversion of the content of an entry to and from the field names and values of the API."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from reporting.entry_content import EntryContent, EventContent

# Fields of the content that have another name in the API.
NAMES = {"activities": "activity_codes", "countries": "country_roles"}
_API_NAMES = {
    field.name: NAMES.get(field.name, field.name) for field in dataclasses.fields(EntryContent)
}


def shown_content(content: EntryContent) -> dict[str, Any]:
    """The content with the field names and values of the API."""
    data = {NAMES.get(name, name): value for name, value in content.as_json().items()}
    data["country_roles"] = [{"country": code, "role": role} for code, role in content.countries]
    data["documents"] = [{"title": title, "url": url} for title, url in content.documents]
    return data


def written_content(values: Mapping[str, Any]) -> dict[str, Any]:
    """Validated data as arguments of `EntryContent`; fields that were not sent are missing."""
    arguments = {
        name: values[api_name] for name, api_name in _API_NAMES.items() if api_name in values
    }
    for name in ("activities", "continues"):
        if name in arguments:
            arguments[name] = tuple(arguments[name])
    if "countries" in arguments:
        arguments["countries"] = tuple(
            (row["country"], row["role"]) for row in arguments["countries"]
        )
    if "documents" in arguments:
        arguments["documents"] = tuple((row["title"], row["url"]) for row in arguments["documents"])
    if "events" in arguments:
        arguments["events"] = tuple(EventContent(**row) for row in arguments["events"])
    return arguments
