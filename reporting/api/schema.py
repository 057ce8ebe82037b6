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
_ANSWERS = {
    "400": "A parameter is unknown or has a value that cannot be; `errors` names it.",
    "404": "There is nothing public at this address.",
    "406": "The answer is JSON, and the request accepts none.",
    "429": "Too many requests; `Retry-After` says how many seconds to wait.",
    "503": "The database is busy; send it again after the seconds of `Retry-After`.",
}
_DRAFTS = "/api/v1/drafts/"
_WITH_A_TOKEN = {
    "401": "There is no token, or it is unknown, expired or revoked.",
    "403": "The person may not do this, or has to turn a second factor on first.",
    "404": "You have nothing at work at this address.",
}
_WHEN_SENT = {
    "400": "What was sent cannot be; `errors` names the fields, or the parameter.",
    "411": "What was sent has no Content-Length.",
    "413": "More was sent than is read.",
    "415": "What was sent is not JSON.",
}
_WHEN_WRITING = {
    "409": "The status of the chapter or its year does not allow writing now, or the "
    "Idempotency-Key began another entry."
}
_WHEN_CHANGING = {
    "412": "Somebody saved since: `current` has the entry as it is now, `based_on` as you read it.",
    "428": "`If-Match` is missing.",
}
# Of 2011, so that whoever tries them gets an answer.
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
    "description": "Stands for the whole answer; goes back in `If-None-Match`.",
    "schema": {"type": "string"},
}


def add_problems(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular: what each address may answer besides."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            _give_examples(path, operation)
            answers = operation["responses"]
            if path.startswith(_DRAFTS):
                more = _of_drafts(operation)
            else:
                more = _ANSWERS
                answers["200"]["headers"] = {"ETag": _ETAG}
                answers["304"] = _UNCHANGED
                _leave_out_what_was_not_chosen(result, answers["200"])
            for status, description in more.items():
                answers[status] = {"content": content, "description": description}
    return result


def _of_drafts(operation: dict[str, Any]) -> dict[str, str]:
    """What else an address of drafts may answer: more when it writes, most when it changes."""
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    more = {**_ANSWERS, **_WITH_A_TOKEN}
    if "requestBody" in operation:
        more |= _WHEN_SENT
    if "requestBody" in operation or "If-Match" in names:
        more |= _WHEN_WRITING
    return more | (_WHEN_CHANGING if "If-Match" in names else {})


def _give_examples(path: str, operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        if example := _IDS.get(path) if name == "id" else _VALUES.get(name):
            parameter["example"] = example


def _leave_out_what_was_not_chosen(result: dict[str, Any], answer: dict[str, Any]) -> None:
    """With `?fields=` an answer has the chosen fields alone, so that none must be there."""
    shapes = result["components"]["schemas"]
    shape = _named(shapes, answer["content"]["application/json"]["schema"])
    rows = shape["properties"].get("results")
    (_named(shapes, rows["items"]) if rows else shape).pop("required", None)


def _named(shapes: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = shapes[schema["$ref"].rpartition("/")[2]]
    return found


@lru_cache(maxsize=1)
def whole_schema() -> dict[str, Any]:
    """The schema as a dictionary; the same as at /api/schema/ and in docs/openapi.yaml."""
    with override("en"):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema
