"""What is reported: years, chapters, entries, financing, and the report's own parts."""

from reporting.models.entry import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryDocument,
    EntryLink,
    Event,
)
from reporting.models.financing import Financing
from reporting.models.loaded import LoadedRecord
from reporting.models.mail import Delivery, Digest, MailKind, MailPreference, Notification
from reporting.models.narrative import Highlight, HighlightEntry, Narrative
from reporting.models.presence import EditingPresence
from reporting.models.submission import Submission, SubmissionActivity
from reporting.models.version import EntryVersion
from reporting.models.writing import WritingDraft
from reporting.models.year import ReportCover, ReportingYear

__all__ = [
    "Delivery",
    "Digest",
    "EditingPresence",
    "Entry",
    "EntryActivity",
    "EntryCountry",
    "EntryDocument",
    "EntryLink",
    "EntryVersion",
    "Event",
    "Financing",
    "Highlight",
    "HighlightEntry",
    "LoadedRecord",
    "MailKind",
    "MailPreference",
    "Narrative",
    "Notification",
    "ReportCover",
    "ReportingYear",
    "Submission",
    "SubmissionActivity",
    "WritingDraft",
]
