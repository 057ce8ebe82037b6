"""How the source of a plan's outcome is worded, for pages and the document alike."""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.enums import OutcomeSource


def outcome_statement(
    source: str, *, stated_by: str, day: datetime.date | None, quotation: str
) -> str:
    """Return how the outcome is known, in the active language.

    `source` is an `OutcomeSource`, or empty where that is unknown: then the answer is empty too.
    `day` is set if the implementer states the outcome.
    """
    if source == OutcomeSource.IMPLEMENTER and day is not None:
        return _("stated by %(implementer)s, %(day)s") % {
            "implementer": stated_by,
            "day": date_format(day, "j F Y"),
        }
    if source == OutcomeSource.REPORT:
        return _("stated in the printed report: “%(words)s”") % {"words": quotation}
    if source == OutcomeSource.LINK:
        return _("an executed entry continues the plan, no outcome is stated")
    return ""
