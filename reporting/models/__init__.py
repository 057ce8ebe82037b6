"""The data of reporting: years, chapters, entries, financing, and the report's own parts."""

from reporting.models.attachment import Attachment, EditionAttachment
from reporting.models.background_check import BackgroundCheck
from reporting.models.contributor import EntryContributor
from reporting.models.dismissal import Dismissal
from reporting.models.editing import EditingPresence, WritingDraft
from reporting.models.edition import Edition, EditionFile, Issuing, PrintedPlace
from reporting.models.entry import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryLink,
    Event,
    EventSubject,
)
from reporting.models.entry_document import EntryDocument
from reporting.models.entry_theme import EntryTheme
from reporting.models.financing import Financing
from reporting.models.imported import ImportedFile, ImportedItem
from reporting.models.loaded import LoadedRecord
from reporting.models.log import LogEntry
from reporting.models.mail import Delivery, Digest, MailKind, MailPreference, Notification
from reporting.models.narrative import Highlight, HighlightEntry, Narrative
from reporting.models.occasion import Occasion, OccasionEvent
from reporting.models.reference_version import ReferenceVersion
from reporting.models.register_file import RegisterFile
from reporting.models.remark import Remark
from reporting.models.search import SearchDocument
from reporting.models.submission import Submission, SubmissionActivity
from reporting.models.version import EntryVersion
from reporting.models.year import ReportCover, ReportingYear

__all__ = [
    "Attachment",
    "BackgroundCheck",
    "Delivery",
    "Digest",
    "Dismissal",
    "EditingPresence",
    "Edition",
    "EditionAttachment",
    "EditionFile",
    "Entry",
    "EntryActivity",
    "EntryContributor",
    "EntryCountry",
    "EntryDocument",
    "EntryLink",
    "EntryTheme",
    "EntryVersion",
    "Event",
    "EventSubject",
    "Financing",
    "Highlight",
    "HighlightEntry",
    "ImportedFile",
    "ImportedItem",
    "Issuing",
    "LoadedRecord",
    "LogEntry",
    "MailKind",
    "MailPreference",
    "Narrative",
    "Notification",
    "Occasion",
    "OccasionEvent",
    "PrintedPlace",
    "ReferenceVersion",
    "RegisterFile",
    "Remark",
    "ReportCover",
    "ReportingYear",
    "SearchDocument",
    "Submission",
    "SubmissionActivity",
    "WritingDraft",
]
