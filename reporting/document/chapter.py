"""One chapter as a document of its own, for a purpose: as a draft, or to be signed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.document.assemble import assemble_chapter
from reporting.document.content import Chapter, Report
from reporting.document.formats import Format
from reporting.models import Submission


class Purpose(StrEnum):
    """What a chapter is printed for. `COPY` is the copy of a chapter that is accepted."""

    DRAFT = "draft"
    SIGNATURE = "signature"
    COPY = "copy"


_SIGNED = {Purpose.DRAFT, Purpose.SIGNATURE}
FORMATS = (Format.PDF, Format.DOCX)


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


def chapter_document(
    submission: Submission, *, purpose: str, file_format: str, language: str = ""
) -> bytes:
    """Return the chapter at work as a file: a PDF or a Word document (`FORMATS`).

    `purpose` is a `Purpose`; it decides what each page is marked with and whether there is a place
    for a signature. Without a `language` it is printed in that of the year. The caller has checked
    that the person may read the chapter.
    """
    language = language or submission.reporting_year.language
    with override(language):
        document = ChapterDocument(
            report=assemble_chapter(submission, language=language),
            purpose=purpose,
            version=submission.content_version,
            printed_on=localdate(),
        )
        # Only the renderer that is needed is imported, because each imports a large library.
        renderer = import_string(f"reporting.document.{file_format}.render_chapter_{file_format}")
        return cast(Callable[[ChapterDocument], bytes], renderer)(document)
