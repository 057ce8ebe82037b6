"""/api/v1/, and the response at unknown addresses below it."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

LISTS = (
    *("years", "chapters", "entries", "events", "financing"),
    *("activities", "countries", "implementers"),
)


class RootView(APIView):
    """The addresses of the lists, of the schema and of the documentation."""

    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        paths = {name: f"/api/v1/{name}/" for name in LISTS}
        paths |= {"schema": "/api/schema/", "documentation": "/api/docs/"}
        return Response({name: request.build_absolute_uri(path) for name, path in paths.items()})


class NoSuchAddressView(APIView):
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raise `NotFound` for every method."""
        raise NotFound(_("There is no such address. The lists are at /api/v1/."))
