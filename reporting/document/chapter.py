"""The content of one chapter as a document of its own, for a purpose.

`reporting.document.assemble.chapter_document` makes the file.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.document.content import Chapter, Report
from reporting.enums import FileFormat


class Purpose(StrEnum):
    """What a chapter is printed for. `COPY` is the copy of a chapter that is accepted."""

    DRAFT = "draft"
    SIGNATURE = "signature"
    COPY = "copy"


_SIGNED = {Purpose.DRAFT, Purpose.SIGNATURE}
FORMATS = (FileFormat.PDF, FileFormat.DOCX)


@dataclass(frozen=True)
class ChapterDocument:
    """A chapter with what is printed around it, in the active language.

    `report` has this chapter alone. `version` is the content version of the chapter.
    """

    report: Report
    purpose: str
    version: int
    printed_on: datetime.date

    @property
    def chapter(self) -> Chapter:
        return self.report.chapters[0]

    @property
    def title(self) -> str:
        return f"{self.chapter.heading} ({self.report.year})"

    @property
    def running(self) -> str:
        """The running head: whose chapter of which report it is."""
        return f"{self.chapter.acronym} · {self.report.year}"

    @property
    def mark(self) -> str:
        """What is printed on each page: the purpose, the version and the day."""
        marks = {
            Purpose.DRAFT: _("Draft, version %(version)d, %(day)s"),
            Purpose.SIGNATURE: _("For signature, version %(version)d, %(day)s"),
            Purpose.COPY: _("Copy of the accepted chapter, version %(version)d, %(day)s"),
        }
        day = date_format(self.printed_on, "j F Y")
        return marks[Purpose(self.purpose)] % {"version": self.version, "day": day}

    @property
    def is_signed(self) -> bool:
        """Whether the document has a place for a signature."""
        return self.purpose in _SIGNED

    @property
    def signed_for(self) -> str:
        return _("For %(implementer)s, version %(version)d of the chapter:") % {
            "implementer": self.chapter.full_name,
            "version": self.version,
        }

    @property
    def signature_lines(self) -> tuple[str, ...]:
        return (_("Name"), _("Position"), _("Place and date"), _("Signature"))
