import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.markdown import count_words, nests_too_deep, to_html, to_plain

ALLOWED = {
    "a", "blockquote", "br", "code", "em", "h4", "h5", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip


def tags_of(html):
    return set(re.findall(r"<([a-z0-9]+)", html))


def test_lists_and_emphasis_are_set():
    assert to_html("**Two** things:\n\n- one\n- *two*") == (
        "<p><strong>Two</strong> things:</p>\n<ul>\n<li>one</li>\n<li><em>two</em></li>\n</ul>\n"
    )


def test_a_numbered_list_keeps_where_it_starts():
    assert '<ol start="4">' in to_html("4. four\n5. five")


def test_headings_rank_below_those_of_the_page():
    assert to_html("# One\n\n#### Four") == "<h4>One</h4>\n<h5>Four</h5>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<style>p { color: red }</style>",
        "<iframe src='https://example.org'></iframe>",
        "<div style='position: fixed'>over all</div>",
        "<!-- comment --> <?php ?> <![CDATA[x]]>",
    ],
)
def test_raw_html_is_shown_and_not_obeyed(text):
    assert tags_of(to_html(text)) <= {"p"}
    assert to_plain(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/png;base64,AAAA",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "//example.org/a",
        "/admin/",
        "#p1",
    ],
)
@pytest.mark.parametrize("form", ["[a]({0})", "<{0}>", "[a][1]\n\n[1]: {0}", "![a]({0})"])
def test_a_link_leads_to_the_web_or_to_a_mailbox_alone(form, address):
    html = to_html(form.format(address))
    assert "href" not in html
    assert "src" not in html


def test_links_to_the_web_and_to_mailboxes_are_kept():
    html = to_html("[a](https://oas.org 'OAS') <mailto:a@oas.org>")
    assert re.findall(r'href="([^"]*)"', html) == ["https://oas.org", "mailto:a@oas.org"]
    assert 'rel="noopener nofollow"' in html


def test_images_are_left_out():
    assert tags_of(to_html("![a map](https://example.org/map.png)")) == {"p"}


@given(st.text(alphabet=st.sampled_from("<>\"'/=[]()!*_`#-1. \n&;:\\javscript"), max_size=200))
def test_whatever_is_written_only_known_tags_come_out(text):
    html = to_html(text)
    assert tags_of(html) <= ALLOWED
    assert set(re.findall(r"<[a-z0-9]+ ([a-z]+)=", html)) <= {"href", "title", "start", "rel"}


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "deep",
        "- " * 5000 + "deep",
        "[" * 5000 + "deep" + "](x)" * 5000,
        "*" * 5000 + "deep" + "*" * 5000,
        "`" * 5000 + "deep",
        "<a" * 5000,
        "\n".join(" " * (2 * n) + "- x" for n in range(500)),
    ],
    ids=["quotes", "lists", "brackets", "stars", "ticks", "tags", "nested list"],
)
def test_deep_nesting_does_not_fail(text):
    html = to_html(text)
    to_plain(text)
    assert html.count("<blockquote>") + html.count("<ul>") <= 100


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_nests_too_deep_to_print_is_told(mark):
    assert nests_too_deep(mark * 60 + "deep")
    assert not nests_too_deep(mark * 10 + "deep")


def test_plain_text_has_a_line_for_each_paragraph_and_item():
    text = "One\nsentence.\n\nThen:\n\n1. first\n   - inner **item**\n2. second\n\n[a link](https://x.org)"
    assert to_plain(text) == "One sentence.\nThen:\nfirst\ninner item\nsecond\na link"


def test_an_escaped_character_is_plain_text():
    assert to_plain(r"5 \* 3, a\_b") == "5 * 3, a_b"
    assert to_html(r"5 \* 3") == "<p>5 * 3</p>\n"


def test_words_are_counted_as_printed():
    assert count_words("**Two** words\n\n- and two") == 4
    assert count_words("") == 0


@pytest.mark.django_db
def test_no_text_of_2011_loses_a_word_on_its_way_to_html(report_2011):
    for chapter in report_2011.chapters:
        for item in chapter.items:
            shown = re.sub(r"<[^>]*>", " ", to_html(item.text))
            plain = re.sub(r"[^a-z0-9]", "", to_plain(item.text).lower())
            assert re.sub(r"&[a-z]+;|[^a-z0-9]", "", shown.lower()) == re.sub(
                r"&[a-z]+;|[^a-z0-9]", "", plain
            ), item.reference
