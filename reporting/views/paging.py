"""A page of a list on a page of the site: `?page=`."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


class NoSuchPage(Http404):
    """The list ends before the page asked for; `last_page` is its last, 1 when it is empty."""

    def __init__(self, last_page: int) -> None:
        super().__init__(f"There are {last_page} pages.")
        self.last_page = last_page


def page_or_404(rows: Any, number: int, request: HttpRequest) -> Page[Any]:
    """The page of `rows` (a sequence or a query set) that the address asks for, `number` on each.

    The first one unless it asks. Raises `NoSuchPage`, an `Http404`, for one that is not there.
    """
    pages = Paginator(rows, number)
    try:
        return pages.page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise NoSuchPage(pages.num_pages) from error
