"""Pages of a list by DRF's cursor. A parameter that cannot be used is refused, never ignored."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, MAX_PAGE_SIZE = 50, 200
PARAMETERS = ("cursor", "page_size", "count")
_LONGEST_NUMBER = 9
_DIGITS = 10  # of each part of a sort key: a day as 2011-07-25, or a number up to 9,999,999,999


def sort_key(*fields: str) -> Concat:
    """A text of its own for each row that sorts like these numbers and days and then the primary key.

    DRF's cursor compares one value, and the order of most lists spans several tables.
    """
    parts = (
        LPad(Cast(field, CharField()), _DIGITS, Value("0"), output_field=CharField())
        for field in (*fields, "pk")
    )
    return Concat(*parts, output_field=CharField())


class StrictCursorPagination(CursorPagination):
    """`cursor`, `page_size` and, when asked for, the `count` of the whole list.

    The view names its list (`resource`) and the `ordering` of its rows. The first field of the
    ordering is compared with the cursor and must be unique or nearly so.
    """

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any] | None:
        """The rows of the page asked for. Raises `ValidationError` naming the parameter."""
        self.signer = Signer(salt=f"reporting.api.pagination.{view.resource}")
        self.count = queryset.count() if _wants_count(request) else None
        return super().paginate_queryset(queryset, request, view)

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        ordering: tuple[str, ...] = view.ordering
        return ordering

    def get_page_size(self, request: Request) -> int:
        """Raises `ValidationError` for what is no number, or more rows than a page may have."""
        given = request.query_params.get("page_size", "")
        if not given:
            return PAGE_SIZE
        is_number = given.isascii() and given.isdecimal() and len(given) <= _LONGEST_NUMBER
        if not is_number or not int(given):
            raise ValidationError({"page_size": [_("Write a whole number from 1 up.")]})
        if int(given) > MAX_PAGE_SIZE:
            message = _("At most %(most)d rows a page.") % {"most": MAX_PAGE_SIZE}
            raise ValidationError({"page_size": [message]})
        return int(given)

    def encode_cursor(self, cursor: Cursor) -> str:
        """The address of a page. The cursor is signed for its list, so that only ours are read."""
        text = self.signer.sign_object(list(cursor))
        return replace_query_param(str(self.base_url), "cursor", text)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Raises `ValidationError` for a cursor that was not given out for this list."""
        given = request.query_params.get("cursor", "")
        if not given:
            return None
        try:
            return Cursor(*self.signer.unsign_object(given))
        except BadSignature as error:
            message = _(
                "This is no place in this list. Take it from “next” or “previous”, or begin without it."
            )
            raise ValidationError({"cursor": [message]}) from error

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        if not self.page:
            # From an empty page DRF's link back would miss the row that the cursor names.
            links = dict.fromkeys(links)
        page = {**links, "results": data}
        return Response(page if self.count is None else {"count": self.count, **page})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            _parameter(
                "cursor",
                {"type": "string"},
                "A place in the list, as the addresses “next” and “previous” hold it. Opaque; one "
                "that the portal did not give is refused.",
            ),
            _parameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE},
                "Rows on a page, 1 to 200; 50 unless given.",
            ),
            _parameter(
                "count",
                {"type": "boolean", "default": False},
                "`true` adds the number of rows in the whole list.",
            ),
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {
            "type": "string",
            "format": "uri",
            "nullable": True,
            "example": "https://portal.example/api/v1/entries/?cursor=WzEsMjAxMV0%3A7Qd2",
        }
        count = "Rows in the whole list; only when `count=true` asks for it."
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "example": 214, "description": count},
                "next": {**address, "description": "The next page; null on the last."},
                "previous": {**address, "description": "The page before; null on the first."},
                "results": schema,
            },
        }


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _wants_count(request: Request) -> bool:
    word = request.query_params.get("count", "")
    if word not in ("", "true", "false"):
        raise ValidationError({"count": [_("Write true or false.")]})
    return word == "true"
