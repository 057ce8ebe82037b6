"""Pages of a list by number. What cannot be is refused, never quietly made something else."""

from typing import Any

from django.core.paginator import InvalidPage
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

_LONGEST_NUMBER = 9


class NumberedPages(PageNumberPagination):
    """`page` and `page_size`; 50 rows a page unless asked otherwise, at most 200."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    page_query_description = "Number of the page, from 1. One beyond the end is answered with 404."
    page_size_query_description = "Rows on a page, 1 to 200; 50 unless given."

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page asked for.

        Raises `ValidationError` for what is no number or too many rows, and `NotFound` for a page
        beyond the end.
        """
        self.request = request
        number = _whole_number(request, self.page_query_param) or 1
        paginator = self.django_paginator_class(queryset, self.get_page_size(request) or 1)
        try:
            self.page = paginator.page(number)
        except InvalidPage as error:
            raise NotFound(
                _("There is no page %(number)d: the list has %(count)d.")
                % {"number": number, "count": paginator.num_pages}
            ) from error
        return list(self.page)

    def get_page_size(self, request: Request) -> int | None:
        size = _whole_number(request, "page_size")
        if size is not None and size > self.max_page_size:
            raise ValidationError(
                {"page_size": [_("At most %(most)d rows a page.") % {"most": self.max_page_size}]}
            )
        return size or self.page_size

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """DRF's own, in our words and with addresses like ours."""
        described = super().get_paginated_response_schema(schema)
        rows = described["properties"]
        example = "https://portal.example/api/v1/entries/?page={}"
        rows["count"] |= {"example": 214, "description": "Rows in the whole list."}
        rows["next"] |= {"example": example.format(3), "description": "The next page."}
        rows["previous"] |= {"example": example.format(1), "description": "The page before."}
        return described


def _whole_number(request: Request, name: str) -> int | None:
    """The parameter as a number from 1 up; None when it is not given."""
    words = request.query_params.get(name, "")
    if not words:
        return None
    if (
        not (words.isascii() and words.isdecimal())
        or len(words) > _LONGEST_NUMBER
        or not int(words)
    ):
        raise ValidationError({name: [_("Write a whole number from 1 up.")]})
    return int(words)
