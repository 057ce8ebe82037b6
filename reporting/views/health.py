"""/health/ and /health/ready/ : for the monitoring of the server."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
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
    lines = [f"{name}: {answer or 'ok'}\n" for name, answer in answers.items()]
    is_ready = not any(answers.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse("".join(lines), status=status, content_type="text/plain; charset=utf-8")
