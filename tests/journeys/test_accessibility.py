"""Every kind of page, under axe and within its window."""

import pytest
from playwright.sync_api import Page

from tests.journeys.looking import faults, violations
from tests.journeys.pages import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, address: str) -> None:
    page.goto(address)
    assert faults(page) == {}


def test_axe_would_find_a_fault(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML += '<a href=\"/x\"></a><img src=\"/x\">'"
    )
    assert [rule for rule, _where in violations(page)] == ["image-alt", "link-name"]


def test_a_colour_too_faint_in_the_dark_would_be_found(page: Page) -> None:
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
