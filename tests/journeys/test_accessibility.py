"""Every kind of page, by axe with all its rules of WCAG 2.0 to 2.2, and at three widths."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.pages import KINDS

pytestmark = pytest.mark.browser

PHONE, TABLET, DESK = 360, 768, 1440
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing(page: Page, address: str) -> None:
    found = {}
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found[width, scheme] = violations(page)
    assert {key: broken for key, broken in found.items() if broken} == {}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """(rule, where) of everything that axe finds. Rules that it calls experimental run too."""
    axe = Axe()
    page.evaluate(axe.axe_script)
    rules = page.evaluate("levels => axe.getRules(levels).map(rule => rule.ruleId)", LEVELS)
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": rules}}
    response = page.evaluate("options => axe.run(options)", options)
    return [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]])
        for violation in response["violations"]
    ]


def test_axe_would_find_a_fault(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').innerHTML += '<a href=\"/x\"></a><img src=\"/x\">'"
    )
    assert [rule for rule, _where in violations(page)] == ["image-alt", "link-name"]


@pytest.mark.parametrize("address", KINDS)
def test_nothing_is_wider_than_the_window(page: Page, address: str) -> None:
    page.goto(address)
    beyond = {}
    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        beyond[width] = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    assert beyond == {PHONE: 0, TABLET: 0, DESK: 0}


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
