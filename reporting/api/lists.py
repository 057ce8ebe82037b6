"""The base class of every list and detail of the API: pages and unknown parameters."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from reporting.api import pagination
from reporting.query_params import validate_query_params

_NOT_LISTED = frozenset({"format"})  # of DRF; accepted, but not named in messages


class ListView(GenericAPIView[Any]):
    """A view whose list is named `resource`. The first field of `ordering` must be unique."""

    resource: str
    ordering: tuple[str, ...] = ("sort_key",)
    known_everywhere: frozenset[str] = frozenset({"format"})

    def refuse_unknown_parameters(self, request: Request, *, in_list: bool) -> None:
        """Raise `ValidationError` that names a parameter which is unknown, empty, or sent twice.

        `in_list` also accepts the filters and the parameters of pagination.
        """
        known: set[str] = set()
        if in_list:
            filters = getattr(self, "filterset_class", None)
            known |= {*pagination.PARAMETERS, *(filters.base_filters if filters else ())}
        known |= self.known_everywhere - _NOT_LISTED
        if problem := validate_query_params(request.query_params, known, unnamed=_NOT_LISTED):
            name, message = problem
            raise ValidationError({name: [message]})
