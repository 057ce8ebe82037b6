"""The report as one HTML file: it needs nothing from anywhere, and hides nothing."""

import re
from dataclasses import replace
from itertools import cycle

import pytest
from lxml import html

from reporting.document.html import render_html, render_html_for_print
from reporting.document.layout import Layout
from reporting.enums import CoverageStatus
from tests.reporting.document.changes import with_nothing_to_report

pytestmark = pytest.mark.django_db

HIDING = (
    r"display\s*:\s*none",
    r"visibility\s*:\s*(hidden|collapse)",
    r"opacity\s*:",
    r"clip(-path)?\s*:",
    r"overflow\s*:\s*(hidden|clip)",
    r"text-indent\s*:\s*-",
    r"(^|[^-])color\s*:\s*(transparent|white|#fff)",
    r"(^|[^-])transform\s*:",
    r"content-visibility",
    r"-9{3,}",
)
FONT_SIZE = re.compile(r"font(?:-size)?\s*:\s*(?:[a-z]+ )?([\d.]*)(pt|px|r?em|%)")
LEAST_SIZE = {"pt": 7, "px": 12, "em": 0.65, "rem": 0.65, "%": 65}


@pytest.fixture(params=list(Layout))
def written(request, report_2011) -> str:
    return render_html(report_2011, layout=request.param)


@pytest.fixture
def styles(written) -> str:
    """All style sheets of the page, without typefaces and comments."""
    found = "".join(html.fromstring(written).xpath("//style/text()"))
    return re.sub(r"/\*.*?\*/|url\(\"data:[^\"]*\"\)", "", found, flags=re.DOTALL)


def test_the_file_refers_to_nothing_outside_itself(written):
    root = html.fromstring(written)
    assert root.xpath("//link | //script | //img | //iframe | //object | //embed | //@src") == []
    texts = root.xpath("//*[contains(@class, 'text') or contains(@class, 'prose')]//a/@href")
    links = [link for link in root.xpath("//@href") if link not in texts]
    assert [link for link in links if not link.startswith("#")] == []


def test_typefaces_are_within_the_file(written):
    addresses = re.findall(r"url\(\"?([^\")]{0,30})", written)
    assert len(addresses) == 4
    assert all(address.startswith("data:font/woff2;base64,") for address in addresses)
    assert "@import" not in written


def test_each_link_within_the_file_leads_somewhere(written):
    root = html.fromstring(written)
    targets = {link.removeprefix("#") for link in root.xpath("//@href") if link.startswith("#")}
    assert targets - set(root.xpath("//@id")) == set()


def test_no_two_elements_have_one_id(written):
    ids = html.fromstring(written).xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("hiding", HIDING)
def test_no_style_hides_text(styles, hiding):
    assert re.findall(hiding, styles, re.MULTILINE) == []


def test_no_text_is_too_small_to_read(styles):
    sizes = [(float(size), unit) for size, unit in FONT_SIZE.findall(styles) if size]
    assert sizes
    assert [size for size in sizes if size[0] < LEAST_SIZE[size[1]]] == []


def test_no_element_is_hidden(written):
    root = html.fromstring(written)
    # A bar says nothing that the number beside it does not say.
    bars = "self::svg[@class='mark']"
    assert root.xpath(f"//*[@hidden or @aria-hidden or @inert][not({bars})]") == []
    assert root.xpath("//svg//text()[normalize-space()]") == []
    assert root.xpath("//details | //template | //dialog | //body//style | //noscript") == []
    own = {re.sub(r"[\d.]+", "n", style) for style in root.xpath("//@style")}
    assert own <= {"width: n%"}


def test_titles_are_escaped(report_2011):
    cover = replace(report_2011.cover, note="<b>note</b>", symbol='"><i>')
    report = replace(report_2011, title="<script>x</script> & more", cover=cover)
    written = render_html(report, layout=Layout.READING)
    assert "<script" not in written
    assert "<b>note" not in written
    assert "<i>" not in written
    assert "<h1>&lt;script&gt;x&lt;/script&gt; &amp; more</h1>" in written


def test_the_file_names_its_language(written):
    assert html.fromstring(written).get("lang") == "en"


def test_each_activity_stands_at_what_the_chapters_say_of_it(report_2011):
    register = tuple(
        replace(activity, coverage=status)
        for activity, status in zip(
            report_2011.register, cycle(CoverageStatus.values), strict=False
        )
    )
    root = html.fromstring(
        render_html(replace(report_2011, register=register), layout=Layout.READING)
    )
    tiles = [(t.text, t.get("class").split("-", 1)[1]) for t in root.find_class("tile")]
    assert tiles == [(activity.code, activity.coverage) for activity in register]
    rows = [
        tuple(cell.text_content().strip() for cell in row.xpath("th|td"))
        for row in root.xpath("//section[@id='register']//tbody/tr")
    ]
    codes = {
        status: [a.code for a in register if a.coverage == status] for status in CoverageStatus
    }
    assert rows == [
        (str(status.label), "", str(len(codes[status])), ", ".join(codes[status]))
        for status in CoverageStatus
    ]
    assert len(root.xpath("//section[@id='register']//svg//rect[@width > 0]")) == len(
        CoverageStatus
    )
    assert root.xpath("//pattern/@id") == ["hatched"]
    assert "url(#hatched)" in [rect.get("fill") for rect in root.iter("rect")]


def test_a_report_that_does_not_know_of_the_register_is_silent_on_it(report_2011):
    root = html.fromstring(render_html(replace(report_2011, register=()), layout=Layout.READING))
    assert root.xpath("//*[@id='register'] | //a[@href='#register']") == []


def test_a_draft_says_that_it_is_one(report_2011):
    draft = render_html(replace(report_2011, is_draft=True), layout=Layout.READING)
    assert html.fromstring(draft).xpath("string(//*[@class='draft-mark'])") == "Draft"


def test_print_reads_its_typefaces_as_files(report_2011):
    written = render_html_for_print(report_2011, layout=Layout.MATRIX)
    addresses = re.findall(r"url\(\"?([^\")]+)", written)
    assert len(addresses) == 9
    assert all(re.fullmatch(r"Source\w+-\w+\.ttf", address) for address in addresses)


@pytest.mark.parametrize("layout", list(Layout))
def test_a_chapter_that_declares_nothing_to_report_says_so_with_its_reason(report_2011, layout):
    report = with_nothing_to_report(report_2011, "<p>There was no staff.</p><p>Nor funds.</p>")
    page = html.fromstring(render_html(report, layout=layout))
    [said] = page.xpath("//section[@data-chapter='iachr']//div[@class='nothing-declared']")
    assert " ".join(" ".join(said.itertext()).split()) == (
        "Inter-American Commission on Human Rights (IACHR) declared that it has nothing to report "
        "for 2011. There was no staff. Nor funds."
    )
    assert len(page.xpath("//div[@class='nothing-declared']")) == 1


def test_the_link_to_another_paragraph_leads_to_the_paragraph_it_names(written):
    root = html.fromstring(written)
    numbers = {
        item.get("id"): item.xpath(".//a[@class='paragraph-number']")[0].text
        for item in root.xpath("//div[@class='item']")
    }
    for words in ("Followed up in", "Follows up the plan in"):
        links = [
            link
            for trace in root.xpath(
                f"//p[@class='trace'][contains(normalize-space(), '{words} ¶')]"
            )
            for link in trace.iter("a")
        ]
        assert links, words
        for link in links:
            assert link.text == f"¶ {numbers[link.get('href').removeprefix('#')]}"


def test_the_overview_begins_with_what_is_known_of_the_year(report_2011, written):
    [first] = html.fromstring(written).xpath("//section[@id='overview']/p[1]")
    assert first.text == report_2011.headline
    assert report_2011.headline.startswith("Implementers that reported: 12. Executed entries: 117,")


def test_the_key_of_coverage_has_the_words_of_the_pages(report_2011, written):
    [note] = html.fromstring(written).xpath("//section[@id='register']/p[@class='overview-note']")
    for status in CoverageStatus:
        assert f"{status.label.capitalize()}: {status.explanation}." in note.text
