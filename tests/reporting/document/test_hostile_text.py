"""Whatever somebody writes into a text, rendering ends, reads nothing and lets nothing run."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree, html
from pypdf import PdfReader

from program.rich_text import RichTextError, from_html, from_old_markdown
from reporting.document.content import Report
from reporting.document.docx import render_docx
from reporting.document.html import render_html
from reporting.document.layout import Layout
from reporting.document.pdf import render_pdf
from tests.reporting.document import hostile
from tests.reporting.document.changes import with_text

pytestmark = pytest.mark.django_db
TEXTS = pytest.mark.parametrize("text", hostile.MARKDOWN.values(), ids=hostile.MARKDOWN.keys())
DEEP_TEXTS = {
    **{f"Markdown: {name}": from_old_markdown(text) for name, text in hostile.DEEP.items()},
    **{f"HTML: {name}": from_html(text) for name, text in hostile.DEEPEST.items()},
}
DEEP = pytest.mark.parametrize("text", DEEP_TEXTS.values(), ids=DEEP_TEXTS.keys())
SAFE_LINK = re.compile(r"(https?:|mailto:|#)")
ELEMENTS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "span", "sup", "sub", "table",
    "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@pytest.fixture(params=["Markdown", "HTML"])
def read(request):
    """How the text came in: by the API, or from the editor or any other client as HTML."""
    return from_old_markdown if request.param == "Markdown" else from_any_html


def from_any_html(text: str) -> str:
    try:
        return from_html(text)
    except RichTextError:
        return text


@TEXTS
def test_html_has_only_harmless_elements(rial_report, text, host, read):
    written = written_into(
        render_html(with_text(rial_report, read(text.format(host=host))), layout="matrix")
    )
    assert {element.tag for element in written.iter()} - {"div", "h4", "h5"} <= ELEMENTS
    assert {name for element in written.iter() for name in element.attrib} <= {
        "class",
        "href",
        "rel",
    }
    assert all(SAFE_LINK.match(link) for link in written.xpath(".//@href"))


@TEXTS
def test_a_text_does_not_break_out_of_its_item(rial_report, text, host, read):
    plain, changed = (
        html.fromstring(render_html(report, layout="matrix"))
        for report in (rial_report, with_text(rial_report, read(text.format(host=host))))
    )
    assert skeleton(plain) == skeleton(changed)


def test_pdf_of_every_hostile_text_reads_nothing(rial_report, host):
    typed = [text.format(host=host) for text in hostile.MARKDOWN.values()]
    texts = "".join([*map(from_old_markdown, typed), *map(from_any_html, typed)])
    reader = PdfReader(BytesIO(render_pdf(with_text(rial_report, texts), layout="matrix")))
    names = reader.trailer["/Root"].get("/Names", {})
    assert "/JavaScript" not in names
    assert sorted(reader.attachments) == ["report-2011.csv", "report-2011.json"]  # our own
    assert all(SAFE_LINK.match(uri) for uri in uris(reader))


@TEXTS
def test_word_holds_the_text_as_text(rial_report, text, host, read):
    content = render_docx(with_text(rial_report, read(text.format(host=host))), layout="matrix")
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    links = re.findall(rb'Target="([^"]+)" TargetMode="External"', b"".join(parts.values()))
    assert all(SAFE_LINK.match(link.decode()) for link in links)
    assert not [name for name in parts if "embeddings" in name or "vba" in name.lower()]


@DEEP
def test_deep_nesting_ends_as_html(rial_report, text):
    rendered = render_html(with_text(rial_report, text), layout="matrix")
    assert "level" in rendered or "deep" in rendered


def test_deep_nesting_ends_as_pdf(rial_report):
    texts = "".join(DEEP_TEXTS.values())
    assert render_pdf(with_text(rial_report, texts), layout="matrix").startswith(b"%PDF")


@DEEP
def test_deep_nesting_ends_as_word(rial_report, text):
    content = render_docx(with_text(rial_report, text), layout="matrix")
    assert Document(BytesIO(content)).tables


@pytest.mark.parametrize("layout", list(Layout))
def test_titles_and_headings_are_escaped(rial_report, layout):
    rendered = render_html(with_hostile_titles(rial_report), layout=layout)
    assert "<script" not in rendered
    assert rendered.count("&lt;script&gt;") >= 4


def with_hostile_titles(report: Report) -> Report:
    cover = replace(report.cover, symbol='"><script>', presented_by="<script>", note="<script>")
    return replace(report, title="<script>alert(1)</script>", cover=cover)


def written_into(page: str):
    """What the first executed item of the only chapter has become."""
    (text,) = html.fromstring(page).xpath("(//td[@data-column='executed']//div[@class='text'])[1]")
    return text


def skeleton(root) -> list[tuple[str, str | None]]:
    """The elements of a document, less those within the text of an item."""
    for text in root.xpath("//div[@class='text']"):
        text.clear()
    return [(element.tag, element.get("id")) for element in root.iter() if element.tag != "p"]


def uris(reader: PdfReader) -> list[str]:
    annotations = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    return [a["/A"]["/URI"] for a in annotations if "/URI" in a.get("/A", {})]
