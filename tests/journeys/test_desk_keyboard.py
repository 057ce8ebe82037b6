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


def test_ctrl_s_saves_at_once(page: Page) -> None:
    text_of(page).fill("Saved by a key.")
    with page.expect_response(re.compile("/autosave/"), timeout=2000):
        text_of(page).press("Control+s")
    expect(page.locator(SAVED)).to_contain_text("Saved at")


def test_an_entry_is_written_and_saved_by_keys_alone(page: Page) -> None:
    page.get_by_role("radio", name="Executed").focus()
    while not page.evaluate("document.activeElement.id === 'id_text_editor'"):
        page.keyboard.press("Tab")
    page.keyboard.type("Written by keys.")
    while focused(page) != "Save":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk/2012/iom/#e-"))
    assert Entry.objects.filter(text="<p>Written by keys.</p>").count() == 1


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
        """() => [document.querySelector(".editor-bar"), document.querySelector("#id_text_editor")]
          .map(node => { const box = node.getBoundingClientRect(); return [box.top, box.bottom]; })"""
    )
    assert area[1] <= bar[0] + 40
