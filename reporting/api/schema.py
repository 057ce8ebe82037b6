"""The OpenAPI schema: that of drf-spectacular, with the errors of every address added."""

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
            "description": "The parameters or fields refused; empty when none is to blame.",
            "items": {
                "type": "object",
                "properties": {
                    "parameter": {"type": "string"},
                    "field": {
                        "type": "string",
                        "description": "Of what was sent, as `events/0/end`.",
                    },
                    "detail": {"type": "string"},
                },
                "required": ["detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "errors"],
}
_RESPONSES = {
    "400": "A parameter is unknown or has a value that cannot be; `errors` names it.",
    "404": "There is nothing public at this address.",
    "406": "The answer is JSON, and the request accepts none.",
    "429": "Too many requests; `Retry-After` says how many seconds to wait.",
    "503": "The database is busy; send it again after the seconds of `Retry-After`.",
}
_DRAFTS = "/api/v1/drafts/"
_TOKEN_RESPONSES = {
    "401": "There is no token, or it is unknown, expired or revoked.",
    "403": "The person may not do this, or has to turn a second factor on first.",
    "404": "You have no working chapter or entry at this address.",
}
_BODY_RESPONSES = {
    "400": "What was sent cannot be; `errors` names the fields, or the parameter.",
    "411": "What was sent has no Content-Length.",
    "413": "More was sent than is read.",
    "415": "What was sent is not JSON.",
}
_WRITING_RESPONSES = {
    "409": "The status of the chapter or its year does not allow writing now, or the "
    "Idempotency-Key began another entry."
}
_CHANGING_RESPONSES = {
    "412": "Someone saved since: `current` has the entry as it is now, `based_on` as you read it.",
    "428": "`If-Match` is missing.",
}
# Examples from 2011, so that they return data.
_VALUES = {
    "activity": "67",
    "code": "67",
    "country": "MEX",
    "event_after": "2011-07-01",
    "event_before": "2011-07-31",
    "implementer": "iom",
    "iso3": "MEX",
    "member_in": 2011,
    "q": "trafficking",
    "slug": "iom",
    "year": 2011,
}
_IDS = {"/api/v1/entries/{id}/": "2011-iom-35", "/api/v1/chapters/{id}/": "2011-iom"}
_UNCHANGED = {
    "description": "Nothing has changed since the answer whose ETag `If-None-Match` names."
}
_ETAG = {
    "description": "Identifies the whole answer; goes back in `If-None-Match`.",
    "schema": {"type": "string"},
}


def add_problems(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular that adds the responses with errors."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            _add_examples(path, operation)
            responses = operation["responses"]
            if path.startswith(_DRAFTS):
                error_responses = _draft_responses(operation)
            else:
                error_responses = _RESPONSES
                responses["200"]["headers"] = {"ETag": _ETAG}
                responses["304"] = _UNCHANGED
                _make_fields_optional(result, responses["200"])
            for status, description in error_responses.items():
                responses[status] = {"content": content, "description": description}
    return result


def _draft_responses(operation: dict[str, Any]) -> dict[str, str]:
    """The error responses of an address of drafts, with more for those that write or change."""
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    responses = {**_RESPONSES, **_TOKEN_RESPONSES}
    if "requestBody" in operation:
        responses |= _BODY_RESPONSES
    if "requestBody" in operation or "If-Match" in names:
        responses |= _WRITING_RESPONSES
    return responses | (_CHANGING_RESPONSES if "If-Match" in names else {})


def _add_examples(path: str, operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        if example := _IDS.get(path) if name == "id" else _VALUES.get(name):
            parameter["example"] = example


def _make_fields_optional(result: dict[str, Any], response: dict[str, Any]) -> None:
    """Make all fields of a response optional: `?fields=` leaves out those not chosen."""
    shapes = result["components"]["schemas"]
    shape = _referenced(shapes, response["content"]["application/json"]["schema"])
    rows = shape["properties"].get("results")
    (_referenced(shapes, rows["items"]) if rows else shape).pop("required", None)


def _referenced(shapes: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    shape: dict[str, Any] = shapes[schema["$ref"].rpartition("/")[2]]
    return shape


@lru_cache(maxsize=1)
def whole_schema() -> dict[str, Any]:
    """The schema as a dictionary: that of /api/schema/ and docs/openapi.yaml."""
    with override("en"):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema
