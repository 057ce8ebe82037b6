"""Decorators that document the lists and details in the schema, with examples of 2011."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer

from reporting.api.sparse_fields import PARAMETER

_EXAMPLES = Path(__file__).parent / "examples"


def example(name: str) -> Any:
    """A response of the API from `examples/`; a test compares it with the real one."""
    return json.loads((_EXAMPLES / f"{name}.json").read_text())


def documented(
    noun: str,
    plural: str,
    *,
    list_says: str,
    detail_says: str,
    key: tuple[str, type, str],
    list_example: str,
    detail_example: str,
) -> Callable[[type], type]:
    """Decorate a viewset. `key` is (name, type, description) of the parameter in the address."""
    name, key_type, meaning = key
    types = {int: OpenApiTypes.INT, str: OpenApiTypes.STR}
    key_parameter = OpenApiParameter(
        name, types[key_type], OpenApiParameter.PATH, description=meaning
    )

    def decorate(viewset: Any) -> Any:
        serializer_class = viewset.detail_serializer_class or viewset.serializer_class
        detail = extend_schema(
            summary=f"One {noun}",
            description=detail_says,
            parameters=[key_parameter, _fields(serializer_class)],
            examples=[_example_response(noun, detail_example)],
        )
        listed = documented_list(noun, plural, says=list_says, example=list_example)
        return listed(extend_schema_view(retrieve=detail)(viewset))

    return decorate


def documented_list(noun: str, plural: str, *, says: str, example: str) -> Callable[[type], type]:
    """Decorate a viewset that has no details."""

    def decorate(viewset: Any) -> Any:
        return extend_schema_view(
            list=extend_schema(
                summary=f"List {plural}",
                description=says,
                parameters=[_fields(viewset.serializer_class)],
                examples=[_example_response(noun, example)],
            )
        )(viewset)

    return decorate


def _fields(serializer: type[Serializer[Any]]) -> OpenApiParameter:
    names = list(serializer().fields)
    return OpenApiParameter(
        PARAMETER,
        {"type": "array", "items": {"type": "string", "enum": names}},
        style="form",
        explode=False,
        description=f"The fields wanted, parted by commas, for example `{names[0]},{names[1]}`; all "
        "of them unless given.",
    )


def _example_response(noun: str, name: str) -> OpenApiExample:
    return OpenApiExample(
        noun.capitalize(), value=example(name), response_only=True, status_codes=["200"]
    )
