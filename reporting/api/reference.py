"""/api/docs/ : the documentation, a page that is generated from the schema without JavaScript."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from program.rich_text import from_old_markdown, to_plain
from reporting.api.root import LISTS
from reporting.api.schema import whole_schema

_PAGES = "Paginated"  # prefix of drf-spectacular for a page of a list: PaginatedEntryList


@dataclass(frozen=True)
class ReferenceRow:
    """A parameter of a request or a field of a response; `values` are its choices, if any."""

    name: str
    kind: str
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One address and method: its parameters, bodies, and examples as JSON text.

    `sent` and `answer` are the names of a `Shape`; they are empty where there is no body.
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
    """The operations of one list."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Shape:
    """An object of the schema and its fields."""

    name: str
    description: str
    fields: tuple[ReferenceRow, ...]


# Exempt from CSRF, whose check would come first, so that a POST gets status 405.
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
    """The operations of a schema by list, in the order of /api/v1/."""
    by_list: dict[str, list[Operation]] = {name: [] for name in LISTS}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            operations = by_list.setdefault(operation["tags"][0], [])
            operations.append(_operation(method.upper(), path, operation))
    for name, operations in by_list.items():
        yield ReferenceGroup(name, tuple(operations))


def shapes(schema: dict[str, Any]) -> Iterator[Shape]:
    """The objects of a schema that have fields, except the pages of lists."""
    for name, component in schema["components"]["schemas"].items():
        if "properties" in component and not name.startswith(_PAGES):
            fields = (_field(schema, *item) for item in component["properties"].items())
            yield Shape(name, component.get("description", ""), tuple(fields))


def _operation(method: str, path: str, operation: dict[str, Any]) -> Operation:
    success = next(
        response for code, response in operation["responses"].items() if code.startswith("2")
    )
    sent_shape, sent_example = _body(operation.get("requestBody", {}))
    answer_shape, example = _body(success)
    return Operation(
        anchor=operation["operationId"].replace("_", "-"),
        summary=operation["summary"],
        description=operation["description"],
        method=method,
        path=path,
        parameters=tuple(_parameter(parameter) for parameter in operation.get("parameters", ())),
        sent=sent_shape,
        sent_example=sent_example,
        answer=answer_shape,
        example=example,
    )


def _body(body: dict[str, Any]) -> tuple[str, str]:
    """(name of the shape of a body, its example as JSON text); empty without a body."""
    content = body.get("content", {}).get("application/json")
    if content is None:
        return "", ""
    name = content["schema"]["$ref"].rpartition("/")[2]
    example = next(iter(content.get("examples", {}).values()), {"value": None})["value"]
    is_page = name.startswith(_PAGES)
    shape = name.removeprefix(_PAGES).removesuffix("List") if is_page else name
    return shape, json.dumps(example, ensure_ascii=False, indent=2)


def _parameter(parameter: dict[str, Any]) -> ReferenceRow:
    schema = parameter["schema"]
    return ReferenceRow(
        name=parameter["name"],
        kind=_kind(schema),
        description=_description(parameter),
        values=tuple(str(value) for value in schema.get("items", schema).get("enum", ())),
    )


def _field(schema: dict[str, Any], name: str, field: dict[str, Any]) -> ReferenceRow:
    alternatives = [field.get("items", field), *field.get("allOf", ())]
    alternatives += field.get("oneOf", ())
    references = [
        alternative["$ref"].rpartition("/")[2]
        for alternative in alternatives
        if "$ref" in alternative
    ]
    components = schema["components"]["schemas"]
    values = [
        str(value)
        for component in references
        for value in components[component].get("enum", ())
        if value is not None
    ]
    objects = [component for component in references if "enum" not in components[component]]
    kind = " ".join(objects) if objects else _kind(field.get("items", field))
    if field.get("type") == "array":
        kind = f"list of {kind}"
    return ReferenceRow(
        name=name,
        kind=kind,
        description=_description(field),
        values=tuple(value or "(empty)" for value in values),
    )


def _description(element: dict[str, Any]) -> str:
    """The description without the list of values that drf-spectacular appends."""
    # It is CommonMark, in which "<sup>" is literal.
    return to_plain(from_old_markdown(element.get("description", "").partition("* `")[0]))


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("format") or schema.get("type", "string")
    return f"{kind} or null" if schema.get("nullable") else str(kind)
