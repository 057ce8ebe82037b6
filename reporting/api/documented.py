"""What the schema says of each list and detail, with examples from the 2011 report."""

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
    """The answer of the API kept in `examples/`; a test holds it against the real one."""
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
    """Decorates a viewset. `key` is the name, type and meaning of the part of the address."""
    name, key_type, meaning = key
    types = {int: OpenApiTypes.INT, str: OpenApiTypes.STR}
    place = OpenApiParameter(name, types[key_type], OpenApiParameter.PATH, description=meaning)

    def described(viewset: Any) -> Any:
        shown = viewset.detail_serializer_class or viewset.serializer_class
        detail = extend_schema(
            summary=f"One {noun}",
            description=detail_says,
            parameters=[place, _fields(shown)],
            examples=[_shown(noun, detail_example)],
        )
        listed = documented_list(noun, plural, says=list_says, example=list_example)
        return listed(extend_schema_view(retrieve=detail)(viewset))

    return described


def documented_list(noun: str, plural: str, *, says: str, example: str) -> Callable[[type], type]:
    """The same for rows that have no address of their own."""

    def described(viewset: Any) -> Any:
        return extend_schema_view(
            list=extend_schema(
                summary=f"List {plural}",
                description=says,
                parameters=[_fields(viewset.serializer_class)],
                examples=[_shown(noun, example)],
            )
        )(viewset)

    return described


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


def _shown(noun: str, name: str) -> OpenApiExample:
    return OpenApiExample(
        noun.capitalize(), value=example(name), response_only=True, status_codes=["200"]
    )
