"""The content of an entry under the names and in the shapes of the API, and back."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from reporting.entry_content import EntryContent, EventContent

# Fields of the content that have another name here, that of the public entry.
NAMES = {"activities": "activity_codes", "countries": "country_roles"}
_PARTS = {
    field.name: NAMES.get(field.name, field.name) for field in dataclasses.fields(EntryContent)
}


def shown_content(content: EntryContent) -> dict[str, Any]:
    """The content under the names and in the shapes of the API."""
    shown = {NAMES.get(name, name): value for name, value in content.as_json().items()}
    shown["country_roles"] = [{"country": code, "role": role} for code, role in content.countries]
    shown["documents"] = [{"title": title, "url": url} for title, url in content.documents]
    return shown


def written_content(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent and found in order, as parts of an `EntryContent`."""
    given = {name: values[shown] for name, shown in _PARTS.items() if shown in values}
    for name in ("activities", "continues"):
        if name in given:
            given[name] = tuple(given[name])
    if "countries" in given:
        given["countries"] = tuple((row["country"], row["role"]) for row in given["countries"])
    if "documents" in given:
        given["documents"] = tuple((row["title"], row["url"]) for row in given["documents"])
    if "events" in given:
        given["events"] = tuple(EventContent(**row) for row in given["events"])
    return given
