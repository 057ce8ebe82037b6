"""Validating query parameters: each must be known, given once, and not empty."""

from collections.abc import Set

from django.http import QueryDict
from django.utils.translation import gettext as _

_MAX_ECHOED_NAME = 60  # characters of a name that the message repeats


def validate_query_params(
    params: QueryDict, known: Set[str], *, unnamed: Set[str] = frozenset()
) -> tuple[str, str] | None:
    """Return (name, message) of the first invalid parameter, None when all are valid.

    A parameter is invalid if it is unknown, empty or given twice. Otherwise a typing error would
    return everything, and the last of two values half of what was requested. `unnamed` parameters
    are accepted but not listed in the message.
    """
    for name, values in params.lists():
        if name not in known | unnamed:
            known_names = ", ".join(sorted(known)) or _("none")
            message = _("There is no such parameter here. Known: %(known)s.") % {
                "known": known_names
            }
            return name[:_MAX_ECHOED_NAME], message
        if len(values) > 1:
            return name, _("Give this parameter once.")
        if not values[0]:
            return name, _("Give this parameter a value, or leave it out.")
    return None
