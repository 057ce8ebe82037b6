"""The report as a Word document (US Letter), with real headings, fields and lists."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.document.chapter import ChapterDocument
from reporting.document.content import Chapter, Group, Report, Section
from reporting.document.layout import Layout, set_as_matrix
from reporting.document.word.attachments import write_attachments
from reporting.document.word.book import Book, anchor_to, numbered, word_language
from reporting.document.word.contents import fill_contents, start_contents
from reporting.document.word.cover import write_cover
from reporting.document.word.imprint import write_imprint
from reporting.document.word.matrix import write_matrix
from reporting.document.word.overview import write_overview
from reporting.document.word.oxml import add_run
from reporting.document.word.package import finish
from reporting.document.word.pages import first_pages, next_pages, only_pages
from reporting.document.word.parts import write_opening, write_part
from reporting.document.word.prose import write_nothing_declared, write_prose
from reporting.document.word.register import write_register
from reporting.document.word.signature import write_signature

_PART, _SECTION, _CHAPTER = 1, 2, 3


def render_docx(report: Report, *, layout: str) -> bytes:
    """The report as a Word file in `layout` (a `Layout`). The same report gives the same bytes.

    Word adds the page numbers of the table of contents when it opens the file.
    """
    with override(report.language):
        book = Book(report)
        first_pages(book, running=_("Annual report %(year)s") % {"year": report.year})
        write_cover(book)
        contents = start_contents(book)
        write_overview(book)
        write_register(book)
        write_opening(book)
        for section in report.sections:
            _write_section(book, section, layout)
        _write_conclusion(book)
        write_attachments(book)
        write_imprint(book)
        fill_contents(book, contents)
        return finish(book.document, report, language=word_language(report.language))


def render_chapter_docx(document: ChapterDocument) -> bytes:
    """A chapter as a Word file, in the active language."""
    report, chapter = document.report, document.chapter
    book = Book(report, mark=document.mark)
    as_matrix = set_as_matrix(chapter, Layout.READING)
    only_pages(book, landscape=as_matrix, running=document.running)
    add_run(book.body.add_paragraph(style="Body Text"), f"{report.title} · {report.year}")
    book.heading(_PART, chapter.heading)
    add_run(book.body.add_paragraph(style="Body Text"), document.mark, "Draft")
    write_nothing_declared(book, chapter)
    (write_matrix if as_matrix else write_prose)(book, chapter)
    if document.is_signed:
        write_signature(book, document, landscape=as_matrix)
    write_attachments(book)
    return finish(book.document, report, language=word_language(report.language))


def _write_section(book: Book, section: Section, layout: str) -> None:
    for group in section.groups:
        for chapter in group.chapters:
            _start_chapter_pages(book, chapter, layout)
            if chapter is section.chapters[0]:
                anchor = anchor_to("section", section.number)
                book.heading(_SECTION, numbered(section.number, section.heading), anchor)
            if chapter is group.chapters[0]:
                _write_group_heading(book, section, group)
            _write_chapter(book, chapter, layout)


def _start_chapter_pages(book: Book, chapter: Chapter, layout: str) -> None:
    next_pages(
        book,
        landscape=set_as_matrix(chapter, layout),
        level=_CHAPTER,
        running=numbered(chapter.number, chapter.heading),
    )


def _write_group_heading(book: Book, section: Section, group: Group) -> None:
    """Write the heading of a group at the level of chapters, as they share a series: A, B, B.1.

    It has a separate style because running heads show only chapters.
    """
    if group.heading:
        anchor = anchor_to("group", section.number, group.number)
        heading = numbered(group.number, group.heading)
        book.heading(_CHAPTER, heading, anchor, style="Chapter Group")


def _write_chapter(book: Book, chapter: Chapter, layout: str) -> None:
    anchor = anchor_to("chapter", chapter.implementer)
    book.heading(_CHAPTER, numbered(chapter.number, chapter.heading), anchor)
    write_nothing_declared(book, chapter)
    write = write_matrix if set_as_matrix(chapter, layout) else write_prose
    write(book, chapter)


def _write_conclusion(book: Book) -> None:
    if narrative := book.report.conclusion:
        heading = numbered(narrative.number, narrative.heading)
        next_pages(book, landscape=False, level=_PART, running=heading)
        write_part(book, narrative)
