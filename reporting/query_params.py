"""The parameters of an address that gives data: each is known, stands once and has a value."""

from collections.abc import Set

from django.http import QueryDict
from django.utils.translation import gettext as _

_LONGEST_NAME = 60  # of a name that is repeated to its sender


def validate_query_params(
    given: QueryDict, known: Set[str], *, unnamed: Set[str] = frozenset()
) -> tuple[str, str] | None:
    """(the name of the first that cannot be, what to say of it); None when all can.

    It is unknown, empty or given twice: a typing error would otherwise be answered with everything,
    and the last of two values with half of what was asked for. `unnamed` are known and not told.
    """
    for name, values in given.lists():
        if name not in known | unnamed:
            named = ", ".join(sorted(known)) or _("none")
            words = _("There is no such parameter here. Known: %(known)s.") % {"known": named}
            return name[:_LONGEST_NAME], words
        if len(values) > 1:
            return name, _("Give this parameter once.")
        if not values[0]:
            return name, _("Give this parameter a value, or leave it out.")
    return None
