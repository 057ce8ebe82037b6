"""Conversion of the content of an entry to and from the field names and values of the API."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from program.rich_text import from_html, from_markdown, from_plain, to_markdown, to_plain
from reporting.entry_content import EntryContent, EventContent, with_kept_marks

# Fields of the content that have another name in the API.
NAMES = {"activities": "activity_codes", "countries": "country_roles"}
_API_NAMES = {
    field.name: NAMES.get(field.name, field.name) for field in dataclasses.fields(EntryContent)
}
_KEPT = ("background_source", "themes")
_NOT_WRITTEN_HERE = ("outcome_quotation", *_KEPT)
_NOT_WRITTEN_OF_EVENTS = ("title_source", "background_source")


def shown_content(content: EntryContent) -> dict[str, Any]:
    """The content with the field names and values of the API."""
    data = {NAMES.get(name, name): value for name, value in content.as_json().items()}
    data["text"] = to_markdown(content.text)
    data["text_html"] = content.text
    data["outcome_reason"] = to_plain(content.outcome_reason)
    for name in _NOT_WRITTEN_HERE:
        del data[name]
    data["country_roles"] = [{"country": code, "role": role} for code, role in content.countries]
    data["documents"] = [{"title": title, "url": url} for title, url in content.documents]
    data["events"] = [_shown_event(event) for event in content.events]
    return data


def _shown_event(event: EventContent) -> dict[str, Any]:
    """A dated happening with its fields, without who wrote its title and who marked it."""
    data = {**event.as_json(), "title": event.title, "subjects": list(event.subjects)}
    return {name: value for name, value in data.items() if name not in _NOT_WRITTEN_OF_EVENTS}


def written_content(
    values: Mapping[str, Any], before: EntryContent | None = None
) -> dict[str, Any]:
    """Validated data as arguments of `EntryContent`; fields that were not sent are missing.

    `before` is the content of the entry that is changed. Its long texts stay as they are if what
    was sent is how the API shows them, so that reading and writing back changes nothing.
    """
    arguments = {
        name: values[api_name] for name, api_name in _API_NAMES.items() if api_name in values
    }
    stored = before.text if before else ""
    is_html_taken = "text" not in values or values.get("text_html") != from_html(stored)
    if "text_html" in values and is_html_taken:
        arguments["text"] = values["text_html"]
    elif values.get("text") == from_markdown(to_markdown(stored)):
        arguments["text"] = stored
    reason = before.outcome_reason if before else ""
    if values.get("outcome_reason") == from_plain(to_plain(reason)):
        arguments["outcome_reason"] = reason
    is_same_outcome = before and (before.outcome, before.outcome_reason) == (
        arguments.get("outcome", ""),
        arguments.get("outcome_reason", ""),
    )
    if before and is_same_outcome:
        arguments["outcome_quotation"] = before.outcome_quotation
    if before and arguments.get("title") == before.title:
        arguments["title_source"] = before.title_source
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
        arguments["events"] = tuple(
            EventContent(**{**row, "subjects": tuple(row["subjects"])})
            for row in arguments["events"]
        )
    if before:
        arguments |= {name: getattr(before, name) for name in _KEPT}
        arguments["events"] = with_kept_marks(arguments.get("events", ()), before.events)
    return arguments
