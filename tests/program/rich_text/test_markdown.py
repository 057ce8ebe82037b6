import contextlib
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program import rich_text
from program.rich_text import RichTextError, count_words, from_markdown, from_old_markdown

ALLOWED = {
    "a", "blockquote", "br", "em", "h4", "h5", "li", "ol", "p", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def to_html(markdown):
    return rich_text.to_html(from_markdown(markdown))


def to_plain(markdown):
    return rich_text.to_plain(from_markdown(markdown))


def tags_of(shown):
    return set(re.findall(r"<([a-z0-9]+)", shown))


def test_lists_and_emphasis_are_set():
    assert to_html("**Two** things:\n\n- one\n- *two*") == (
        "<p><strong>Two</strong> things:</p><ul><li>one</li><li><em>two</em></li></ul>"
    )


def test_a_numbered_list_keeps_where_it_starts():
    assert from_markdown("4. four\n5. five").startswith('<ol start="4"><li>')
    assert to_plain("4. four\n5. five") == "4. four\n5. five"


def test_headings_rank_below_those_of_the_page():
    assert to_html("# One\n\n#### Four") == "<h4>One</h4><h5>Four</h5>"


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
    assert tags_of(to_html(text)) <= {"p", "span"}
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
    shown = to_html(form.format(address))
    assert "href" not in shown
    assert "src" not in shown


def test_links_to_the_web_and_to_mailboxes_are_kept():
    shown = to_html("[a](https://oas.org 'OAS') <mailto:a@oas.org>")
    assert re.findall(r'href="([^"]*)"', shown) == ["https://oas.org", "mailto:a@oas.org"]
    assert 'rel="noopener nofollow"' in shown


def test_an_image_is_replaced_by_its_words():
    assert to_html("![a map](https://example.org/map.png)") == "<p>a map</p>"


@given(st.text(alphabet=st.sampled_from("<>\"'/=[]()!*_`#-1. \n&;:\\javscript"), max_size=200))
def test_whatever_is_written_only_known_tags_come_out(text):
    shown = to_html(text)
    assert tags_of(shown) <= ALLOWED
    assert set(re.findall(r"<[a-z0-9]+ ([a-z]+)=", shown)) <= {"href", "rel", "class"}


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
    with contextlib.suppress(RichTextError):  # "too deep"
        shown = to_html(text)
        assert shown.count("<blockquote>") + shown.count("<ul>") <= 100


def test_an_old_text_that_nests_too_deep_is_kept_as_typed():
    typed = "> " * 60 + "deep"
    assert rich_text.to_plain(from_old_markdown(typed)) == typed


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_nests_too_deep_to_print_is_refused(mark):
    with pytest.raises(RichTextError, match="too deep"):
        from_markdown(mark * 60 + "deep")
    assert from_markdown(mark * 10 + "deep")


def test_plain_text_has_a_line_for_each_paragraph_and_item():
    text = "One\nsentence.\n\nThen:\n\n1. first\n   - inner **item**\n2. second\n\n[a link](https://x.org)"
    assert to_plain(text) == "One sentence.\nThen:\n1. first\ninner item\n2. second\na link"


def test_an_escaped_character_is_plain_text():
    assert to_plain(r"5 \* 3, a\_b") == "5 * 3, a_b"
    assert to_html(r"5 \* 3") == "<p>5 * 3</p>"


def test_words_are_counted_as_printed():
    assert count_words(from_markdown("**Two** words\n\n- and two")) == 4
    assert count_words("") == 0


@pytest.mark.django_db
def test_no_text_of_2011_loses_a_word_on_its_way_to_html(report_2011):
    for chapter in report_2011.chapters:
        for item in chapter.items:
            shown = html.unescape(re.sub(r"<[^>]*>", " ", rich_text.to_html(item.text)))
            assert re.sub(r"\W", "", shown) == re.sub(r"\W", "", rich_text.to_plain(item.text))


@pytest.mark.parametrize("words", ["#", "a #", "a##", "# a #", "\\#", "a \\#", "C#"])
def test_a_heading_keeps_its_number_signs(words):
    stored = f"<h4>{words}</h4>"
    assert from_markdown(rich_text.to_markdown(stored)) == stored


@pytest.mark.parametrize(
    "stored",
    [
        "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li><li><p>c</p></li></ul><ul><li><p>d</p></li></ul>",
        "<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol><ul><li><p>c</p></li></ul>",
        '<ol><li><p>a</p></li></ol><ol data-suffix=")"><li><p>b</p></li></ol>',
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul><ul><li><p>c</p></li></ul></li></ul>",
    ],
)
def test_lists_one_after_another_stay_lists(stored):
    assert from_markdown(rich_text.to_markdown(stored)) == stored


def test_a_numbered_list_that_would_continue_another_keeps_its_numbers():
    stored = "<ol><li><p>a</p></li></ol><ol><li><p>b</p></li></ol>"
    assert to_plain(rich_text.to_markdown(stored)) == "1. a\n1. b"
