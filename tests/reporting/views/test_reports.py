"""/reports/ … : the report as a page, as PDF and as Word."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from reporting.document.assemble import assemble
from reporting.enums import EntryKind, NarrativeKind, SubmissionStatus
from reporting.models import Submission
from tests.crooked_year import MISSING_PART
from tests.reporting.views import full_content, new_chapter, new_entry, new_year, page_of, words_of

pytestmark = pytest.mark.django_db

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = [
    ("/reports/2011/report.pdf", "application/pdf", "annual-report-2011.pdf"),
    ("/reports/2011/report.pdf?layout=matrix", "application/pdf", "annual-report-2011.pdf"),
    ("/reports/2011/report.docx", WORD, "annual-report-2011.docx"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Files rendered by these tests, each once."""
    return tmp_path_factory.mktemp("rendered")


@pytest.fixture(autouse=True)
def _own_store(settings, store):
    settings.RENDERED_ROOT = store


@pytest.fixture
def report(client):
    return page_of(client, "/reports/2011/")


def test_the_list_has_each_report_with_its_files(client):
    page = page_of(client, "/reports/")
    assert page.all_words("//h2") == ["2011"]
    assert page.links()[:3] == [
        "/reports/2011/",
        "/reports/2011/report.pdf",
        "/reports/2011/report.docx",
    ]


def test_several_reports_are_listed_with_symbol_date_and_files(client, admin_user):
    new_chapter(new_year(2013), "iom", by=admin_user)
    rows = page_of(client, "/reports/").find("//table[@aria-labelledby='all-reports']/tbody/tr")
    shown = {row.find("th").text_content(): row for row in rows}
    assert list(shown) == ["2013", "2011"]
    assert "CP/CAJP-3035/12 add. 4 rev. 2" in shown["2011"].text_content()
    assert [link.get("href") for link in shown["2013"].iter("a")] == [
        "/reports/2013/",
        "/reports/2013/report.pdf",
        "/reports/2013/report.docx",
    ]


def test_without_anything_public_the_list_says_so(client):
    Submission.objects.update(status=SubmissionStatus.DRAFT, is_public=False)
    assert page_of(client, "/reports/").words("//p.empty") == "No report is on record yet."


def test_the_page_has_an_anchor_for_each_of_the_214_entries_in_official_order(report, report_2011):
    assert [item.get("id") for item in report.find("//div.item")] == [
        f"e-{item.reference}"
        for chapter in report_2011.chapters
        for kind in EntryKind.values
        for item in chapter.column(kind).items
    ]
    assert len(report.find("//div.item")) == 214


def test_paragraphs_are_numbered_through_the_report(report):
    numbers = report.all_words("//a.paragraph-number")
    assert numbers == [str(number) for number in range(1, 215)]


def test_the_parts_published_copy_the_order_of_the_document(report):
    assert [element.get("id") for element in report.find("//div.report-document//section")] == [
        "part-background",
        "part-objectives",
        "part-introduction",
        "section-1",
        *(f"chapter-{slug}" for slug in ("iachr", "mide", "rial", "education", "dps", "summits")),
        "section-2",
        *(f"chapter-{slug}" for slug in ("can", "csm", "iom", "unhcr", "ilo", "iihr")),
        "part-conclusion",
    ]


def test_a_chapter_reads_like_its_table(report):
    assert report.all_words("//section[@id='chapter-mide']//h5") == [
        "Activities stated in resolution AG/RES. 2141 (XXXV-O/05)",
        "Programmed activities to be executed in 2011",
        "Activities developed/executed",
        "Activities programmed to be executed in 2012",
        "Type of financing (only for SG/OAS)",
    ]


def test_the_ten_highlights_point_at_paragraphs_of_the_page(report):
    assert len(report.find("//ol.highlights/li")) == 10
    for highlight in report.find("//ol.highlights/li"):
        assert [link for link in highlight.iter("a") if link.get("href").startswith("#e-")]


def test_every_link_within_the_page_has_its_target(report):
    targets = {f"#{element.get('id')}" for element in report.find("//*[@id]")}
    within = [link for link in report.links("//body") if link.startswith("#")]
    assert len(within) > 300
    assert set(within) <= targets


def test_the_page_names_the_document(report):
    head = " ".join(words_of(line) for line in report.find("//main/p.kicker"))
    for words in ("CP/CAJP-3035/12 add. 4 rev. 2", "28 February 2012", "Original: Spanish"):
        assert words in head


def test_the_files_are_at_hand(report):
    assert report.links("//p.buttons") == [
        address for address, *_rest in (FILES[0], FILES[2], FILES[1])
    ]


@pytest.mark.parametrize(("address", "content_type", "name"), FILES)
def test_a_file_is_served_with_its_type_and_name(client, address, content_type, name):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.parametrize("address", [address for address, *_rest in FILES])
def test_a_file_that_one_has_is_not_sent_again(client, address):
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_each_file_has_an_etag_of_its_own(client):
    assert len({client.get(address)["ETag"] for address, *_rest in FILES}) == 3


def test_a_changed_report_is_sent_again(client, admin_user):
    etag = client.get(FILES[0][0])["ETag"]
    Submission.objects.filter(implementer__slug="iihr").update(heading="Another heading")
    response = client.get(FILES[0][0], headers={"If-None-Match": etag})
    assert response.status_code == 200


def test_the_pdf_and_the_word_file_hold_the_report(client):
    pdf = PdfReader(io.BytesIO(client.get("/reports/2011/report.pdf").content))
    assert len(pdf.pages) > 20
    word = Document(io.BytesIO(client.get("/reports/2011/report.docx").content))
    assert "International Organization for Migration" in "\n".join(p.text for p in word.paragraphs)


def test_the_official_table_is_another_file_than_the_reading_layout(client):
    reading = client.get("/reports/2011/report.pdf").content
    matrix = client.get("/reports/2011/report.pdf?layout=matrix").content
    assert len(PdfReader(io.BytesIO(reading)).pages) != len(PdfReader(io.BytesIO(matrix)).pages)


def test_an_unknown_layout_gives_the_reading_one(client):
    assert (
        client.get("/reports/2011/report.pdf?layout=%00nonsense")["ETag"]
        == client.get("/reports/2011/report.pdf")["ETag"]
    )


def test_a_file_is_rendered_once(client, store, monkeypatch):
    first = client.get("/reports/2011/report.docx").content
    monkeypatch.setattr("reporting.document.store.render", None)
    assert client.get("/reports/2011/report.docx").content == first


def test_a_report_without_narrative_parts_is_a_page_too(client, admin_user):
    chapter = new_chapter(new_year(2013), "iom", by=admin_user)
    new_entry(chapter, full_content(2013), by=admin_user)
    page = page_of(client, "/reports/2013/")
    assert [item.get("id") for item in page.find("//div.item")] == ["e-2013-iom-1"]


def test_a_year_issued_without_a_chapter_keeps_its_own_parts(client, crooked_year):
    assert crooked_year.submissions.working().filter(status=SubmissionStatus.DRAFT).exists()
    page = page_of(client, "/reports/2013/")
    assert "The Background of 2013 & more." in page.words()
    report = assemble(crooked_year, language="en")
    assert {part.kind for part in report.narratives()} == set(NarrativeKind) - {MISSING_PART}
