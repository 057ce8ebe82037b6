"""What is pasted and typed, as the text that the editor sends; how much of it, and where."""

import html
import random
import re

import pytest
from playwright.sync_api import Page, expect

from program.rich_text import from_html, to_plain
from tests.journeys.editing import NEW, PASTE, SAVED, Desk, open_desk, paste, stored_of, text_of
from tests.journeys.paste_cases import CASES, Case, case

pytestmark = pytest.mark.browser

STATUS = "[data-rich-text-status]"


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture(scope="module")
def module_page(desk: Desk):
    with desk.at(desk.writer, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(NEW, timeout=60_000)
        # Nothing is saved: the cases follow one another in one form.
        page.route(re.compile("/autosave/"), lambda route: route.abort())
        page.route(re.compile("/preview/"), lambda route: route.abort())
        yield page
        assert [text for text in complaints if "ERR_FAILED" not in text] == []


@pytest.fixture
def editor(module_page: Page) -> Page:
    """A form with an empty text."""
    set_text(module_page, "")
    text_of(module_page).click()
    return module_page


def set_text(page: Page, stored: str) -> None:
    page.evaluate(
        """async stored => {
          const { mount } = await import("/static/site/rich-text/editor.js");
          mount(document.querySelector("[data-rich-text]")).setHtml(stored);
        }""",
        stored,
    )


def type_keys(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press({"\n": "Enter", "\v": "Shift+Enter"}.get(key, key))


def write_before(page: Page, before: str, after: str) -> None:
    """Write both; the cursor is between them."""
    page.keyboard.type(after)
    page.keyboard.press("Home")
    page.keyboard.type(before)


# Many cases in one call of the browser, each in an empty text: what the editor sends after it, by name.
_EACH_PASTED = f"""async cases => {{
  const {{ mount }} = await import("/static/site/rich-text/editor.js");
  const editor = mount(document.querySelector("[data-rich-text]"));
  const paste = {PASTE};
  return cases.map(([name, html, text]) => {{
    editor.setHtml("");
    paste([html, text]);
    return [name, editor.field.value];
  }});
}}"""

# Each stored text is shown, selected as a whole by Ctrl+A and copied as at Ctrl+C, and what the editor
# puts on the clipboard is pasted into the empty text.
_EACH_COPIED = f"""async cases => {{
  const {{ mount }} = await import("/static/site/rich-text/editor.js");
  const editor = mount(document.querySelector("[data-rich-text]"));
  const paste = {PASTE};
  return cases.map(([name, stored]) => {{
    editor.setHtml(stored);
    const {{ dom }} = editor.view;
    dom.focus();
    const init = {{ bubbles: true, cancelable: true }};
    dom.dispatchEvent(new KeyboardEvent("keydown", {{ key: "a", code: "KeyA", ctrlKey: true, ...init }}));
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent("copy", {{ clipboardData, ...init }});
    Object.defineProperty(event, "clipboardData", {{ value: clipboardData }});
    dom.dispatchEvent(event);
    editor.setHtml("");
    paste([clipboardData.getData("text/html"), clipboardData.getData("text/plain")]);
    return [name, editor.field.value];
  }});
}}"""

COPIED = [one for one in CASES if one.html and one.stored]
# One text of each kind, to be copied with the keys and the clipboard of the browser.
KINDS = ("<ol", "<ul", "<table", "<h4", "<blockquote", "<a ", "<sup", "<strong", "<br")


@pytest.fixture(scope="module")
def pasted(module_page: Page) -> dict[str, str]:
    cases = [[one.name, one.html, one.text] for one in CASES if not one.typed]
    return dict(module_page.evaluate(_EACH_PASTED, cases))


@pytest.fixture(scope="module")
def copied(module_page: Page) -> dict[str, str]:
    return dict(module_page.evaluate(_EACH_COPIED, [[one.name, one.stored] for one in COPIED]))


@pytest.mark.parametrize(
    "given", [one for one in CASES if not one.typed], ids=lambda given: given.name
)
def test_what_is_pasted_is_kept(pasted: dict[str, str], given: Case) -> None:
    assert pasted[given.name] == given.stored
    assert from_html(given.stored) == given.stored  # the server changes nothing
    assert to_plain(given.stored) == given.words


@pytest.mark.parametrize("given", [one for one in CASES if one.typed], ids=lambda given: given.name)
def test_what_is_typed_is_kept(editor: Page, given: Case) -> None:
    type_keys(editor, given.typed)
    assert stored_of(editor) == given.stored
    assert from_html(given.stored) == given.stored  # the server changes nothing
    assert to_plain(given.stored) == given.words


@pytest.mark.parametrize("given", COPIED, ids=lambda given: given.name)
def test_what_is_shown_again_and_copied_is_the_same(copied: dict[str, str], given: Case) -> None:
    assert copied[given.name] == given.stored


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_copied_by_the_keys_of_the_browser_is_the_same(editor: Page, kind: str) -> None:
    given = next(one for one in COPIED if kind in one.stored)
    set_text(editor, given.stored)
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+c")
    editor.keyboard.press("Delete")
    assert stored_of(editor) == ""
    editor.keyboard.press("Control+v")
    assert stored_of(editor) == given.stored


def test_a_paste_joins_the_paragraph_around_it(editor: Page) -> None:
    write_before(editor, "Before ", "after")
    paste(editor, "<p>one</p><p>two</p>")
    assert stored_of(editor) == "<p>Before one</p><p>twoafter</p>"


def test_a_list_stands_by_itself_within_a_paragraph(editor: Page) -> None:
    write_before(editor, "Before ", "after")
    paste(editor, case("Word: a list that begins at three").html)
    assert stored_of(editor) == (
        '<p>Before</p><ol start="3"><li><p>Third point.</p></li><li><p>Fourth point.</p></li></ol>'
        "<p>after</p>"
    )


def test_a_paste_replaces_what_is_selected_and_can_be_undone(editor: Page) -> None:
    given = case("Word: levels 2., 2.1., 2.2.")
    editor.keyboard.type("Old words")
    editor.keyboard.press("Control+a")
    paste(editor, given.html)
    assert stored_of(editor) == given.stored
    editor.keyboard.press("Control+z")
    assert stored_of(editor) == "<p>Old words</p>"
    editor.keyboard.press("Control+Shift+z")
    assert stored_of(editor) == given.stored


def test_cells_take_lines_and_no_blocks(editor: Page) -> None:
    set_text(editor, "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>")
    text_of(editor).locator("td").first.click()
    editor.keyboard.press("End")
    paste(editor, "<p>one</p><ol><li>a</li><li>b</li></ol>")
    assert stored_of(editor) == (
        "<table><tbody><tr><td>xone<br>1. a<br>2. b</td><td>y</td></tr></tbody></table>"
    )


def test_a_real_copy_is_pasted_with_its_form_and_without(editor: Page) -> None:
    editor.evaluate(
        """async () => {
          const html = new Blob(["<p>A <b>bold</b> word</p>"], { type: "text/html" });
          const text = new Blob(["A bold word"], { type: "text/plain" });
          await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": text })]);
        }"""
    )
    editor.keyboard.press("Control+v")
    assert stored_of(editor) == "<p>A <strong>bold</strong> word</p>"
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+Shift+v")
    assert stored_of(editor) == "<p>A bold word</p>"


def test_what_is_copied_goes_to_other_programs_with_its_markers(editor: Page) -> None:
    set_text(editor, case("Word: levels 2., 2.1., 2.2.").stored)
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Control+c")
    copied = editor.evaluate("navigator.clipboard.readText()")
    assert copied == "2. Training\n    2.1. Mexico\n    2.2. Haiti\n3. Study"


def test_a_picture_alone_pastes_its_plain_words(editor: Page) -> None:
    paste(editor, "<img src='x.png'>", "Its words")
    assert stored_of(editor) == "<p>Its words</p>"


_HOSTILE = {
    "script": "<p>x<script>window.hit = 1</script></p>",
    "handler": "<p><img src=x onerror='window.hit = 1'>x</p>",
    "address": "<p><a href='javascript:window.hit = 1'>x</a></p>",
    "data address": "<p><a href='data:text/html,<script>window.hit=1</script>'>x</a></p>",
    "frame": "<p>x<iframe srcdoc='<script>parent.hit = 1</script>'></iframe></p>",
    "svg": "<p>x</p><svg><animate onbegin='window.hit = 1'/></svg>",
    "style": "<style>@import 'x'</style><p style='background:url(x)'>x</p>",
    "as its own": "<p data-pm-slice='1 1 []' onclick='window.hit = 1' style='color:red'>x</p>",
    "form": "<p>x</p><form action='x'><input name='text-html' value='y'></form>",
}


@pytest.mark.parametrize("source", _HOSTILE.values(), ids=_HOSTILE)
def test_nothing_that_is_pasted_runs(editor: Page, source: str) -> None:
    paste(editor, source)
    assert stored_of(editor) == "<p>x</p>"
    assert editor.evaluate("window.hit") is None


_LARGE = {
    "1 MB of words": ("<p>" + "word " * 200_000 + "</p>", 999_999),
    "a word of 300,000 letters": ("<p>" + "é" * 300_000 + "</p>", 300_000),
    "10,000 items": ("<ul>" + "<li>item</li>" * 10_000 + "</ul>", 40_000),
    "10,000 paragraphs": ("<p>x</p>" * 10_000, 10_000),
    "lists nested 5,000 times": ("<ul><li>x" * 5000, 5000),
    "quotations nested 5,000 times": ("<blockquote>x" * 5000, 5000),
    "elements nested 5,000 times": ("<div><b>" * 2500 + "x", 1),
    "cells that reach over all": ("<table>" + "<tr><td rowspan=65534 colspan=1000>x" * 5000, 5000),
    "1 MB of unfinished tags": ('<a b="' * 150_000 + "</p><p>x", 0),
}


@pytest.mark.parametrize(("source", "least"), _LARGE.values(), ids=_LARGE)
def test_a_large_or_deep_clipboard_is_taken_within_limits(
    editor: Page, source: str, least: int
) -> None:
    paste(editor, source)
    words = to_plain(from_html(stored_of(editor)))
    assert len(words.replace("\n", "").replace(" | ", "")) >= least
    editor.keyboard.press("Control+Home")
    editor.keyboard.type("z")  # one can still write
    assert "z" in stored_of(editor)


def test_what_is_too_deep_is_said(editor: Page) -> None:
    paste(editor, "<ul><li>x" * 30)
    expect(editor.locator(STATUS)).to_contain_text("more than 20 levels deep")
    editor.keyboard.press("Control+a")
    paste(editor, "<p>y</p>")
    expect(editor.locator(STATUS)).to_be_empty()


def test_what_is_too_large_is_said_and_changes_nothing(editor: Page) -> None:
    editor.keyboard.type("Before")
    paste(editor, "", "x" * 4_000_001)
    expect(editor.locator(STATUS)).to_contain_text("too large")
    assert stored_of(editor) == "<p>Before</p>"


_NASTY = [
    "a", "word", " ", ", ", ".", ":", "(", ")", "*", "**", "_", "__", "`", "[", "]", "](", "[x](y)", "[x]: y", "!",
    "<", "<b>", "&", "&amp;", "&copy;", "\\", "#", "# ", "- ", "+ ", "1. ", "1) ", "> ", "---", "===", "~~~", "```",
    "é", "«", "»", "“", "https://x.org/a_b", "$", "|", "3",
]  # fmt: skip


def test_whatever_is_pasted_keeps_its_words(editor: Page) -> None:
    chance = random.Random(2669)
    for _turn in range(200):
        pieces = [
            (chance.choice(_NASTY), chance.choice(["", "", "b", "i", "bi", "a", "sup"]))
            for _n in range(chance.randint(1, 9))
        ]
        source = (
            "<p>" + "".join(_marked(html.escape(words), mark) for words, mark in pieces) + "</p>"
        )
        expected = " ".join("".join(words for words, _mark in pieces).split())
        made = editor.evaluate(
            "async html => (await import('/static/site/rich-text/paste/clipboard.js')).htmlFromHtml(html)",
            source,
        )
        assert _words(made) == expected, (source, made)
        assert from_html(made) == made


def _words(stored: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", stored)).split())


def _marked(words: str, mark: str) -> str:
    if mark == "a":
        return f'<a href="https://oas.org/(x)">{words}</a>'
    if mark == "sup":
        return f"<sup>{words}</sup>"
    for tag in mark:
        words = f"<{tag}>{words}</{tag}>"
    return words


def test_a_pasted_list_is_shown_as_it_will_be_printed(desk: Desk) -> None:
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto(NEW)
        paste(page, case("Word: levels 2., 2.1., 2.2.").html)
        expect(page.locator("[data-preview] ol.marked ol.marked li").first).to_contain_text("2.1. ")
        expect(page.locator(SAVED)).to_contain_text("Saved at")
