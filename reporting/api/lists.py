"""What every list and detail of the API has in common: its pages, and what it refuses to pass over."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from reporting.api import pagination
from reporting.query_params import validate_query_params

_UNNAMED = frozenset({"format"})  # DRF's own


class ListView(GenericAPIView[Any]):
    """The list is named by `resource`; its rows stand in `ordering`, of which the first is unique."""

    resource: str
    ordering: tuple[str, ...] = ("sort_key",)
    known_everywhere: frozenset[str] = frozenset({"format"})

    def refuse_unknown_parameters(self, request: Request, *, in_list: bool) -> None:
        """Raise `ValidationError` that names a parameter unknown here, empty, or given twice."""
        known: set[str] = set()
        if in_list:
            filters = getattr(self, "filterset_class", None)
            known |= {*pagination.PARAMETERS, *(filters.base_filters if filters else ())}
        known |= self.known_everywhere - _UNNAMED
        if strange := validate_query_params(request.query_params, known, unnamed=_UNNAMED):
            name, words = strange
            raise ValidationError({name: [words]})
