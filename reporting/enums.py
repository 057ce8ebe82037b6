"""The enumerations of reporting. The labels are shown to people, the values are stored."""

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

    @property
    def place(self) -> int:
        """The place of the column in the table, 0 to 2."""
        return list(EntryKind).index(self)


def column_year(kind: str, report_year: int) -> int:
    """Return the calendar year that the column `kind` is about in the report of `report_year`.

    The third column, "planned for next year", is about the year after the report's.
    """
    return report_year + _years_ahead(kind)


def report_year(kind: str, column_year: int) -> int:
    """Return the year of the report whose column `kind` is about `column_year`."""
    return column_year - _years_ahead(kind)


def _years_ahead(kind: str) -> int:
    return 1 if kind == EntryKind.NEXT_YEAR else 0


class CoverageStatus(TextChoices):
    """What chapters say of a Program activity; see `reporting.queries.coverage`."""

    REPORTED = "reported", _("reported")
    PLANNED = "planned", _("planned")
    LISTED = "listed", _("listed")
    DECLARED_NOTHING = "declared-nothing", _("declared nothing to report")
    NOTHING_REPORTED = "nothing-reported", _("nothing reported")
    NOT_ASSIGNED = "not-assigned", _("not assigned")

    @property
    def explanation(self) -> str:
        """When the status applies, as a phrase for the legend of a table."""
        return str(_EXPLANATIONS[self.value])


_EXPLANATIONS = {
    "reported": _("an executed entry names the activity"),
    "planned": _("a planned or next-year entry names it"),
    "listed": _("a chapter lists it, no entry names it"),
    "declared-nothing": _("its implementer declared nothing to report"),
    "nothing-reported": _("assigned; no chapter lists or names it"),
    "not-assigned": _("no assignment is on record"),
}


class Outcome(TextChoices):
    """What somebody can state of a planned entry."""

    CARRIED_OUT = "carried_out", _("carried out")
    UNDER_WAY = "under_way", _("under way")
    POSTPONED = "postponed", _("postponed")
    DROPPED = "dropped", _("dropped")


# Stated of plans that nothing was done about: no executed entry is expected, and a reason is kept.
NOT_PURSUED = (Outcome.POSTPONED, Outcome.DROPPED)
# The effective outcome of a plan without a stated one that an executed entry continues.
FOLLOWED_UP = "followed_up"
EFFECTIVE_OUTCOMES = (*Outcome.choices, (FOLLOWED_UP, _("followed up")))
_OUTCOME_WORDS = dict(EFFECTIVE_OUTCOMES)


def outcome_words(outcome: str) -> str:
    """Return the label of an effective outcome, which is not empty."""
    return str(_OUTCOME_WORDS[outcome])


class OutcomeSource(TextChoices):
    """How the effective outcome of a plan is known. `LINK` is never stored."""

    IMPLEMENTER = "implementer", _("stated by the implementer")
    REPORT = "report", _("stated in the printed report")
    LINK = "link", _("suggested by a link")


class TitleSource(TextChoices):
    """Who wrote the short title of an entry or of an event. It is no text of the report."""

    IMPLEMENTER = "implementer", _("written by the implementer")
    SECRETARIAT = "secretariat", _("written by the secretariat")
    EDITORIAL = "editorial", _("editorial title, not a text of the report")
    PROPOSED = "proposed", _("proposed from the text and confirmed by a person")


class MarkSource(TextChoices):
    """Who assigned a theme to an entry, or marked an entry or event as background."""

    IMPLEMENTER = "implementer", _("by the implementer")
    SECRETARIAT = "secretariat", _("by the secretariat")
    EDITORIAL = "editorial", _("editorially, after the text")


class CountryRole(TextChoices):
    """How an entry concerns a country; defined in docs/fixtures.md."""

    PLACE = "place", _("where it happened")
    PARTICIPANT = "participant", _("took part")
    BENEFICIARY = "beneficiary", _("benefited")
    ORIGIN = "origin", _("country of origin")
    SUBJECT = "subject", _("spoken about")
    FUNDER = "funder", _("paid")
    MENTIONED = "mentioned", _("only mentioned")


def concerns(role: str) -> bool:
    """Whether an entry concerns a country that it names in this role; a mention alone is none.

    Queries ask `EntryCountry.objects.concerning()`.
    """
    return role != CountryRole.MENTIONED


class Precision(TextChoices):
    """How exactly a date is known. A month or a year is stored as its first and last day."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class FinancingKind(TextChoices):
    REGULAR_FUND = "regular_fund", _("regular fund")
    SPECIFIC_FUND = "specific_fund", _("specific fund")
    EXTERNAL = "external_contribution", _("external contribution")
    OTHER = "other", _("other")


class FinancingState(TextChoices):
    """The financing state of a chapter. "None stated" and "not applicable" are not the same."""

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


class RemarkKind(TextChoices):
    """Whether a remark was written by itself or with the return or reopening of the chapter."""

    REMARK = "remark", _("remark")
    RETURN = "return", _("chapter returned")
    REOPEN = "reopen", _("chapter reopened")


class FileFormat(TextChoices):
    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class IssueState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("in work")
    DONE = "done", _("issued")
    FAILED = "failed", _("failed")


class CheckState(TextChoices):
    """The state of a run of the checks in the background."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("finished")
    FAILED = "failed", _("failed")


class ImportState(TextChoices):
    """What became of an item of an imported file."""

    OPEN = "open", _("to review")
    ACCEPTED = "accepted", _("accepted")
    SKIPPED = "skipped", _("skipped")


class LogAct(TextChoices):
    """The acts in the log. Those of `workflow.Act` have the same values."""

    OPEN_YEAR = "open_year", _("opened the year")
    REOPEN_YEAR = "reopen_year", _("opened the year again")
    CHANGE_YEAR = "change_year", _("changed the dates of the year")
    CLOSE_YEAR = "close_year", _("closed the year")
    EXTEND = "extend", _("extended the time for the chapter")
    EDIT = "edit", _("edited an entry")
    ADD = "add", _("added an entry")
    DELETE = "delete", _("deleted an entry")
    UNDELETE = "undelete", _("brought an entry back")
    MOVE = "move", _("moved an entry")
    ATTACH = "attach", _("attached a file")
    REMOVE_ATTACHMENT = "remove_attachment", _("removed an attached file")
    RESTORE_ATTACHMENT = "restore_attachment", _("restored an attached file")
    EDIT_WORDS = "edit_words", _("edited the words of the chapter")
    EDIT_FINANCING = "edit_financing", _("edited the financing")
    SUBMIT = "submit", _("submitted the chapter")
    DECLARE_NOTHING = "declare_nothing", _("declared that there is nothing to report")
    WITHDRAW = "withdraw", _("withdrew the chapter")
    BEGIN_REVIEW = "begin_review", _("began the review")
    RETURN = "return", _("returned the chapter")
    ACCEPT = "accept", _("accepted the chapter")
    REOPEN = "reopen", _("reopened the chapter")
    REMARK = "remark", _("wrote a remark")
    RESOLVE = "resolve", _("resolved a remark")
    TAKE_SUGGESTION = "take_suggestion", _("took over a suggested text")
    DISMISS = "dismiss", _("dismissed a finding")
    RECALL = "recall", _("took back a dismissal")
    EDIT_NARRATIVE = "edit_narrative", _("edited a part of the report")
    EDIT_HIGHLIGHTS = "edit_highlights", _("edited the highlights")
    EDIT_COVER = "edit_cover", _("edited the cover of the report")
    REMIND = "remind", _("sent a reminder")
    ISSUE = "issue", _("issued an edition")
    BEGIN_CORRECTION = "begin_correction", _("began a correction of what is issued")
    JOIN_EVENTS = "join_events", _("confirmed that events are the same")
    SEPARATE_EVENTS = "separate_events", _("separated events")
    LINK_CONTRIBUTOR = "link_contributor", _("linked a text to a contributor")
    UNLINK_CONTRIBUTOR = "unlink_contributor", _("took back a link to a contributor")
    # Of no year.
    REMOVE_DEMONSTRATION = "remove_demonstration", _("removed a demonstration year")
    CORRECT_REGISTER = "correct_register", _("corrected the register")
    FILL_REGISTER = "fill_register", _("filled the register from a file")
    CORRECT_REFERENCE = "correct_reference", _("corrected reference data")
    # Written by the migration that added them to the entries of 2011.
    ADD_EDITORIAL = "add_editorial", _("added editorial titles, themes and marks")
    # Written by the migration that corrected tags, places and links of the entries of 2011.
    CORRECT_ENTRY = "correct_entry", _("corrected an entry")
    # Written by migration 0026. The text may not have been shown as it was typed.
    CONVERT_TEXT = "convert_text", _("converted a text")
    # Written by migration 0028. Outcomes that files had given without the words of the report.
    CORRECT_OUTCOME = "correct_outcome", _("corrected an outcome")


# The acts that increase the content version of a chapter, or of the year.
CONTENT_ACTS = frozenset(
    {
        LogAct.EDIT,
        LogAct.ADD,
        LogAct.DELETE,
        LogAct.UNDELETE,
        LogAct.MOVE,
        LogAct.ATTACH,
        LogAct.REMOVE_ATTACHMENT,
        LogAct.RESTORE_ATTACHMENT,
        LogAct.EDIT_WORDS,
        LogAct.EDIT_FINANCING,
        LogAct.SUBMIT,
        LogAct.DECLARE_NOTHING,
        LogAct.WITHDRAW,
        LogAct.RETURN,
        LogAct.ACCEPT,
        LogAct.REOPEN,
        LogAct.EDIT_NARRATIVE,
        LogAct.EDIT_HIGHLIGHTS,
        LogAct.EDIT_COVER,
        LogAct.CORRECT_OUTCOME,
        LogAct.CORRECT_ENTRY,
    }
)
