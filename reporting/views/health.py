"""/health/ and /health/ready/ : for the monitoring of the server."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from django.views.decorators.cache import never_cache

from reporting.queries.readiness import readiness


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """`ok`: the process answers. Takes no query, so that a restart is not tried for a database."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """A line for each check: `ok`, or what is wrong with status 503. Takes four queries."""
    answers = readiness()
    text = "".join(f"{name}: {answer or 'ok'}\n" for name, answer in answers.items())
    wrong = [name for name, answer in answers.items() if answer]
    status = HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK
    response = HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
    if wrong:
        # As a warning: an error would be mailed to ADMINS each minute.
        names = ", ".join(wrong)
        log_response("Not ready: %s", names, response=response, request=request, level="warning")
    return response
