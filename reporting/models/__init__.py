"""What is reported: years, chapters, entries, financing, and the report's own parts."""

from reporting.models.entry import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryLink,
    Event,
)
from reporting.models.financing import Financing
from reporting.models.loaded import LoadedRecord
from reporting.models.narrative import Highlight, HighlightEntry, Narrative
from reporting.models.submission import Submission, SubmissionActivity
from reporting.models.version import EntryVersion
from reporting.models.year import ReportCover, ReportingYear

__all__ = [
    "Entry",
    "EntryActivity",
    "EntryCountry",
    "EntryLink",
    "EntryVersion",
    "Event",
    "Financing",
    "Highlight",
    "HighlightEntry",
    "LoadedRecord",
    "Narrative",
    "ReportCover",
    "ReportingYear",
    "Submission",
    "SubmissionActivity",
]
