"""`?fields=id,text`: choosing the fields of a response."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, ListSerializer, Serializer

PARAMETER = "fields"
_LONGEST_NAME = 60


class SparseFields:
    """The fields of a response: the chosen ones, or all."""

    def __init__(self, chosen: Iterable[str] = ()) -> None:
        self._chosen = frozenset(chosen)

    def want(self, *names: str) -> bool:
        """Whether any of these fields is in the response, so that its data must be loaded."""
        return not self._chosen or not self._chosen.isdisjoint(names)

    def keep(self, serializer: BaseSerializer[Any]) -> None:
        """Remove the other fields from a serializer, or from that of each row."""
        row = serializer.child if isinstance(serializer, ListSerializer) else serializer
        if isinstance(row, Serializer):
            for name in [name for name in row.fields.keys() if not self.want(name)]:  # noqa: SIM118
                del row.fields[name]


ALL = SparseFields()


def asks(request: Request) -> bool:
    """Whether the request chooses fields."""
    return bool(request.query_params.get(PARAMETER))


def fields_asked_for(request: Request, known: Iterable[str]) -> SparseFields:
    """The fields that the request chooses.

    Raises `ValidationError` for an unknown field; the message names the `known` ones.
    """
    names, known = request.query_params[PARAMETER].split(","), list(known)
    for name in names:
        if name not in known:
            raise ValidationError(
                {
                    PARAMETER: [
                        _("“%(name)s” is no field of this answer. It has: %(known)s.")
                        % {"name": name[:_LONGEST_NAME], "known": ", ".join(known)}
                    ]
                }
            )
    return SparseFields(names)
