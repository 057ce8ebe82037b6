"""The PDF's structure tree against the HTML it is made of, and the standards that the file claims."""

import csv
import datetime
import io
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import page
import pytest
from lxml import html
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from reporting.document.content import Report
from reporting.document.embedded import COLUMNS
from reporting.document.freezing import canonical, from_json, sha256, to_json
from reporting.document.html import render_html_for_print
from reporting.document.layout import Layout
from reporting.document.pdf import render_pdf
from tests.reporting.document.changes import with_text
from tests.reporting.document.conftest import with_chapters

pytestmark = pytest.mark.django_db

STANDARDS = ("ua1", "3a")
# What the HTML names each type of structure element that is compared.
ELEMENTS = {
    "P": "p",
    "Table": "table",
    "THead": "thead",
    "TBody": "tbody",
    "TR": "tr",
    "TH": "th",
    "TD": "td",
    "L": "ul, ol",
    "LI": "li",
    "Sect": "section",
}
NAMES = {name: kind for kind, names in ELEMENTS.items() for name in names.split(", ")}
RICH = (
    "<p>Before <a href='https://www.oas.org/'>the site</a></p>"
    "<ul><li><p>one</p><p>more of it</p><ul><li>inner</li></ul></li><li>two</li></ul>"
    '<ol type="a"><li>first</li><li>second</li></ol>'
    '<p lang="es">Un párrafo en español</p><p>Then <span lang="fr">en français</span>.</p>'
    "<table><thead><tr><th>Year</th><th>People</th></tr></thead>"
    "<tbody><tr><td>2010</td><td>7</td></tr><tr><td>2011</td><td></td></tr></tbody></table>"
)


def nodes(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every structure element below `node`, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from nodes(kid)


def tree(data: bytes) -> list[DictionaryObject]:
    reader = PdfReader(io.BytesIO(data))
    return list(nodes(reader.trailer["/Root"]["/StructTreeRoot"]))


def kind_of(node: DictionaryObject) -> str:
    """The type of a structure element, with one name for headings of all levels."""
    kind = node["/S"][1:]
    return "H" if re.fullmatch(r"H\d", kind) else kind


def elements(report: Report, layout: str) -> list[str]:
    """The types that the HTML of the report has, in order, without contents and pictures."""
    document = html.fromstring(render_html_for_print(report, layout=layout)).find("body")
    for left_out in document.xpath("//nav//ul | //*[@aria-hidden='true'] | //*[@role='img']"):
        left_out.getparent().remove(left_out)
    kinds = []
    for element in document.iter():
        if isinstance(element.tag, str):
            is_heading = re.fullmatch(r"h\d", element.tag)
            kinds.append("H" if is_heading else NAMES.get(element.tag, ""))
    return [kind for kind in kinds if kind]


def structure(data: bytes) -> list[str]:
    return [kind for node in tree(data) if (kind := kind_of(node)) in (*ELEMENTS, "H")]


@pytest.mark.parametrize("layout", list(Layout))
def test_each_element_of_the_html_has_one_structure_element_in_its_order(
    layout, report_2011, printed
):
    of_pdf = structure(printed(layout).read_bytes())
    of_pdf.remove("Sect")  # the contents, a `nav` in the HTML
    assert of_pdf == elements(report_2011, layout)
    assert Counter(of_pdf)["P"] > 400


def test_lists_tables_and_languages_of_a_text_are_in_the_structure(rial_report):
    report = with_text(rial_report, RICH)
    data = render_pdf(report, layout=Layout.READING)
    found = tree(data)
    languages = [node["/Lang"] for node in found if "/Lang" in node]
    assert languages.count("es") == 1
    assert languages.count("fr") == 1
    items = [node for node in found if node["/S"] == "/LI"]
    for item in items:
        assert {kid.get_object()["/S"] for kid in item["/K"]} <= {"/Lbl", "/LBody"}
    of_pdf = structure(data)
    of_pdf.remove("Sect")
    assert of_pdf == elements(report, Layout.READING)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("standard", STANDARDS)
def test_the_file_conforms_to_the_standards_that_it_claims(standard, layout, printed):
    report = page.validate_pdf(printed(layout), profile=standard)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_report_with_lists_tables_and_languages_conforms_as_well(standard, rial_report):
    data = render_pdf(with_text(rial_report, RICH), layout=Layout.MATRIX)
    report = page.validate_pdf_bytes(data, profile=standard)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_a_report_with_characters_that_cannot_be_printed_claims_no_standard(rial_report):
    report = with_text(rial_report, "<p>Signed \U0001f58b by \u4e2d\u6587</p>")
    root = PdfReader(io.BytesIO(render_pdf(report, layout=Layout.READING))).trailer["/Root"]
    assert re.findall(rb"pdf[aux]+id:part", root["/Metadata"].get_data()) == []
    assert root["/MarkInfo"]["/Marked"].value is True


def test_no_level_of_heading_is_left_out(each_structure):
    levels = [int(node["/S"][2:]) for node in each_structure if kind_of(node) == "H"]
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_each_header_cell_names_its_scope(each_structure):
    headers = [node for node in each_structure if node["/S"] == "/TH"]
    assert len(headers) > 20
    assert {node["/A"]["/Scope"] for node in headers} == {"/Row", "/Column"}


def test_the_contents_are_a_table_of_contents(each_structure):
    entries = [node for node in each_structure if node["/S"] == "/TOCI"]
    assert len([node for node in each_structure if node["/S"] == "/TOC"]) == 1
    assert len(entries) > 15


def test_each_link_of_a_page_is_in_the_structure_once_and_says_where_it_leads(each_pdf):
    annotations = [
        link.get_object() for of_page in each_pdf.pages for link in of_page.get("/Annots", [])
    ]
    assert all(link["/Contents"].strip() for link in annotations)
    places = [link["/StructParent"] for link in annotations]
    assert len(places) == len(set(places)) > 50


@pytest.fixture(params=list(Layout))
def each_pdf(request, printed) -> PdfReader:
    return PdfReader(printed(request.param))


@pytest.fixture
def each_structure(each_pdf) -> list[DictionaryObject]:
    return list(nodes(each_pdf.trailer["/Root"]["/StructTreeRoot"]))


def test_running_heads_page_numbers_and_leaders_are_artifacts(each_pdf):
    for of_page in each_pdf.pages[1:]:
        content = of_page["/Contents"].get_data()
        assert len(re.findall(rb"/Artifact\s<</Type /Pagination>>\sBDC", content)) >= 2
    assert re.search(rb"/Artifact\s<<>>\sBDC", each_pdf.pages[1]["/Contents"].get_data())


def test_the_frozen_content_is_embedded_and_can_be_read_back(report_2011, printed):
    files = PdfReader(printed(Layout.READING)).attachments
    (content,) = files["report-2011.json"]
    assert content == canonical(to_json(report_2011))
    assert from_json(json.loads(content)) == report_2011


def test_the_items_are_embedded_as_a_table(report_2011, printed):
    (content,) = PdfReader(printed(Layout.READING)).attachments["report-2011.csv"]
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    assert tuple(header) == COLUMNS
    items = [item for chapter in report_2011.chapters for item in chapter.items]
    assert [(row[0], row[1]) for row in rows] == [
        (str(item.paragraph), item.reference) for item in items
    ]


def test_the_metadata_name_the_symbol_the_language_and_the_time_of_freezing(rial_report):
    frozen_at = datetime.datetime(2012, 3, 1, 15, 30, tzinfo=datetime.UTC)
    cover = replace(rial_report.cover, symbol="CP/CAJP-1/12 & rev. 1")
    report = replace(rial_report, frozen_at=frozen_at, cover=cover)
    data = render_pdf(report, layout=Layout.READING)
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<dc:identifier>CP/CAJP-1/12 &amp; rev. 1</dc:identifier>" in metadata
    assert "<rdf:li>en</rdf:li>" in metadata
    assert "<xmp:CreateDate>2012-03-01T15:30:00+00:00</xmp:CreateDate>" in metadata
    assert page.is_pdf_compliant_bytes(data, profile="3a")
    assert from_json(to_json(report)) == report


def test_a_report_without_chapters_conforms(rial_report):
    report = replace(with_chapters(rial_report), highlights=())
    data = render_pdf(report, layout=Layout.READING)
    assert page.is_pdf_compliant_bytes(data, profile="ua1")


ADDRESS = "https://reports.example.org/reports/2011/editions/1/"


def test_an_edition_ends_with_its_citation_its_address_and_the_hash_of_its_content(rial_report):
    report = replace(rial_report, address=ADDRESS)
    data = render_pdf(report, layout=Layout.READING)
    reader = PdfReader(io.BytesIO(data))
    last = " ".join(reader.pages[-1].extract_text().split())
    assert "About this document" in last
    assert report.cover.symbol in last
    (content,) = reader.attachments["report-2011.json"]
    assert sha256(content) in last.replace(" ", "")
    links = [link.get_object() for link in reader.pages[-1]["/Annots"]]
    assert ADDRESS in {link["/A"]["/URI"] for link in links if "/A" in link}
    [picture] = [node for node in tree(data) if node.get("/Alt", "").startswith("QR code")]
    assert picture["/S"] == "/Figure"
    for standard in STANDARDS:
        assert page.is_pdf_compliant_bytes(data, profile=standard)
