"""The base classes of the public lists and details, which need no token."""

from typing import Any

from django.utils.cache import patch_cache_control, patch_vary_headers
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
from reporting.api.tokens import OptionalBearerTokens


class PublicListViewSet(ListView, ListModelMixin, GenericViewSet[Any]):
    """A public list; `fields` chooses the fields of its rows."""

    authentication_classes = [OptionalBearerTokens]
    permission_classes = [AllowAny]
    known_everywhere = frozenset({sparse_fields.PARAMETER, "format"})

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown_parameters(request, in_list=True)
        return super().list(request, *args, **kwargs)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Let caches store a successful response, but revalidate it with its ETag each time.

        It is stored apart for each token, because whether the request is answered depends on it.
        """
        final_response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final_response, ["Authorization"])
        if final_response.status_code == 200:
            patch_cache_control(final_response, public=True, no_cache=True)
        return final_response

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer[Any]:
        serializer = super().get_serializer(*args, **kwargs)
        self.fields.keep(serializer)
        return serializer

    @cached_property
    def fields(self) -> SparseFields:
        """The fields of the response. Raises `ValidationError`."""
        if getattr(self, "swagger_fake_view", False) or not sparse_fields.asks(self.request):
            return sparse_fields.ALL
        known = self.get_serializer_class()().fields  # type: ignore[attr-defined]
        return fields_asked_for(self.request, known)


class PublicViewSet(PublicListViewSet, RetrieveModelMixin):
    """A public list with a detail for each row, which may have more fields."""

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
        """The row that the address names. Raises `NotFound`, also when the row is not public."""
        key = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        row = self.get_queryset().filter(**self.lookups(key)).first()
        if row is None:
            raise NotFound(_("There is nothing public at “%(key)s” here.") % {"key": key})
        return row

    def lookups(self, key: str) -> dict[str, Any]:
        """The lookups that find the row with the key in the address."""
        return {self.lookup_field: key}
