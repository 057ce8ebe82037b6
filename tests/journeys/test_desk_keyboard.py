"""Writing an entry without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from reporting.models import Entry
from tests.journeys.editing import NEW, SAVED, Desk, open_desk, text_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture(scope="module")
def module_page(desk: Desk):
    with desk.at(desk.writer) as context:
        yield context.new_page()


@pytest.fixture
def page(module_page: Page) -> Page:
    module_page.goto(NEW)
    expect(module_page.get_by_role("toolbar")).to_be_visible()
    return module_page


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText").strip()


def test_the_toolbar_is_one_stop_with_arrows_within(page: Page) -> None:
    page.get_by_role("button", name="Bold").focus()
    passed = []
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        passed.append(focused(page))
    assert passed == ["Italic", "List", "Link", "Bold", "Link", "Bold"]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Italic"  # where one left it


@pytest.mark.parametrize(
    ("name", "before", "chosen", "after"),
    [
        ("Bold", "a word here", (2, 6), "a **word** here"),
        ("Bold", "a **word** here", (4, 8), "a word here"),
        ("Bold", "a word  here", (1, 8), "a **word**  here"),
        ("Italic", "a word", (2, 6), "a *word*"),
        ("Italic", "a **word**", (4, 8), "a ***word***"),
        ("Italic", "a ***word***", (5, 9), "a **word**"),
        ("Italic", "", (0, 0), "*…*"),
        ("List", "one\ntwo\n\nthree", (1, 12), "- one\n- two\n\n- three"),
        ("List", "- one\n- two", (0, 11), "one\ntwo"),
        ("List", "1. one\n2. two", (0, 13), "- one\n- two"),
        ("Numbers", "one\ntwo", (0, 7), "1. one\n2. two"),
        ("Numbers", "before\none", (8, 8), "before\n1. one"),
        ("Heading", "Title\ntext", (2, 2), "### Title\ntext"),
        ("Heading", "### Title", (5, 5), "Title"),
        ("Link", "see page", (4, 8), "see [page](https://)"),
        ("Link", "https://oas.org", (0, 15), "[…](https://oas.org)"),
    ],
)
def test_each_button_changes_what_is_chosen(page: Page, name, before, chosen, after) -> None:
    text_of(page).fill(before)
    text_of(page).evaluate("(area, chosen) => area.setSelectionRange(...chosen)", chosen)
    page.keyboard.press("Shift+Tab")
    for _step in range(6):
        if focused(page) == name:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_be_focused()
    expect(text_of(page)).to_have_value(after)
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value(before)


@pytest.mark.parametrize(
    ("keys", "after"), [("b", "**word**"), ("i", "*word*"), ("k", "[word](https://)")]
)
def test_each_key_of_the_help_text_does_what_it_says(page: Page, keys: str, after: str) -> None:
    expect(page.locator("#id_text_helptext")).to_contain_text(f"Ctrl+{keys.upper()}")
    text_of(page).fill("word")
    text_of(page).press("Control+a")
    text_of(page).press(f"Control+{keys}")
    expect(text_of(page)).to_have_value(after)


def test_ctrl_s_saves_at_once(page: Page) -> None:
    text_of(page).fill("Saved by a key.")
    with page.expect_response(re.compile("/autosave/"), timeout=2000):
        text_of(page).press("Control+s")
    expect(page.locator(SAVED)).to_contain_text("Saved at")


def test_enter_goes_on_with_a_list_and_ends_it(page: Page) -> None:
    text_of(page).press_sequentially("- one\ntwo\n\nEnd\n9. nine\nten")
    expect(text_of(page)).to_have_value("- one\n- two\nEnd\n9. nine\n10. ten")


def test_an_entry_is_written_and_saved_by_keys_alone(page: Page) -> None:
    page.get_by_role("radio", name="Executed").focus()
    while not page.evaluate("document.activeElement.name === 'text'"):
        page.keyboard.press("Tab")
    page.keyboard.type("Written by keys.")
    while focused(page) != "Save":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk/2012/iom/#e-"))
    assert Entry.objects.filter(text="Written by keys.").count() == 1


@pytest.mark.parametrize("width", [360, 1440])
def test_what_has_the_focus_is_never_behind_the_bar(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.get_by_role("radio", name="Executed").focus()
    hidden = []
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('.editor-bar, footer'))"):
            break
        found = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector(".editor-bar").getBoundingClientRect();
              return box.top >= bar.top ? document.activeElement.outerHTML.slice(0, 120) : "";
            }"""
        )
        hidden += [found] if found else []
    assert hidden == []


def test_the_line_one_writes_stays_above_the_bar(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 740})
    text_of(page).focus()
    for number in range(40):
        page.keyboard.type(f"Line {number}\n")
    bar, area = page.evaluate(
        """() => [document.querySelector(".editor-bar"), document.querySelector("textarea#id_text")]
          .map(node => { const box = node.getBoundingClientRect(); return [box.top, box.bottom]; })"""
    )
    assert area[1] <= bar[0] + 40
