"""The Word document while it is being written."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from docx import Document as new_document
from docx.blkcntnr import BlockItemContainer
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reporting.document.content import Report
from reporting.document.word.lists import Numbering
from reporting.document.word.oxml import add_run, element
from reporting.document.word.styles import define_styles

_WORD_LANGUAGES = {"en": "en-US", "es": "es-419", "fr": "fr-FR", "pt": "pt-BR"}
CONTENTS_LEVELS = 3


@dataclass(frozen=True)
class ContentsLine:
    """A heading in the table of contents; `anchor` is the bookmark around it."""

    level: int
    text: str
    anchor: str


class Book:
    """A Word document with the portal's styles, and what has been written into it so far."""

    def __init__(self, report: Report, *, mark: str = "") -> None:
        """`mark` stands at the head of each page, for a report that is a draft "Draft".

        The mark of a demonstration stands before it.
        """
        self.report = report
        marks = [_("Demonstration")] if report.is_demonstration else []
        if mark or report.is_draft:
            marks.append(mark or _("Draft"))
        self.mark = " · ".join(marks)
        self.document = new_document()
        self.body: BlockItemContainer = self.document._body
        define_styles(self.document, language=word_language(report.language))
        self.numbering = Numbering(self.document)
        self.contents: list[ContentsLine] = []
        self.begins_page = False
        self._bookmarks = 0

    def heading(self, level: int, text: str, anchor: str = "", style: str = "") -> Paragraph:
        """Add a heading. With an `anchor` it is listed in the table of contents."""
        paragraph = self.body.add_paragraph(style=style or f"Heading {level}")
        add_run(paragraph, text)
        if self.begins_page:
            paragraph.paragraph_format.space_before = 0
            self.begins_page = False
        if anchor and level <= CONTENTS_LEVELS:
            self.contents.append(ContentsLine(level, text, anchor))
            self.bookmark(paragraph, anchor)
        return paragraph

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Put a bookmark around the content that the paragraph has so far."""
        self._bookmarks += 1
        identifier = str(self._bookmarks)
        start = element("bookmarkStart", id=identifier, name=name)
        first = paragraph._p.find(qn("w:r"))
        if first is None:
            paragraph._p.append(start)
        else:
            first.addprevious(start)
        paragraph._p.append(element("bookmarkEnd", id=identifier))


def break_before(heading: Paragraph) -> None:
    """Begin a new page before the heading."""
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.space_before = 0


def word_language(code: str) -> str:
    """The language tag for Word, such as "en-US"."""
    return _WORD_LANGUAGES.get(code, code)


def anchor_to(*parts: str | int) -> str:
    """The name of a bookmark. The leading underscore hides it in Word's list of bookmarks."""
    return "_" + re.sub(r"\W", "_", "_".join(str(part) for part in parts))[:39]


def numbered(number: str | int, heading: str) -> str:
    """A heading with its number: "B.1. Andean Community"; without a number only the heading."""
    return f"{number}. {heading}" if number else heading
