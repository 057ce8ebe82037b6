"""What every list and detail of the API has in common: its pages, and what it refuses to pass over."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from reporting.api import pagination
from reporting.parameters import strange_parameter

_UNNAMED = frozenset({"format"})  # DRF's own


class ListView(GenericAPIView[Any], ABC):
    """The list is named by `noun`; its narrow rows stand in `order`.

    Long rows are looked for by their narrow columns first and then opened; short ones are read at
    once (`is_short`).
    """

    noun: str
    is_short = False
    order: Sequence[str]
    known_everywhere: frozenset[str] = frozenset({"format"})

    @abstractmethod
    def whole(self) -> QuerySet[Any]:
        """Rows with all that the answer shows."""

    def opened(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The narrow rows with the same, of a list whose rows are short."""
        return self.whole() & rows

    def number_of(self, rows: QuerySet[Any]) -> int:
        """Of the narrow rows in the whole list. Takes one query."""
        return rows.count()

    def refuse_strange_parameters(self, request: Request, *, in_list: bool) -> None:
        """Raise `ValidationError` that names a parameter unknown here, empty, or given twice."""
        known: set[str] = set()
        if in_list:
            filters = getattr(self, "filterset_class", None)
            known |= {*pagination.PARAMETERS, *(filters.base_filters if filters else ())}
        known |= self.known_everywhere - _UNNAMED
        if strange := strange_parameter(request.query_params, known, unnamed=_UNNAMED):
            name, words = strange
            raise ValidationError({name: [words]})
