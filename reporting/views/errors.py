"""What is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.views.paging import NoSuchPage


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The page for an address of nothing; it says how many pages there are when one too many was asked."""
    last = exception.last_page if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"last_page": last}, status=404)
