"""Cursor pagination. An invalid parameter is refused, not ignored."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import CharField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, LPad
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

PAGE_SIZE, MAX_PAGE_SIZE = 50, 200
PARAMETERS = ("cursor", "page_size", "count")
_LONGEST_NUMBER = 9  # digits
_DIGITS = 10  # of each part of a sort key: a day as 2011-07-25, or a number up to 9,999,999,999


def sort_key(*fields: str, then: str | Combinable) -> Concat:
    """A text that sorts like these numbers and dates, and then like `then`.

    The cursor of DRF compares a single value, and most lists are ordered by several fields. `then`
    is what tells the row from others in public, such as its reference. It is not the primary key,
    which changes when a published copy takes the place of a reopened chapter.
    """
    return Concat(*map(padded, fields), then, output_field=CharField())


def padded(field: str) -> LPad:
    """A number or a day as a text that sorts like it."""
    return LPad(Cast(field, CharField()), _DIGITS, Value("0"), output_field=CharField())


class StrictCursorPagination(CursorPagination):
    """Pagination by `cursor` and `page_size`; `count=true` adds the number of rows in the list.

    The view sets `resource`, the name of its list, and the `ordering` of its rows. The first field
    of the ordering is compared with the cursor and must be unique: DRF repeats or leaves out rows
    when a page holds only rows that are equal in it.
    """

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MAX_PAGE_SIZE

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any] | None:
        """The rows of the requested page. Raises `ValidationError` that names the parameter."""
        self.signer = Signer(salt=f"reporting.api.pagination.{view.resource}")
        self.count = queryset.count() if _wants_count(request) else None
        return super().paginate_queryset(queryset, request, view)

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        ordering: tuple[str, ...] = view.ordering
        return ordering

    def get_page_size(self, request: Request) -> int:
        """The value of `page_size`, 1 to `MAX_PAGE_SIZE`. Raises `ValidationError` for another."""
        value = request.query_params.get("page_size", "")
        if not value:
            return PAGE_SIZE
        is_number = value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
        if not is_number or not int(value):
            raise ValidationError({"page_size": [_("Write a whole number from 1 up.")]})
        if int(value) > MAX_PAGE_SIZE:
            message = _("At most %(most)d rows a page.") % {"most": MAX_PAGE_SIZE}
            raise ValidationError({"page_size": [message]})
        return int(value)

    def encode_cursor(self, cursor: Cursor) -> str:
        """The address of a page. The cursor is signed for its list, so others are refused."""
        text = self.signer.sign_object(list(cursor))
        return replace_query_param(str(self.base_url), "cursor", text)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The cursor of the request. Raises `ValidationError` for one of another list."""
        value = request.query_params.get("cursor", "")
        if not value:
            return None
        try:
            return Cursor(*self.signer.unsign_object(value))
        except BadSignature as error:
            message = _(
                "This is not a position in this list. Use “next” or “previous”, or start without it."
            )
            raise ValidationError({"cursor": [message]}) from error

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        if not self.page:
            # The previous link that DRF gives on an empty page leaves out the row at the cursor.
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
    value = request.query_params.get("count", "")
    if value not in ("", "true", "false"):
        raise ValidationError({"count": [_("Write true or false.")]})
    return value == "true"
