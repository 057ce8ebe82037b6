"""The fixed vocabularies of reporting. Words shown to people; values kept in the database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubmissionStatus(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


class Origin(TextChoices):
    PORTAL = "portal", _("written in the portal")
    IMPORT = "import", _("imported from a printed report")


class EntryKind(TextChoices):
    """The columns of the official table."""

    PLANNED = "planned", _("planned")
    EXECUTED = "executed", _("executed")
    NEXT_YEAR = "next_year", _("planned for next year")


class Outcome(TextChoices):
    """What became of a planned entry."""

    CARRIED_OUT = "carried_out", _("carried out")
    UNDER_WAY = "under_way", _("under way")
    POSTPONED = "postponed", _("postponed")
    DROPPED = "dropped", _("dropped")


class CountryRole(TextChoices):
    """How an entry concerns a country; defined in docs/fixtures.md."""

    PLACE = "place", _("where it happened")
    PARTICIPANT = "participant", _("took part")
    BENEFICIARY = "beneficiary", _("benefited")
    ORIGIN = "origin", _("country of origin")
    SUBJECT = "subject", _("spoken about")
    FUNDER = "funder", _("paid")
    MENTIONED = "mentioned", _("only mentioned")


class Precision(TextChoices):
    """How exactly a date is known; a month or a year is kept as its first and last day."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class FinancingKind(TextChoices):
    REGULAR_FUND = "regular_fund", _("regular fund")
    SPECIFIC_FUND = "specific_fund", _("specific fund")
    EXTERNAL = "external_contribution", _("external contribution")
    OTHER = "other", _("other")


class FinancingState(TextChoices):
    """Three different things, never to be mistaken for one another."""

    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NONE_STATED = "none_stated", _("none stated")
    STATED = "stated", _("stated")


class NarrativeKind(TextChoices):
    """The report's own parts, in the order in which they are printed."""

    BACKGROUND = "background", _("Background")
    OBJECTIVES = "objectives", _("Program objectives")
    INTRODUCTION = "introduction", _("Annual activities report")
    AFTER_HIGHLIGHTS = "after_highlights", _("After the highlights")
    CONCLUSION = "conclusion", _("Conclusion")
