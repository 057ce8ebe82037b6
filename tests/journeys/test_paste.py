"""What is pasted from Word, LibreOffice, Google Docs and web pages, as Markdown and as printed."""

import html
import random
import re

import pytest
from playwright.sync_api import Page, expect

from reporting.markdown import to_html
from tests.journeys.editing import NEW, Desk, open_desk, paste, text_of

pytestmark = pytest.mark.browser

_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Style Definitions */ p.MsoNormal {mso-style-parent:""; margin:0in; font-size:12.0pt;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]--></head>
<body lang=EN-US link="#0563C1" style='tab-interval:.5in;word-wrap:break-word'><!--StartFragment-->
"""


def word(fragment: str) -> str:
    return _HEAD + fragment + "\n<!--EndFragment--></body></html>"


def item(
    words: str, mark: str = "·", level: int = 1, *, list_id: int = 0, place: str = "Middle"
) -> str:
    """A paragraph of a list as Word for Windows copies it."""
    return (
        f"<p class=MsoListParagraphCxSp{place} style='margin-left:{level / 2}in;mso-add-space:auto;\n"
        f"text-indent:-.25in;mso-list:l{list_id} level{level} lfo{list_id + 1}'><![if !supportLists]><span\n"
        "style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol'><span\n"
        f"style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;\n"
        f"</span></span></span><![endif]>{words}<o:p></o:p></p>\n"
    )


def normal(words: str) -> str:
    return (
        f"<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'>{words}<o:p></o:p></p>\n"
    )


WORD = {
    "paragraphs": (
        word(
            normal("IOM held two workshops\nin <b style='mso-bidi-font-weight:normal'>San José</b>.")
            + normal("&nbsp;")
            + normal("Both were <i>well attended</i><span style='color:red'> by\nofficials</span>.")
        ),
        "IOM held two workshops in **San José**.\n\nBoth were *well attended* by officials.",
    ),
    "a nested list": (
        word(
            item("First", place="First")
            + item("Within <b>it</b>", "o", 2)
            + item("Deeper", "§", 3)
            + item("Second", place="Last")
        ),
        "- First\n  - Within **it**\n    - Deeper\n- Second",
    ),
    "numbers with letters below": (
        word(
            normal("Activities:")
            + item("Training", "1.")
            + item("in Mexico", "a)", 2)
            + item("in Haiti", "b)", 2)
            + item("Study", "2.")
            + normal("End.")
        ),
        "Activities:\n\n1. Training\n   1. in Mexico\n   2. in Haiti\n2. Study\n\nEnd.",
    ),
    "a list that begins at three": (
        word(item("Third", "3.") + item("Fourth", "4.")),
        "3. Third\n4. Fourth",
    ),
    "numbers that begin again": (
        word(item("One", "1.") + item("Two", "2.") + item("One again", "1.", list_id=1)),
        "1. One\n2. Two\n\n1) One again",
    ),
    "a bullet among numbers": (
        word(item("One", "1.") + item("Dot", "·", list_id=1)),
        "1. One\n\n- Dot",
    ),
    "a paragraph within an item": (
        word(
            item("Workshop")
            + "<p class=MsoListParagraphCxSpMiddle style='margin-left:.5in'>It had 30 participants.<o:p></o:p></p>"
            + item("Seminar")
        ),
        "- Workshop\n\n  It had 30 participants.\n\n- Seminar",
    ),
    "the styles List Bullet and List Number": (
        word(
            "<p class=MsoListBullet>Dot</p><p class=MsoListBullet2>Below</p><p class=MsoListNumber>Number</p>"
        ),
        "- Dot\n  - Below\n\n1. Number",
    ),
    "levels that begin deep and jump": (
        word(item("Deep", "§", 3) + item("Shallow", "·", 1) + item("Deep again", "§", 3)),
        "- Deep\n\n* Shallow\n  - Deep again",
    ),
    "a heading": (
        word(
            "<h2><span style='mso-list:Ignore'>1.1</span><b>Protection of <i>migrants</i></b><o:p></o:p></h2>"
            "<p class=MsoTitle>Report<o:p></o:p></p>"
        ),
        "### 1.1Protection of *migrants*\n\n### Report",
    ),
    "links and footnotes": (
        word(
            normal(
                'See <a href="https://www.iom.int/a_(b)"><span lang=ES>the page</span></a> and\n'
                '<a href="https://www.oas.org/">https://www.oas.org/</a>, or '
                '<a href="mailto:desk@iom.int">write</a><a style="mso-footnote-id:ftn1" href="#_ftn1">'
                "<span class=MsoFootnoteReference>[1]</span></a>."
            )
        ),
        "See [the page](https://www.iom.int/a_%28b%29) and <https://www.oas.org/>, or "
        "[write](mailto:desk@iom.int)[1].",
    ),
    "tracked changes and comments": (
        word(
            normal(
                "Held in <del cite='mailto:A' datetime='2012-07-25T10:00'>June</del><ins cite='mailto:A'>July</ins>"
                "<span class=MsoCommentReference><a href='#_msocom_1'>[A1]</a></span> 2012."
            )
            + "<div style='mso-element:comment-list'><p class=MsoCommentText>Check this.</p></div>"
        ),
        "Held in July 2012.",
    ),
    "a table of short cells and one of long": (
        word(
            "<table class=MsoTableGrid border=1><tr><td>" + normal("Mexico") + "</td><td>" + normal("30") + "</td></tr>"
            "<tr><td>" + normal("First") + normal("Second") + "</td><td>" + item("Point") + "</td></tr></table>"
        ),
        "Mexico | 30\n\nFirst\n\nSecond\n\n- Point",
    ),
    "line breaks": (
        word(normal("One<br>\ntwo<br><br>three<br>")),
        "One  \ntwo\n\nthree",
    ),
    "pictures, scripts and styles": (
        word(
            normal("Before <img src='file:///C:/x.png' alt='x' onerror='alert(1)'>after")
            + "<script>alert(1)</script><p style='display:none'>hidden</p><style>p{}</style>"
        ),
        "Before after",
    ),
    "bold that ends in the middle of things": (
        word(normal("<b>Result:</b>two <b>bold </b><b>words</b>, re<b>turn</b>, <b><i>both</i></b> <b>(x)</b>y")),
        "**Result**:two **bold words**, re**turn**, ***both* (x**)y",
    ),
    "Word on the web": (
        '<div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1"><span class="TextRun"><span '
        'class="NormalTextRun">Activities</span></span><span class="EOP">&nbsp;</span></p></div>'
        '<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1"><li data-aria-level="1"><p '
        'class="Paragraph"><span style="font-weight:bold">Training</span></p></li></ul></div>'
        '<div class="ListContainerWrapper SCXW1"><ul><li data-aria-level="2"><p>in Mexico</p></li></ul></div>',
        "Activities\n\n- **Training**\n  - in Mexico",
    ),
}  # fmt: skip

OTHERS = {
    "LibreOffice": (
        '<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4 (Linux)"/><style '
        'type="text/css">p { margin-bottom: 0.1in }</style></head><body lang="en-US" dir="ltr"><p '
        'style="line-height: 100%; margin-bottom: 0in">Held in <font color="#000000"><b>Lima</b></font>:</p>\n'
        '<ol start="2">\n\t<li><p style="margin-bottom: 0in">Seminar</p></li>\n\t<ol>\n\t\t<li><p>First '
        "<i>day</i></p></li>\n\t</ol>\n\t<li><p>Study</p></li>\n</ol></body></html>",
        "Held in **Lima**:\n\n2. Seminar\n   1. First *day*\n3. Study",
    ),
    "Google Docs": (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" '
        'style="line-height:1.38"><span style="font-weight:400;font-style:normal">Plain, </span><span '
        'style="font-weight:700;font-style:normal">bold</span><span style="font-weight:400;font-style:italic"> '
        'slanted</span></p><br /><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" '
        'aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">One</span></p></li><ul>'
        '<li aria-level="2"><p><span>Two </span><a href="https://oas.org/x" style="text-decoration:none"><span '
        'style="color:#1155cc">link</span></a></p></li></ul></ul></b><br class="Apple-interchange-newline">',
        "Plain, **bold** *slanted*\n\n- One\n  - Two [link](https://oas.org/x)",
    ),
    "a web page": (
        "<nav><ul><li><a href='/about'>About</a></li></ul></nav><article><h1>Migration</h1><div>Text of a"
        "<div>division <em>within</em></div><blockquote><p>Quoted</p></blockquote><dl><dt>Term</dt><dd>Meaning</dd>"
        "</dl></div><ul><li><p>One</p><p>More</p></li><li style='list-style:none'><ul><li>Below</li></ul></li></ul>"
        "<a href='javascript:alert(1)'>trap</a></article>",
        "- About\n\n### Migration\n\nText of a\n\ndivision *within*\n\nQuoted\n\nTerm\n\nMeaning\n\n"
        "- One\n\n  More\n  - Below\n\ntrap",
    ),
    "what Markdown would take for markup": (
        "<p>1. not a list</p><p># not a heading</p><p>- no *star* _line_ snake_case `code` &lt;b&gt; 5 &lt; 6</p>"
        "<p>[x](https://x.org) &amp;copy; C:\\*</p><p>---</p><p>+ plus</p><p>&gt; more</p><p>===</p><p>2012. 30</p>",
        "1\\. not a list\n\n\\# not a heading\n\n\\- no \\*star\\* \\_line\\_ snake_case \\`code\\` \\<b> 5 < 6\n\n"
        "[x\\](https://x.org) \\&copy; C:\\\\\\*\n\n\\---\n\n\\+ plus\n\n\\> more\n\n\\===\n\n2012\\. 30",
    ),
    "no words at all": ("<img src='x.png'>", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture(scope="module")
def module_page(desk: Desk):
    with desk.at(desk.writer, permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context.new_page()


@pytest.fixture
def editor(module_page: Page) -> Page:
    """An empty form of a new entry."""
    module_page.evaluate("try { localStorage.clear() } catch {}")
    module_page.goto(NEW)
    expect(module_page.get_by_role("toolbar")).to_be_visible()
    return module_page


@pytest.fixture
def converted(editor: Page):
    """What becomes of a piece of HTML."""
    return lambda source: editor.evaluate(
        "async html => (await import('/static/site/editor/markdown-from-html.js')).markdownFromHtml(html)",
        source,
    )


def test_each_kind_of_clipboard_becomes_markdown(converted) -> None:
    found = {name: converted(source) for name, (source, _expected) in {**WORD, **OTHERS}.items()}
    assert found == {name: expected for name, (_source, expected) in {**WORD, **OTHERS}.items()}


def test_a_word_list_is_pasted_and_shown_as_it_will_be_printed(editor: Page) -> None:
    source, expected = WORD["a nested list"]
    paste(editor, source, "plain words of the same")
    expect(text_of(editor)).to_have_value(expected)
    preview = editor.locator("[data-preview]")
    expect(preview.locator("ul ul ul > li")).to_have_text("Deeper")
    expect(preview.locator("strong")).to_have_text("it")


def test_a_paste_within_a_line_keeps_paragraphs_apart(editor: Page) -> None:
    text_of(editor).fill("Before after")
    text_of(editor).evaluate("area => area.setSelectionRange(7, 7)")
    paste(editor, WORD["a list that begins at three"][0])
    expect(text_of(editor)).to_have_value("Before \n\n3. Third\n4. Fourth\n\nafter")


def test_a_paste_takes_the_place_of_what_is_chosen_and_can_be_undone(editor: Page) -> None:
    text_of(editor).press_sequentially("Old words")
    text_of(editor).press("Control+a")
    paste(editor, WORD["paragraphs"][0])
    expect(text_of(editor)).to_have_value(WORD["paragraphs"][1])
    text_of(editor).press("Control+z")
    expect(text_of(editor)).to_have_value("Old words")
    text_of(editor).press("Control+Shift+z")
    expect(text_of(editor)).to_have_value(WORD["paragraphs"][1])


def test_plain_text_is_pasted_as_it_is(editor: Page) -> None:
    plain = "1. *as* it <is>\n\n\t# and & stays _so_"
    editor.evaluate("text => navigator.clipboard.writeText(text)", plain)
    text_of(editor).press("Control+v")
    expect(text_of(editor)).to_have_value(plain)


def test_a_real_copy_from_a_page_is_pasted_with_its_form_and_without(editor: Page) -> None:
    editor.evaluate(
        """async () => {
          const html = new Blob(["<p>A <b>bold</b> word</p>"], { type: "text/html" });
          const text = new Blob(["A bold word"], { type: "text/plain" });
          await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": text })]);
        }"""
    )
    text_of(editor).press("Control+v")
    expect(text_of(editor)).to_have_value("A **bold** word")
    text_of(editor).press("Control+a")
    text_of(editor).press("Control+Shift+v")
    expect(text_of(editor)).to_have_value("A bold word")


def test_a_picture_alone_pastes_its_plain_words(editor: Page) -> None:
    paste(editor, "<img src='x.png'>", "")
    expect(text_of(editor)).to_have_value("")


_NASTY = [
    "a", "word", " ", ", ", ".", ":", "(", ")", "*", "**", "_", "__", "`", "[", "]", "](", "[x](y)", "[x]: y", "!",
    "<", "<b>", "&", "&amp;", "&copy;", "\\", "#", "# ", "- ", "+ ", "1. ", "1) ", "> ", "---", "===", "~~~", "```",
    "é", "«", "»", "“", "https://x.org/a_b", "$", "|", "3",
]  # fmt: skip


def _plain(rendered: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", rendered)).split())


def test_whatever_is_pasted_is_printed_word_for_word(converted) -> None:
    chance = random.Random(2669)
    for _turn in range(300):
        pieces = [
            (chance.choice(_NASTY), chance.choice(["", "", "b", "i", "bi", "a"]))
            for _n in range(chance.randint(1, 9))
        ]
        source = (
            "<p>" + "".join(_marked(html.escape(words), mark) for words, mark in pieces) + "</p>"
        )
        expected = " ".join("".join(words for words, _mark in pieces).split())
        made = converted(source)
        assert _plain(to_html(made)) == expected, (source, made)


def _marked(words: str, mark: str) -> str:
    if mark == "a":
        return f'<a href="https://oas.org/(x)">{words}</a>'
    for tag in mark:
        words = f"<{tag}>{words}</{tag}>"
    return words
