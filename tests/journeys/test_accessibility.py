"""Every kind of page, under axe and within its window."""

import pytest
from playwright.sync_api import Page

from tests.journeys.looking import DESK, PHONE, faults, violations
from tests.journeys.pages import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, address: str) -> None:
    page.goto(address)
    assert faults(page) == {}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_each_state_with_a_label_on_the_map_can_be_hit_with_a_thumb(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/countries/")
    found = page.evaluate(
        """() => [...document.querySelectorAll(".map a:has(.map-label)")].filter(a => a.ariaLabel).map(a => {
          const hit = a.querySelector(".map-label .map-hit");
          hit.scrollIntoView({block: "center"});
          const {left, top, width, height} = hit.getBoundingClientRect();
          const at = [[1, 1], [width - 1, 1], [1, height - 1], [width - 1, height - 1]];
          const all = at.every(([x, y]) => document.elementFromPoint(left + x, top + y)?.closest("a") === a);
          return [a.ariaLabel, Math.min(width, height), all];
        })"""
    )
    assert len(found) == 24
    assert [one for one in found if one[1] < 24 or not one[2]] == []


def test_the_keyboard_can_skip_the_map(page: Page) -> None:
    page.goto("/countries/")
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map') === null")
    assert page.evaluate("document.activeElement.closest('.map-and-list') !== null")


def test_axe_would_find_a_fault(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML += '<a href=\"/x\"></a><img src=\"/x\">'"
    )
    assert [rule for rule, _where in violations(page)] == ["image-alt", "link-name"]


def test_a_color_too_faint_in_the_dark_would_be_found(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        "document.styleSheets[document.styleSheets.length - 1].insertRule("
        "'@media (prefers-color-scheme: dark) { h1 { color: #222 !important } }')"
    )
    assert {scheme for _width, scheme in faults(page)} == {"dark"}


def test_a_page_loads_nothing_from_elsewhere_and_breaks_no_policy(
    page: Page, base_url: str
) -> None:
    foreign, complaints = [], []
    page.on(
        "request",
        lambda r: None if r.url.startswith((base_url, "data:")) else foreign.append(r.url),
    )
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("/", "/countries/MEX/", "/reports/2011/", "/accounts/login/", "/api/docs/"):
        page.goto(address)
    assert (foreign, complaints) == ([], [])
