"""The pages for what is not there and for errors of ours."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from reporting.views.paging import NoSuchPage


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The page for an address of nothing; it says how many pages there are when one too many was asked."""
    last = exception.last_page if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"last_page": last}, status=404)


def page_of_an_error(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours, with the id by which it is found in the log.

    It is made without context processors, which ask the database that may be what failed.
    """
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(get_template("500.html").render(context), status=500)
