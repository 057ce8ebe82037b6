"""What the addresses of drafts have in common: a token, one's own chapters, no cache."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from implementers.models import User
from reporting.api.lists import ListView
from reporting.api.parsing import BoundedJSONParser, require_body
from reporting.api.refusals import problem_of
from reporting.api.tokens import BearerTokens
from reporting.models import Submission
from reporting.models.submission import SubmissionQuerySet
from reporting.permissions import working_chapters


class DraftsView(ViewSetMixin, ListView):
    """For whoever has a token; kept by nobody on the way."""

    authentication_classes = [BearerTokens]
    permission_classes = [IsAuthenticated]
    parser_classes = [BoundedJSONParser]
    filter_backends = []

    def perform_authentication(self, request: Request) -> None:
        """Whoever is not let in is counted as well, so that nobody tries tokens without end."""
        try:
            super().perform_authentication(request)
        finally:
            super().check_throttles(request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action:  # or the method is none of the address, which is said first
            require_body(request)

    def check_throttles(self, request: Request) -> None:
        """Done already."""

    def handle_exception(self, exc: Exception) -> Any:
        return problem_of(exc) or super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        given: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        given["Cache-Control"] = "private, no-store"
        patch_vary_headers(given, ["Authorization"])
        return given

    def page(self, rows: QuerySet[Any]) -> Response:
        """A page of these rows."""
        self.refuse_unknown_parameters(self.request, in_list=True)
        found = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def chapters(self) -> SubmissionQuerySet:
        """Those of one's own implementers; of others not even the address is there."""
        return working_chapters(self.person).of_current_program()

    def chapter(self) -> Submission:
        """The chapter of the address. Raises `NotFound`."""
        key: str = self.kwargs["id"]
        year, _hyphen, slug = key.partition("-")
        rows = self.chapters.select_related("reporting_year__program", "implementer")
        if year.isascii() and year.isdecimal() and len(year) == 4:
            found = rows.filter(reporting_year__year=year, implementer__slug=slug).first()
            if found is not None:
                return found
        raise NotFound(_("You have no chapter “%(key)s” at work.") % {"key": key})
