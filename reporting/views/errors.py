"""The pages for status 404 and status 500."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from reporting.views.paging import NoSuchPage


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The page for status 404. For a page number that is too high it gives the number of pages."""
    last_page = exception.last_page if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"last_page": last_page}, status=404)


def page_of_an_error(request: HttpRequest) -> HttpResponse:
    """The page for status 500, with the request id that is also in the log.

    It is rendered without context processors: they query the database, which may have failed.
    """
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(get_template("500.html").render(context), status=500)
