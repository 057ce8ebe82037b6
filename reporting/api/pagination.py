"""Pages of a list by cursor. What cannot be is refused, never quietly made something else."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from reporting.api.keyset import (
    Values,
    beyond,
    place_of,
    read_cursor,
    rows_of,
    whole_window,
    window,
    write_cursor,
)

PAGE_SIZE, MOST_ROWS = 50, 200
PARAMETERS = ("cursor", "page_size", "count")
_LONGEST_NUMBER = 9
Places = tuple[list[Values], Callable[[list[Values]], list[Any]]]


class CursorPages(BasePagination):
    """`cursor`, `page_size` and, when asked for, the `count` of the whole list.

    The view says in which `order` its narrow rows stand, and gives the `whole` ones of a page.
    """

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page asked for. Raises `ValidationError` naming the parameter."""
        self.request, self.noun, self.order = request, view.noun, view.order  # type: ignore[union-attr]
        size = _page_size(request)
        self.count = view.number_of(queryset) if _wants_count(request) else None  # type: ignore[union-attr]
        start, backward = self._start()
        find = self._whole if view.is_short else self._narrow  # type: ignore[union-attr]
        places, open_rows = find(queryset, view, start, size + 1, backward=backward)
        has_more = len(places) > size
        places = (places[-size:] if backward else places[:size]) if has_more else places
        self.next = self._link(places[-1:], has_more or backward, backward=False)
        self.previous = self._link(places[:1], bool(start) if not backward else has_more)
        return open_rows(places)

    def _narrow(self, rows: Any, view: Any, start: Q, size: int, *, backward: bool) -> Places:
        """Places by narrow columns, and what opens the rows there. Takes two queries."""
        places = window(rows, self.order, start, size, backward=backward)
        return places, lambda chosen: rows_of(view.whole(), chosen)

    def _whole(self, rows: Any, view: Any, start: Q, size: int, *, backward: bool) -> Places:
        """The same of rows that are read at once. Takes one query."""
        found = whole_window(view.opened(rows), self.order, start, size, backward=backward)
        places = [place_of(row, self.order) for row in found]
        by_key = dict(zip(places, found, strict=True))
        return places, lambda chosen: [by_key[place] for place in chosen]

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self.next, "previous": self.previous, "results": data}
        return Response(links if self.count is None else {"count": self.count, **links})

    def _start(self) -> tuple[Q, bool]:
        text = self.request.query_params.get("cursor", "")
        if not text:
            return Q(), False
        try:
            values, backward = read_cursor(self.noun, self.order, text)
        except ValueError as error:
            raise ValidationError(
                {
                    "cursor": [
                        _(
                            "This is no place in this list. Take it from “next” or “previous”, or "
                            "begin without it."
                        )
                    ]
                }
            ) from error
        return beyond(self.order, values, backward=backward), backward

    def _link(self, places: list[Values], is_there: bool, *, backward: bool = True) -> str | None:
        if not places or not is_there:
            return None
        cursor = write_cursor(self.noun, places[0], backward=backward)
        address = remove_query_param(self.request.build_absolute_uri(), "cursor")
        return str(replace_query_param(address, "cursor", cursor))

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
                {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE},
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


def _page_size(request: Request) -> int:
    """Raises `ValidationError` for what is no number, or more rows than a page has."""
    words = request.query_params.get("page_size", "")
    if not words:
        return PAGE_SIZE
    is_number = words.isascii() and words.isdecimal() and len(words) <= _LONGEST_NUMBER
    if not is_number or not int(words):
        raise ValidationError({"page_size": [_("Write a whole number from 1 up.")]})
    if int(words) > MOST_ROWS:
        raise ValidationError(
            {"page_size": [_("At most %(most)d rows a page.") % {"most": MOST_ROWS}]}
        )
    return int(words)
