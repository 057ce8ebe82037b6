"""A page of a list on a page of the site: `?page=`."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


def page_or_404(rows: Any, number: int, request: HttpRequest) -> Page[Any]:
    """The page of `rows` (a sequence or a query set) that the address asks for, `number` on each.

    The first one unless it asks. Raises `Http404` for one that is not there.
    """
    try:
        return Paginator(rows, number).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(str(error)) from error
