"""A chapter on paper says on each page what it is, and who may read it is the desk's rule."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from reporting.actions.attachments import attach_file
from reporting.actions.reviews import accept
from reporting.actions.submissions import submit
from reporting.document.assemble import chapter_document
from reporting.document.chapter import FORMATS, Purpose
from reporting.models import Submission
from tests.cast import chapter_of
from tests.factories import write_entry
from tests.files import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter(iom_draft, iom_writer) -> Submission:
    entry = write_entry(iom_draft, by=iom_writer).entry
    attach_file(entry, upload(), by=iom_writer)
    return Submission.objects.select_related("reporting_year").get(pk=iom_draft.pk)


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def words_of(content: bytes) -> tuple[str, list[str]]:
    """The words of the body of a Word file, and the head of each of its sections."""
    document = Document(io.BytesIO(content))
    heads = [
        " ".join(cell.text for table in section.header.tables for cell in table.rows[0].cells)
        for section in document.sections
    ]
    text = "\n".join(node.text or "" for node in document.element.body.iter("{*}t"))
    return text, heads


def test_each_page_of_the_pdf_is_marked_as_a_draft(chapter):
    shown = pages(chapter_document(chapter, purpose=Purpose.DRAFT, file_format="pdf"))
    mark = f"Draft, version {chapter.content_version}, "
    assert len(shown) > 1
    assert all(page.count(mark) >= 2 for page in shown)  # at the head and at the foot
    whole = " ".join(shown).replace("- ", "")  # words that are hyphenated at line ends
    for words in ("A workshop on identification took place.", "Signature", "Position", "Name"):
        assert words in whole
    assert "participants.pdf" in whole


def test_each_section_of_the_word_file_is_marked_as_a_draft(chapter):
    text, heads = words_of(chapter_document(chapter, purpose=Purpose.DRAFT, file_format="docx"))
    mark = f"Draft, version {chapter.content_version}, "
    assert heads
    assert all(mark in head for head in heads)
    for words in ("A workshop on identification took place.", "Signature", "participants.pdf"):
        assert words in text


def test_a_long_chapter_is_printed_with_all_its_entries(year_2011):
    iachr = chapter_of(year_2011, "iachr")
    shown = pages(chapter_document(iachr, purpose=Purpose.SIGNATURE, file_format="pdf"))
    assert all("For signature, version" in page for page in shown)
    text, _heads = words_of(chapter_document(iachr, purpose=Purpose.COPY, file_format="docx"))
    assert "Copy of the accepted chapter" in text
    assert "Place and date" not in text


def test_only_the_chapter_itself_is_printed(chapter, unhcr_draft, secretariat):
    write_entry(unhcr_draft, text="Something of UNHCR.", by=secretariat)
    shown = " ".join(pages(chapter_document(chapter, purpose=Purpose.DRAFT, file_format="pdf")))
    assert "Something of UNHCR" not in shown


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("iom_writer", 200),
        ("iom_focal_point", 200),
        ("secretariat", 200),
        ("administrator", 200),
        ("unhcr_writer", 403),
        ("stranger", 403),
        (None, 302),
    ],
)
def test_only_who_may_read_the_chapter_downloads_it(
    client, request, chapter, file_format, role, status
):
    if role:
        client.force_login(request.getfixturevalue(role))
    response = client.get(reverse("desk-chapter-file", args=[2013, "iom", file_format]))
    assert response.status_code == status
    if status == 200:
        name = f'attachment; filename="draft-2013-iom.{file_format}"'
        assert response["Content-Disposition"] == name


def test_an_accepted_chapter_is_no_draft(client, chapter, secretariat):
    accept(submit(chapter, by=secretariat), by=secretariat)
    client.force_login(secretariat)
    response = client.get(reverse("desk-chapter-file", args=[2013, "iom", "docx"]))
    text, heads = words_of(response.content)
    assert "Draft" not in text + "".join(heads)
    assert "Copy of the accepted chapter" in text


@pytest.mark.parametrize("file_format", ["html", "exe"])
def test_another_format_is_not_there(client, chapter, secretariat, file_format):
    client.force_login(secretariat)
    address = reverse("desk-chapter-file", args=[2013, "iom", file_format])
    assert client.get(address).status_code == 404
