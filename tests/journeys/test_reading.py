"""A reader finds what happened, with whatever they have: a mouse, a keyboard, a phone, paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page_without_scripts(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def go_from_the_front_to_an_entry_in_the_report(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="By country").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Countries")

    page.locator(".columns").get_by_role("link", name="Mexico", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mexico")
    expect(
        page.get_by_text("8 implementers reported 36 entries that concern Mexico")
    ).to_be_visible()

    page.get_by_role("link", name="Permanent link and citation 2011-iom-38").click()
    expect(page).to_have_url("/entries/2011-iom-38/")
    expect(page.locator(".citation")).to_contain_text("entry 2011-iom-38")

    page.get_by_role("link", name="Its place in the report").click()
    expect(page).to_have_url("/reports/2011/#e-2011-iom-38")
    expect(page.locator("#e-2011-iom-38")).to_be_in_viewport()


def test_from_the_front_page_over_a_country_to_an_entry_in_the_report(page: Page) -> None:
    go_from_the_front_to_an_entry_in_the_report(page)


def test_the_same_way_without_javascript(page_without_scripts: Page) -> None:
    go_from_the_front_to_an_entry_in_the_report(page_without_scripts)


def test_the_same_way_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    go_from_the_front_to_an_entry_in_the_report(page)


def test_a_long_entry_opens_and_closes_without_javascript(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("/years/2011/iachr/")
    entry = page.locator("#e-2011-iachr-8")
    expect(entry.locator(".prose:not(.excerpt)")).not_to_be_visible()
    entry.get_by_text("Read all").click()
    expect(entry.locator(".prose:not(.excerpt)")).to_be_visible()
    entry.get_by_text("Show less").click()
    expect(entry.locator(".prose:not(.excerpt)")).not_to_be_visible()


def focused(page: Page) -> str:
    """The words of what has the keyboard's focus."""
    return page.evaluate("document.activeElement.innerText").strip()


def test_the_first_key_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/countries/MEX/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) == "36"  # the number of entries leads to them


def test_the_keyboard_goes_through_the_page_in_the_order_one_reads(page: Page) -> None:
    page.goto("/countries/MEX/")
    passed = []
    for _key in range(17):
        page.keyboard.press("Tab")
        passed.append(focused(page).split("\n")[0])
    assert passed[0] == "Skip to the content"
    assert passed[1].startswith("Human Rights of Migrants")
    assert passed[2:8] == [
        "Years", "Countries", "Activities", "Implementers", "Themes", "Reports",
    ]  # fmt: skip
    assert passed[-6:-3] == ["Home", "Countries", "36"]
    assert [words.split()[0] for words in passed[-3:]] == ["Executed", "Planned", "Took"]


def test_what_has_the_focus_is_seen(page: Page) -> None:
    page.goto("/countries/MEX/")
    for _key in range(40):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle,"
            " document.activeElement.getBoundingClientRect().width > 0]"
        )
        assert outline == ["solid", True], focused(page)


def test_the_menu_of_a_phone_opens_and_leads_by_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main, small screens")
    expect(menu).not_to_be_visible()
    for _key in range(5):
        page.keyboard.press("Tab")
    assert focused(page) == "Menu"
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    for _key in range(3):
        page.keyboard.press("Tab")
    assert focused(page) == "Countries"
    page.keyboard.press("Enter")
    expect(page).to_have_url("/countries/")


def test_a_closed_menu_holds_no_stop_for_the_keyboard(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/countries/")
    for _key in range(6):
        page.keyboard.press("Tab")
    assert focused(page) == "Home"


@pytest.mark.parametrize("address", ["/countries/MEX/", "/years/2011/iachr/", "/activities/67/"])
def test_on_paper_every_entry_stands_with_its_whole_text(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    entries = page.locator(".entry")
    expect(entries.first).to_be_visible()
    for number in range(entries.count()):
        text = entries.nth(number).locator(".prose:not(.excerpt)")
        assert text.evaluate("e => e.checkVisibility() && e.getBoundingClientRect().height > 0")
    expect(page.locator(".excerpt").first).not_to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).not_to_be_visible()


def test_on_paper_the_report_stands_without_its_side(page: Page) -> None:
    page.goto("/reports/2011/")
    page.emulate_media(media="print")
    expect(page.locator("#e-2011-iom-38")).to_be_visible()
    expect(page.locator(".report-contents")).not_to_be_visible()
    expect(page.locator(".buttons").first).not_to_be_visible()


def test_the_dark_page_is_dark(page: Page) -> None:
    page.goto("/")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 21, 28)"
