"""The editor of long texts: its buttons and keys, what it offers, for everybody and on every screen."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reporting.actions.entries import save_entry
from reporting.models import Entry
from tests.cast import chapter_of
from tests.factories import content
from tests.journeys.editing import NEW, SAVED, Desk, open_desk, paste, stored_of, text_of
from tests.journeys.looking import PHONE, faults
from tests.journeys.paste_cases import CASES

pytestmark = pytest.mark.browser

STATUS = "[data-rich-text-status]"
RICH = (
    "<h4>Heading</h4><p>See 10<sup>6</sup> and H<sub>2</sub>O, "
    '<a href="https://www.oas.org/">the page</a><sup class="note">[1]</sup>, '
    '<span lang="es">la oficina</span></p>'
    '<ol start="2" type="a" data-suffix=")"><li><p>Alpha</p><ol data-prefix="2." data-suffix=""><li><p>x</p></li></ol>'
    '</li><li value="5"><p>Beta<br>line</p></li></ol><blockquote><p>Quoted</p></blockquote>'
    "<table><thead><tr><th>Country</th><th>Done</th></tr></thead><tbody><tr><td>Mexico</td><td></td></tr></tbody>"
    "</table>"
)


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture(scope="module")
def context(desk: Desk):
    with desk.at(desk.writer) as context:
        yield context


@pytest.fixture(scope="module")
def module_page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(NEW, timeout=60_000)
    page.route(re.compile("/autosave/"), lambda route: route.abort())
    page.route(re.compile("/preview/"), lambda route: route.abort())
    return page


@pytest.fixture
def page(module_page: Page) -> Page:
    """A form with an empty text, the cursor in it."""
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


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def button(page: Page, name: str):
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def select_words(page: Page, count: int) -> None:
    """The last `count` letters before the cursor."""
    press(page, *["Shift+ArrowLeft"] * count)


def test_the_editor_has_the_name_the_help_and_the_state_of_its_field(page: Page) -> None:
    editor = page.get_by_role("textbox", name="Text", exact=True)
    expect(editor).to_have_attribute("id", "id_text_editor")
    expect(editor).to_have_attribute("aria-multiline", "true")
    expect(editor).to_have_attribute("aria-required", "true")
    described = (editor.get_attribute("aria-describedby") or "").split()
    assert described == ["id_text_helptext", "id_text_keys"]
    expect(page.locator("#id_text_keys")).to_contain_text("Escape, then Tab, leaves the editor")
    expect(page.locator("textarea#id_text")).not_to_be_visible()
    press(page, "Shift+Tab")
    expect(text_of(page)).not_to_be_focused()
    page.locator("#id_text_label").click()
    expect(text_of(page)).to_be_focused()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bold", "<p>a <strong>word</strong></p>"),
        ("Italic", "<p>a <em>word</em></p>"),
        ("Superscript", "<p>a <sup>word</sup></p>"),
        ("Subscript", "<p>a <sub>word</sub></p>"),
        ("Footnote mark", '<p>a <sup class="note">word</sup></p>'),
        ("Bulleted list", "<ul><li><p>a word</p></li></ul>"),
        ("Numbered list", "<ol><li><p>a word</p></li></ol>"),
        ("Heading", "<h4>a word</h4>"),
        ("Subheading", "<h5>a word</h5>"),
        ("Quotation", "<blockquote><p>a word</p></blockquote>"),
    ],
)
def test_each_button_changes_the_text_and_says_that_it_is_on(
    page: Page, name: str, expected: str
) -> None:
    page.keyboard.type("a word")
    select_words(page, 4)
    expect(button(page, name)).to_have_attribute("aria-pressed", "false")
    button(page, name).click()
    assert stored_of(page) == expected
    expect(text_of(page)).to_be_focused()
    expect(button(page, name)).to_have_attribute("aria-pressed", "true")
    button(page, name).click()
    assert stored_of(page) == "<p>a word</p>"
    button(page, "Undo").click()
    assert stored_of(page) == expected
    button(page, "Redo").click()
    assert stored_of(page) == "<p>a word</p>"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Control+b", "<p>a <strong>word</strong></p>"),
        ("Control+i", "<p>a <em>word</em></p>"),
        ("Control+Shift+Digit7", "<ol><li><p>a word</p></li></ol>"),
        ("Control+Shift+Digit8", "<ul><li><p>a word</p></li></ul>"),
    ],
)
def test_each_key_of_the_help_does_what_it_says(page: Page, keys: str, expected: str) -> None:
    page.keyboard.type("a word")
    select_words(page, 4)
    press(page, keys)
    assert stored_of(page) == expected
    press(page, "Control+z")
    assert stored_of(page) == "<p>a word</p>"
    press(page, "Control+y")
    assert stored_of(page) == expected


def test_a_link_is_set_changed_and_removed_by_keys(page: Page) -> None:
    page.keyboard.type("a word")
    select_words(page, 4)
    press(page, "Control+k")
    address = page.locator("[data-set=address]")
    expect(address).to_be_focused()
    page.keyboard.type("not an address")
    press(page, "Enter")
    expect(page.locator("[data-link-error]")).to_be_visible()
    address.fill("www.oas.org/x?a=b")
    press(page, "Enter")
    assert stored_of(page) == '<p>a <a href="https://www.oas.org/x?a=b">word</a></p>'
    expect(text_of(page)).to_be_focused()
    press(page, "Control+k")
    expect(address).to_have_value("https://www.oas.org/x?a=b")
    address.fill("desk@oas.org")
    press(page, "Enter")
    assert stored_of(page) == '<p>a <a href="mailto:desk@oas.org">word</a></p>'
    press(page, "Control+k")
    page.get_by_role("button", name="Remove the link").click()
    assert stored_of(page) == "<p>a word</p>"
    expect(address).not_to_be_visible()


def test_a_link_in_the_text_does_not_leave_the_page(page: Page) -> None:
    set_text(page, '<p><a href="https://www.oas.org/">the page</a></p>')
    text_of(page).get_by_text("the page").click()
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(re.escape(NEW)))


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        ("1)", ' data-suffix=")"'),
        ("(1)", ' data-prefix="(" data-suffix=")"'),
        ("a)", ' type="a" data-suffix=")"'),
        ("(a)", ' type="a" data-prefix="(" data-suffix=")"'),
        ("i.", ' type="i"'),
        ("A.", ' type="A"'),
    ],
)
def test_the_style_and_the_start_of_numbers_are_chosen(
    page: Page, style: str, attributes: str
) -> None:
    page.keyboard.type("one")
    button(page, "Numbered list").click()
    page.locator("[data-set=numbering]").select_option(label=style)
    start = page.locator("[data-set=start]")
    expect(start).to_have_value("1")
    start.focus()
    press(page, "Control+a", "3", "Enter")
    assert stored_of(page) == f'<ol start="3"{attributes}><li><p>one</p></li></ol>'


def test_numbers_within_a_list_continue_the_number_above(page: Page) -> None:
    button(page, "Numbered list").click()
    page.keyboard.type("one")
    press(page, "Enter", "Tab")
    page.keyboard.type("below")
    page.locator("[data-set=numbering]").select_option(label="2.1, with the number above")
    assert stored_of(page) == (
        '<ol><li><p>one</p><ol data-prefix="1." data-suffix=""><li><p>below</p></li></ol></li></ol>'
    )


def test_markers_are_shown_as_they_are_stored(page: Page) -> None:
    set_text(page, RICH)
    shown = page.locator("#id_text_editor ol > li").evaluate_all(
        """items => items.map(item => {
          const list = item.parentNode;
          const style = getComputedStyle(item, "::before").content;
          return [list.style.getPropertyValue("--before"), style.includes("list-item"), list.start, item.value];
        })"""
    )
    assert shown == [['""', True, 2, 0], ['"2."', True, 1, 0], ['""', True, 2, 5]]


def test_enter_and_tab_within_a_list(page: Page) -> None:
    button(page, "Bulleted list").click()
    page.keyboard.type("one")
    press(page, "Enter", "Tab")
    page.keyboard.type("within")
    press(page, "Enter", "Shift+Tab")
    page.keyboard.type("two")
    press(page, "Shift+Enter")
    page.keyboard.type("line")
    press(page, "Enter", "Enter")
    page.keyboard.type("End")
    assert stored_of(page) == (
        "<ul><li><p>one</p><ul><li><p>within</p></li></ul></li><li><p>two<br>line</p></li></ul>"
        "<p>End</p>"
    )


def test_tab_leaves_the_editor_and_after_escape_also_from_a_list(page: Page) -> None:
    page.keyboard.type("x")
    press(page, "Tab")
    expect(text_of(page)).not_to_be_focused()
    text_of(page).focus()
    button(page, "Bulleted list").click()
    press(page, "Tab")
    expect(text_of(page)).to_be_focused()
    press(page, "Escape", "Tab")
    expect(text_of(page)).not_to_be_focused()
    text_of(page).focus()
    press(page, "Escape", "Shift+Tab")
    expect(text_of(page)).not_to_be_focused()


def test_a_table_is_made_filled_and_changed_by_keys(page: Page) -> None:
    press(page, "Alt+F10")
    reach(page, "Table")
    press(page, "Enter")
    expect(text_of(page)).to_be_focused()
    for word in ("Country", "Done", "Mexico"):
        page.keyboard.type(word)
        press(page, "Tab")
    page.keyboard.type("5")
    press(page, "Enter")
    page.keyboard.type("more")
    assert stored_of(page) == (
        "<table><thead><tr><th>Country</th><th>Done</th></tr></thead>"
        "<tbody><tr><td>Mexico</td><td>5<br>more</td></tr><tr><td></td><td></td></tr></tbody></table>"
    )
    button(page, "Header row").click()
    button(page, "Row below").click()
    button(page, "Column left").click()
    assert stored_of(page) == (
        "<table><tbody><tr><td>Country</td><td></td><td>Done</td></tr>"
        "<tr><td>Mexico</td><td></td><td>5<br>more</td></tr>"
        "<tr><td></td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody></table>"
    )
    button(page, "Remove column").click()
    button(page, "Remove row").click()
    button(page, "Row above").click()
    button(page, "Column right").click()
    button(page, "Remove table").click()
    assert stored_of(page) == ""


def test_a_paragraph_can_be_written_after_a_table(page: Page) -> None:
    set_text(page, "<table><tbody><tr><td>x</td></tr></tbody></table>")
    text_of(page).press("Control+End")
    press(page, "Control+Enter")
    page.keyboard.type("After")
    assert stored_of(page) == "<table><tbody><tr><td>x</td></tr></tbody></table><p>After</p>"


def test_a_double_click_below_the_text_leaves_the_cursor_in_it(page: Page) -> None:
    page.keyboard.type("x")
    text_of(page).dblclick(position={"x": 200, "y": 200})
    expect(button(page, "Bulleted list")).to_have_attribute("aria-disabled", "false")
    page.keyboard.type("y")
    assert stored_of(page) == "<p>xy</p>"


def test_the_next_footnote_mark_is_written(page: Page) -> None:
    set_text(page, '<p>One<sup class="note">[1]</sup> two</p>')
    text_of(page).press("Control+End")
    button(page, "Footnote mark").click()
    page.keyboard.type(" three")
    assert stored_of(page) == (
        '<p>One<sup class="note">[1]</sup> two<sup class="note">[2]</sup> three</p>'
    )


def test_the_language_of_a_passage_is_chosen(page: Page) -> None:
    page.keyboard.type("the oficina")
    select_words(page, 7)
    button(page, "Language").click()
    page.locator("[data-set=language]").select_option("es")
    assert stored_of(page) == '<p>the <span lang="es">oficina</span></p>'
    page.get_by_role("button", name="Close").click()
    expect(page.locator("[data-set=language]")).not_to_be_visible()


def test_the_toolbar_is_one_stop_with_arrows_within(page: Page) -> None:
    press(page, "Alt+F10", "Home")
    passed = [focused(page)]
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        press(page, key)
        passed.append(focused(page))
    assert passed == ["Bold", "Italic", "Link", "Redo", "Bold", "Redo", "Bold"]
    press(page, "ArrowRight", "Tab")
    expect(text_of(page)).to_be_focused()
    press(page, "Shift+Tab")
    assert focused(page) == "Italic"  # where one left it


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText").strip()


def reach(page: Page, name: str) -> None:
    """Go to a button of the toolbar by arrows."""
    for _step in range(20):
        if focused(page) == name:
            return
        press(page, "ArrowRight")
    raise AssertionError(f"no button {name}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["• one", "• two"], "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        (["– one", "– two", "– three"], "<ul><li><p>one</p></li><li><p>two</p></li><li><p>three</p></li></ul>"),
        (["o one", "o two"], "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        (["3. one", "4. two"], '<ol start="3"><li><p>one</p></li><li><p>two</p></li></ol>'),
        (["a) one", "b) two"], '<ol type="a" data-suffix=")"><li><p>one</p></li><li><p>two</p></li></ol>'),
        (["i. one", "ii. two"], '<ol type="i"><li><p>one</p></li><li><p>two</p></li></ol>'),
        (["2.1. one", "2.2. two"], '<ol data-prefix="2."><li><p>one</p></li><li><p>two</p></li></ol>'),
        (["•one", "•two"], "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
        (["• one", "– sub", "• two"],
         "<ul><li><p>one</p><ul><li><p>sub</p></li></ul></li><li><p>two</p></li></ul>"),
        (["• a", "o b", "▪ c", "o d", "• e"],
         "<ul><li><p>a</p><ul><li><p>b</p><ul><li><p>c</p></li></ul></li><li><p>d</p></li></ul></li>"
         "<li><p>e</p></li></ul>"),
        (["1. one", "a) x", "b) y", "2. two"],
         '<ol><li><p>one</p><ol type="a" data-suffix=")"><li><p>x</p></li><li><p>y</p></li></ol></li>'
         "<li><p>two</p></li></ol>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["</p><p>", "<br>"], ids=["paragraphs", "lines"])
def test_typed_lists_are_offered_and_made_only_on_request(
    page: Page, lines: list[str], expected: str, between: str
) -> None:
    typed = f"<p>Before</p><p>{between.join(lines)}</p><p>After</p>"
    set_text(page, typed)
    offer = page.locator(STATUS).get_by_role(
        "button", name=f"Make a list of these {len(lines)} lines", exact=True
    )
    expect(offer).to_be_visible()
    offer.click()
    assert stored_of(page) == f"<p>Before</p>{expected}<p>After</p>"
    expect(text_of(page)).to_be_focused()
    press(page, "Control+z")
    assert stored_of(page) == typed


def test_an_offer_that_is_declined_does_not_come_back(page: Page) -> None:
    set_text(page, "<p>- eins</p><p>- zwei</p>")
    page.get_by_role("button", name=re.compile("Leave as typed")).click()
    expect(page.locator(STATUS)).to_be_empty()
    text_of(page).press("Control+End")
    page.keyboard.type("!")
    page.wait_for_timeout(900)
    expect(page.locator(STATUS)).to_be_empty()


@pytest.mark.parametrize(
    "typed",
    [
        "<p>1998. The agreement.</p>",
        "<p>2011. In this year.</p><p>1998. The agreement.</p>",
        "<p>- one line alone</p>",
        "<p>a. b. c.</p><p>I. Newton</p>",
        "<p>1998. The agreement.</p><p>- one line</p>",
        "<p>*one</p><p>–two</p>",
        "<p>The self-<br>Help group</p>",
        "<p>pre- and post-</p><p>war</p>",
    ],
)
def test_nothing_is_offered_for_prose(page: Page, typed: str) -> None:
    set_text(page, typed)
    page.wait_for_timeout(900)
    expect(page.locator(STATUS)).to_be_empty()


def test_words_divided_at_line_ends_are_offered_for_joining(page: Page) -> None:
    paste(page, "", "im-\nplemented a pro-\nject for mi-\ngrants, anti-\ntrafficking")
    offer = page.locator(STATUS).get_by_role("button", name=re.compile("^Join 4 words"))
    expect(offer).to_contain_text("implemented, project, migrants, antitrafficking")
    offer.click()
    assert stored_of(page) == "<p>implemented a project for migrants, antitrafficking</p>"
    expect(page.locator(STATUS)).to_be_empty()
    press(page, "Control+z")
    assert stored_of(page).count("<br>") == 4


@pytest.mark.parametrize(
    ("html", "text", "joined"),
    [
        ("", "co\u00ad\noperation", "<p>cooperation</p>"),
        ("<p>co&shy;<br>operation</p>", "", "<p>cooperation</p>"),
        ("", "mi¬\ngrants", "<p>migrants</p>"),
        ("", "mi\u2011\ngrants", "<p>migrants</p>"),
        ("<p>The mi-</p><p>grants of</p>", "", "<p>The migrants of</p>"),
    ],
)
def test_words_are_joined_across_every_kind_of_line_end(
    page: Page, html: str, text: str, joined: str
) -> None:
    paste(page, html, text)
    assert stored_of(page) != joined  # only on request
    page.locator(STATUS).get_by_role("button", name=re.compile("^Join 1 word")).click()
    assert stored_of(page) == joined


def test_hyphens_that_belong_to_a_word_are_offered_by_themselves(page: Page) -> None:
    paste(page, "", "A well-\nknown self-\nhelp pro-\nject, post-war and post-\nwar, tornar-\nse")
    status = page.locator(STATUS)
    status.get_by_role("button", name=re.compile("^Join 1 word.*: project$")).click()
    keep = status.get_by_role("button", name=re.compile("^Take out 4 line ends"))
    expect(keep).to_contain_text("well-known, self-help, post-war, tornar-se")
    keep.click()
    assert stored_of(page) == (
        "<p>A well-known self-help project, post-war and post-war, tornar-se</p>"
    )


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("<p>a \uf0e5 b</p>", "1 character of a symbol typeface"),
        (
            "<p><span style='font-family:Webdings'>\uf07f</span> \ue123</p>",
            "2 characters of symbol",
        ),
    ],
)
def test_a_sign_of_an_unknown_typeface_is_reported(page: Page, pasted: str, said: str) -> None:
    paste(page, pasted)
    expect(page.locator(STATUS)).to_contain_text(said)
    press(page, "Control+a")
    paste(page, "<p>x</p>")
    expect(page.locator(STATUS)).to_be_empty()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.oas.org%2Fx&data=05",
            "https://www.oas.org/x",
        ),
        (
            "urldefense.com/v3/__https://www.oas.org/x__;!!a!b$",
            "https://www.oas.org/x",
        ),
        ("https://www.oas.org/x?utm_source=mail&id=1", "https://www.oas.org/x?id=1"),
        ("//www.oas.org/x", "https://www.oas.org/x"),
    ],
)
def test_an_address_that_is_typed_is_unwrapped(page: Page, typed: str, address: str) -> None:
    page.keyboard.type("word")
    select_words(page, 4)
    press(page, "Control+k")
    page.locator("[data-set=address]").fill(typed)
    press(page, "Enter")
    assert stored_of(page) == f'<p><a href="{address}">word</a></p>'


def test_the_counter_counts_what_is_seen(page: Page) -> None:
    set_text(page, "<p>ab<strong>c</strong></p><ol><li><p>d</p></li></ol>")
    page.keyboard.type("é")
    expect(page.locator("[data-count]")).to_have_text("5 of 100,000 characters")


def test_who_sets_the_field_shows_the_text(page: Page) -> None:
    page.evaluate(
        """() => {
          const field = document.querySelector("[name=text-html]");
          field.value = "<p>Merged by <strong>the server</strong></p>";
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(text_of(page).locator("strong")).to_have_text("the server")


def test_an_editor_that_htmx_inserts_works_and_one_that_it_removes_ends(page: Page) -> None:
    """As the chapter shows its forms."""
    answers = page.evaluate(
        """async () => {
          const { editorOf } = await import("/static/site/rich-text/editor.js");
          const tell = (name, elt) => document.dispatchEvent(new CustomEvent(name, { detail: { elt } }));
          const first = document.querySelector("[data-rich-text]");
          const area = first.querySelector("textarea");
          const parent = first.parentNode;
          tell("htmx:beforeCleanupElement", first);
          await new Promise(resolve => setTimeout(resolve, 50));
          const stays = editorOf(area) !== null;
          tell("htmx:beforeCleanupElement", first);
          first.remove();
          await new Promise(resolve => setTimeout(resolve, 50));
          const ended = [editorOf(area), first.querySelector("[role=textbox]"), area.disabled, area.hidden];
          parent.append(first);
          tell("htmx:load", parent);
          return [stays, ended, editorOf(area) !== null, area.disabled];
        }"""
    )
    assert answers == [True, [None, None, False, False], True, True]
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_visible()


def entry_with(desk: Desk, stored: str) -> Entry:
    return save_entry(chapter_of(desk.year, "iom"), content(text=stored), by=desk.writer).entry


def test_what_is_not_changed_is_sent_as_it_was(context: BrowserContext, desk: Desk) -> None:
    entry = entry_with(desk, RICH)
    page = context.new_page()
    page.goto(f"/desk/entries/{entry.reference}/")
    expect(page.locator("[data-status]")).to_have_text("Everything is saved.")
    assert stored_of(page) == RICH
    text_of(page).press("Control+End")
    page.keyboard.type("x")
    press(page, "Backspace")
    assert stored_of(page) == RICH
    page.close()


def test_an_old_copy_of_this_browser_comes_back_as_literal_text(
    context: BrowserContext, desk: Desk
) -> None:
    entry = entry_with(desk, "<p>As saved.</p>")
    page = context.new_page()
    page.goto(f"/desk/entries/{entry.reference}/")
    page.evaluate(
        """([user, key]) => localStorage.setItem(`writing:${user}:${key}:old`, JSON.stringify({
          at: Date.now(), session: "0b5ad2a5-2c4c-4c6e-8bd7-5a1a6e1c9e11", based_on: "1",
          fields: [["kind", "executed"], ["text", "1998. *The*\\n- agreement\\n\\nNext"]],
        }))""",
        [str(desk.writer.pk), entry.reference],
    )
    page.reload()
    expect(page.locator("[data-offer]")).to_contain_text("1998. *The*")
    page.get_by_role("button", name="Take it back").click()
    expect(text_of(page)).to_contain_text("1998. *The*")
    assert stored_of(page) == "<p>1998. *The*<br>- agreement</p><p>Next</p>"
    page.close()


def test_what_is_typed_before_the_script_is_there_is_kept(context: BrowserContext) -> None:
    page = context.new_page()
    held = []
    page.route(re.compile(r"rich-text/editor\.js"), lambda route: held.append(route))
    page.goto(NEW, wait_until="commit")
    area = page.locator("textarea#id_text")
    area.fill("1998. Typed <early>\nline\n\nNext")
    assert held
    for route in held:
        route.continue_()
    expect(text_of(page)).to_contain_text("1998. Typed <early>")
    stored = "<p>1998. Typed &lt;early&gt;<br>line</p><p>Next</p>"
    assert stored_of(page) == stored
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert Entry.objects.filter(text=stored).count() == 1
    page.close()


def test_who_is_typing_when_the_editor_comes_goes_on_at_the_same_place(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    held = []
    page.route(re.compile(r"rich-text/editor\.js"), lambda route: held.append(route))
    page.goto(NEW, wait_until="commit")
    page.locator("textarea#id_text").click()
    page.keyboard.type("First\n\nA or ")
    press(page, "ArrowLeft", "ArrowLeft", "ArrowLeft")
    for route in held:
        route.continue_()
    expect(text_of(page)).to_be_focused()
    page.keyboard.type("word ")
    press(page, "End")
    page.keyboard.type("two")
    assert stored_of(page) == "<p>First</p><p>A word or two</p>"
    page.close()


@pytest.mark.only_browser("chromium")  # JavaScript cannot be turned off in Firefox from outside
def test_without_javascript_a_text_with_structure_is_kept_until_its_replacement_is_chosen(
    desk: Desk,
) -> None:
    entry = entry_with(desk, RICH)
    with desk.at(desk.writer, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/desk/entries/{entry.reference}/")
        expect(page.locator("[data-rich-text-current]")).to_contain_text("Alpha")
        expect(page.get_by_role("toolbar")).to_have_count(0)
        page.locator("[name=countries-0-country]").fill("Mexico")
        page.get_by_role("button", name="Save", exact=True).last.click()
        entry.refresh_from_db()
        assert entry.text == RICH
        page.goto(f"/desk/entries/{entry.reference}/")
        page.get_by_label("Replace this text by the one below").check()
        page.locator("textarea#id_text").fill("1998. *Literal*\n- line\n\nNext")
        page.get_by_role("button", name="Save", exact=True).last.click()
        entry.refresh_from_db()
        assert entry.text == "<p>1998. *Literal*<br>- line</p><p>Next</p>"


def empty(_page: Page) -> None:
    pass


def filled(page: Page) -> None:
    set_text(page, RICH)
    text_of(page).press("Control+End")


def in_a_numbered_list(page: Page) -> None:
    set_text(page, "<ol><li><p>x</p></li></ol>")
    text_of(page).press("Control+End")


def with_a_link_and_an_offer(page: Page) -> None:
    set_text(page, "<p>- one</p><p>- two</p>")
    press(page, "Control+k", "Enter")
    expect(page.locator("[data-link-error]")).to_be_visible()
    expect(page.locator(STATUS)).to_contain_text("Make a list")


def in_error(page: Page) -> None:
    page.evaluate(
        """() => document.querySelector("form[data-editor]").dispatchEvent(
          new CustomEvent("problems", { detail: { text: ["Write what was planned or done."] } }))"""
    )
    editor = text_of(page)
    expect(editor).to_have_attribute("aria-invalid", "true")
    assert "live_text_error" in (editor.get_attribute("aria-describedby") or "")


@pytest.mark.parametrize(
    "state", [empty, filled, in_a_numbered_list, with_a_link_and_an_offer, in_error]
)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, state) -> None:
    state(page)
    try:
        assert faults(page) == {}
    finally:
        page.set_viewport_size({"width": 1280, "height": 720})


def test_every_button_can_be_touched_on_a_phone(page: Page) -> None:
    in_a_numbered_list(page)
    page.set_viewport_size({"width": PHONE, "height": 740})
    expect(button(page, "Redo")).not_to_be_visible()
    button(page, "More").click()
    expect(button(page, "Redo")).to_be_in_viewport()
    assert page.locator(".toolbar").first.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    sizes = page.locator(".rich-text-tools :is(button, input, select):visible").evaluate_all(
        "nodes => nodes.map(node => [node.innerText, node.offsetWidth, node.offsetHeight])"
    )
    expect(page.locator("[data-rich-text-help]")).not_to_be_visible()
    button(page, "More").click()
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(button(page, "Redo")).to_be_visible()
    assert len(sizes) > 15
    assert [one for one in sizes if one[1] < 44 or one[2] < 44] == []


def test_the_panel_of_a_link_has_its_buttons_on_one_line(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    press(page, "Control+k")
    panel = page.locator("[data-tool-panel=link]")
    bottoms = panel.locator("button, input").evaluate_all(
        "nodes => nodes.map(node => Math.round(node.getBoundingClientRect().bottom))"
    )
    # The ring of the focus is 5 pixels wide, with the gap before it.
    room = panel.locator("label").evaluate(
        """label => {
          const words = document.createRange();
          words.selectNode(label.firstChild);
          return label.querySelector("input").getBoundingClientRect().top - words.getBoundingClientRect().bottom;
        }"""
    )
    press(page, "Escape")
    page.set_viewport_size({"width": 1280, "height": 720})
    assert len(bottoms) == 4
    assert max(bottoms) - min(bottoms) <= 2
    assert room > 5


def test_short_fields_have_names_of_their_own_and_few_buttons(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/desk/2012/iom/financing/")
    for number in (1, 2):
        expect(
            page.get_by_role("textbox", name=f"Source {number} As stated", exact=True)
        ).to_be_visible()
    bar = page.get_by_role("toolbar").first
    assert bar.get_by_role("button").count() == 6
    bar.get_by_role("button", name="Bold").focus()
    press(page, "End")
    assert focused(page) == "More"
    press(page, "Enter")
    expect(bar.get_by_role("button", name="More")).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowLeft")
    assert focused(page) == "Redo"
    assert faults(page) == {}
    page.close()


def test_a_text_is_written_and_saved_by_keys_alone(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(NEW)
    page.locator("input[name=kind]:checked").focus()
    for _step in range(6):
        press(page, "Tab")
        if page.evaluate("document.activeElement.id") == "id_text_editor":
            break
    expect(text_of(page)).to_be_focused()
    page.keyboard.type("Training in 10")
    press(page, "Control+.")
    page.keyboard.type("6")
    press(page, "Control+.", "Enter", "Control+Shift+Digit7")
    page.keyboard.type("Lima")
    press(page, "Enter")
    page.keyboard.type("Quito")
    press(page, "Control+s")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    stored = "<p>Training in 10<sup>6</sup></p><ol><li><p>Lima</p></li><li><p>Quito</p></li></ol>"
    assert Entry.objects.filter(text=stored).count() == 1
    page.close()


def test_the_table_of_cases_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert len({one.name for one in CASES}) == len(CASES)
