"""The OpenAPI schema: what drf-spectacular finds, with the errors that every address may answer."""

from functools import lru_cache
from typing import Any

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator

from reporting.api.problems import MEDIA_TYPE

_PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "Bad Request"},
        "status": {"type": "integer", "example": 400},
        "detail": {
            "type": "string",
            "description": "A sentence for people.",
            "example": "page_size: At most 200 rows a page.",
        },
        "errors": {
            "type": "array",
            "description": "The parameters refused; empty when none is to blame.",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
                "required": ["parameter", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "errors"],
}
_ANSWERS = {
    "400": "A parameter is unknown or has a value that cannot be; `errors` names it.",
    "404": "There is nothing public at this address, or the page is beyond the end.",
    "429": "Too many requests; `Retry-After` says how many seconds to wait.",
}


def add_problems(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            for status, description in _ANSWERS.items():
                if status != "400" or not path.endswith("}/"):
                    operation["responses"][status] = {
                        "content": content,
                        "description": description,
                    }
    return result


@lru_cache(maxsize=1)
def whole_schema() -> dict[str, Any]:
    """The schema as a dictionary; the same as at /api/schema/ and in docs/openapi.yaml."""
    with override("en"):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema
