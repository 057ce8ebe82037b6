"""What the lists and details of everything public have in common: nobody need say who they are."""

from typing import Any

from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from reporting.api import sparse_fields
from reporting.api.lists import ListView
from reporting.api.sparse_fields import SparseFields, fields_asked_for


class PublicListViewSet(ListView, ListModelMixin, GenericViewSet[Any]):
    """Read by anybody; of each row the fields that are asked for."""

    permission_classes = [AllowAny]
    known_everywhere = frozenset({sparse_fields.PARAMETER, "format"})

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown_parameters(request, in_list=True)
        return super().list(request, *args, **kwargs)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Anybody may keep an answer, and asks each time whether it still holds: by its ETag."""
        given = super().finalize_response(request, response, *args, **kwargs)
        if given.status_code == 200:
            patch_cache_control(given, public=True, no_cache=True)
        return given

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[Any]:
        serializer = super().get_serializer(*args, **kwargs)
        self.fields.keep(serializer)
        return serializer

    @cached_property
    def fields(self) -> SparseFields:
        """What the answer has. Raises `ValidationError`."""
        if getattr(self, "swagger_fake_view", False) or not sparse_fields.asks(self.request):
            return sparse_fields.ALL
        known = self.get_serializer_class()().fields  # type: ignore[attr-defined]
        return fields_asked_for(self.request, known)


class PublicViewSet(PublicListViewSet, RetrieveModelMixin):
    """Rows that have an address of their own, at which more may be said of them."""

    lookup_value_regex = r"[A-Za-z0-9_-]{1,80}"
    detail_serializer_class: type[BaseSerializer[Any]] | None = None

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        return super().retrieve(request, *args, **kwargs)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        if self.action == "retrieve" and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_object(self) -> Any:
        """The row of the address. Raises `NotFound`, also for one that is not public."""
        key = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        found = self.get_queryset().filter(**self.lookups(key)).first()
        if found is None:
            raise NotFound(_("There is nothing public at “%(key)s” here.") % {"key": key})
        return found

    def lookups(self, key: str) -> dict[str, Any]:
        """How the key in an address finds its row."""
        return {self.lookup_field: key}
