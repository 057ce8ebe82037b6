"""How a command says no: one clear line on stderr, exit code 2, no traceback."""

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
    """Print `message` on stderr and end the process with code 2."""
    command.stderr.write(message)
    sys.exit(2)


def year_or_refuse(command: BaseCommand, words: str) -> ReportingYear:
    """The reporting year that `words` names; refuses what is no number or not on record."""
    if not re.fullmatch(r"[0-9]{1,4}", words):
        refuse(command, _("“%(words)s” is not a year.") % {"words": shorten(words, 40)})
    try:
        return get_year(int(words))
    except UnknownYear as error:
        refuse(command, str(error))


def choice_or_refuse(command: BaseCommand, what: str, words: str, choices: Iterable[str]) -> str:
    """`words` when it is one of `choices`; `what` names the option in the refusal."""
    known = list(choices)
    if words not in known:
        refuse(
            command,
            _("Unknown %(what)s “%(words)s”. Known: %(known)s.")
            % {"what": what, "words": words, "known": ", ".join(known)},
        )
    return words
