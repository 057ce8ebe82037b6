"""The file formats of a report."""

from enum import StrEnum
from typing import cast

from django.utils.module_loading import import_string

from reporting.document.chapter import ChapterDocument
from reporting.document.content import Report


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


def render(report: Report, *, file_format: str, layout: str) -> bytes:
    """The report as a file of `file_format` (a `Format`) in `layout` (a `Layout`).

    Only the renderer that is needed is imported, because each imports a large library.
    """
    renderer = import_string(f"reporting.document.{file_format}.render_{file_format}")
    rendered = renderer(report, layout=layout)
    return rendered.encode() if isinstance(rendered, str) else cast(bytes, rendered)


def render_chapter(document: ChapterDocument, *, file_format: str) -> bytes:
    """A chapter as a file of `file_format`, PDF or Word, in the active language."""
    renderer = import_string(f"reporting.document.{file_format}.render_chapter_{file_format}")
    return cast(bytes, renderer(document))
