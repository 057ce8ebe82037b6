"""What every list and detail of the API has in common: its pages, and what it refuses to pass over."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request

from reporting.api import pagination


class ListView(GenericAPIView[Any], ABC):
    """The list is named by `noun`; its narrow rows stand in `order`.

    Long rows are looked for by their narrow columns first and then opened; a list of few rows is
    read at once (`is_short`).
    """

    noun: str
    is_short = False
    order: Sequence[str]
    known_everywhere: frozenset[str] = frozenset({"format"})

    @abstractmethod
    def whole(self) -> QuerySet[Any]:
        """Rows with all that the answer shows."""

    def refuse_strange_parameters(self, request: Request, *, in_list: bool) -> None:
        """Raise `ValidationError` that names a parameter unknown here, empty, or given twice.

        A typing error would otherwise be answered with everything.
        """
        known = set(self.known_everywhere)
        if in_list:
            filters = getattr(self, "filterset_class", None)
            known |= {*pagination.PARAMETERS, *(filters.base_filters if filters else ())}
        for name, values in request.query_params.lists():
            if name not in known:
                words = _("There is no such parameter here. Known: %(known)s.")
                named = ", ".join(sorted(known - {"format"}))
                raise ValidationError({name[:60]: [words % {"known": named}]})
            if len(values) > 1:
                raise ValidationError({name: [_("Give this parameter once.")]})
            if not values[0]:
                raise ValidationError({name: [_("Give this parameter a value, or leave it out.")]})
