"""How a command refuses its arguments: one line on stderr, exit code 2, no traceback."""

import re
import sys
from collections.abc import Iterable
from textwrap import shorten
from typing import NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.exceptions import UnknownYear
from reporting.models import ReportingYear
from reporting.queries.years import get_year


def refuse(command: BaseCommand, message: str) -> NoReturn:
    """Print `message` on stderr and exit with code 2."""
    command.stderr.write(message)
    sys.exit(2)


def year_or_refuse(command: BaseCommand, value: str) -> ReportingYear:
    """Return the reporting year `value`; refuse what is not a number or does not exist."""
    if not re.fullmatch(r"[0-9]{1,4}", value):
        refuse(command, _("“%(words)s” is not a year.") % {"words": shorten(value, 40)})
    try:
        return get_year(int(value))
    except UnknownYear as error:
        refuse(command, str(error))


def choice_or_refuse(command: BaseCommand, option: str, value: str, choices: Iterable[str]) -> str:
    """Return `value` if it is one of `choices`; the refusal names the `option`."""
    known = list(choices)
    if value not in known:
        refuse(
            command,
            _("Unknown %(what)s “%(words)s”. Known: %(known)s.")
            % {"what": option, "words": value, "known": ", ".join(known)},
        )
    return value
