"""The pages of a list: `?page=`."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


class NoSuchPage(Http404):
    """The list has no such page; `last_page` is the number of the last one, 1 for an empty list."""

    def __init__(self, last_page: int) -> None:
        super().__init__(f"There are {last_page} pages.")
        self.last_page = last_page


def page_or_404(rows: Any, number: int, request: HttpRequest) -> Page[Any]:
    """The page of `rows` (a sequence or a queryset) that `?page=` names, with `number` rows.

    The default is the first page. Raises `NoSuchPage`, an `Http404`, when there is no such page.
    """
    paginator = Paginator(rows, number)
    try:
        return paginator.page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise NoSuchPage(paginator.num_pages) from error
