"""/api/docs/ : the documentation, a plain page made of the schema itself; it needs no JavaScript."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from reporting.api.root import LISTS
from reporting.api.schema import whole_schema
from reporting.markdown import to_plain

_PAGES = "Paginated"  # what drf-spectacular calls a page of a list: PaginatedEntryList


@dataclass(frozen=True)
class ReferenceRow:
    """A parameter of a request or a field of an answer; `values` are all that it may have."""

    name: str
    kind: str
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One address and method: what it takes and answers, with examples as JSON text.

    `sent` and `answer` name shapes; they are empty where there is no body.
    """

    anchor: str
    summary: str
    description: str
    method: str
    path: str
    parameters: tuple[ReferenceRow, ...]
    sent: str
    sent_example: str
    answer: str
    example: str


@dataclass(frozen=True)
class ReferenceGroup:
    """The addresses of one noun."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Shape:
    """An object of the answers and its fields."""

    name: str
    description: str
    fields: tuple[ReferenceRow, ...]


# Whoever posts learns that nothing is taken here; a form's token, which CSRF would ask for first, has no say.
@csrf_exempt
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The documentation page."""
    schema = whole_schema()
    return render(
        request,
        "api/docs.html",
        {
            "groups": list(groups(schema)),
            "shapes": list(shapes(schema)),
            "version": schema["info"]["version"],
        },
    )


def groups(schema: dict[str, Any]) -> Iterator[ReferenceGroup]:
    """The addresses of a schema by the list they belong to, in the order of /api/v1/."""
    found: dict[str, list[Operation]] = {name: [] for name in LISTS}
    for path, methods in schema["paths"].items():
        for method, described in methods.items():
            operations = found.setdefault(described["tags"][0], [])
            operations.append(_operation(method.upper(), path, described))
    for name, operations in found.items():
        yield ReferenceGroup(name, tuple(operations))


def shapes(schema: dict[str, Any]) -> Iterator[Shape]:
    """The objects of a schema that have fields, those that only wrap a list left out."""
    for name, described in schema["components"]["schemas"].items():
        if "properties" in described and not name.startswith(_PAGES):
            fields = (_field(schema, *item) for item in described["properties"].items())
            yield Shape(name, described.get("description", ""), tuple(fields))


def _operation(method: str, path: str, described: dict[str, Any]) -> Operation:
    success = next(each for code, each in described["responses"].items() if code.startswith("2"))
    sent, sent_example = _body(described.get("requestBody", {}))
    answer, shown = _body(success)
    return Operation(
        anchor=described["operationId"].replace("_", "-"),
        summary=described["summary"],
        description=described["description"],
        method=method,
        path=path,
        parameters=tuple(_parameter(each) for each in described.get("parameters", ())),
        sent=sent,
        sent_example=sent_example,
        answer=answer,
        example=shown,
    )


def _body(described: dict[str, Any]) -> tuple[str, str]:
    """The shape that a request or an answer holds, and an example; empty without one."""
    content = described.get("content", {}).get("application/json")
    if content is None:
        return "", ""
    name = content["schema"]["$ref"].rpartition("/")[2]
    shown = next(iter(content.get("examples", {}).values()), {"value": None})["value"]
    is_page = name.startswith(_PAGES)
    shape = name.removeprefix(_PAGES).removesuffix("List") if is_page else name
    return shape, json.dumps(shown, ensure_ascii=False, indent=2)


def _parameter(described: dict[str, Any]) -> ReferenceRow:
    schema = described["schema"]
    return ReferenceRow(
        name=described["name"],
        kind=_kind(schema),
        description=_words(described),
        values=tuple(str(value) for value in schema.get("items", schema).get("enum", ())),
    )


def _field(schema: dict[str, Any], name: str, described: dict[str, Any]) -> ReferenceRow:
    held = [described.get("items", described), *described.get("allOf", ())]
    held += described.get("oneOf", ())
    named = [each["$ref"].rpartition("/")[2] for each in held if "$ref" in each]
    components = schema["components"]["schemas"]
    values = [
        str(value)
        for each in named
        for value in components[each].get("enum", ())
        if value is not None
    ]
    objects = [each for each in named if "enum" not in components[each]]
    kind = " ".join(objects) if objects else _kind(described.get("items", described))
    if described.get("type") == "array":
        kind = f"list of {kind}"
    return ReferenceRow(
        name=name,
        kind=kind,
        description=_words(described),
        values=tuple(value or "(empty)" for value in values),
    )


def _words(described: dict[str, Any]) -> str:
    """The description, less the list of values that drf-spectacular puts at its end."""
    return to_plain(described.get("description", "").partition("* `")[0])


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("format") or schema.get("type", "string")
    return f"{kind} or null" if schema.get("nullable") else str(kind)
