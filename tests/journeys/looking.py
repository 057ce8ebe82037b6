"""Looking at a page as a person might not: by axe with its rules of WCAG 2.0 to 2.2, and with a ruler."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, TABLET, DESK = 360, 768, 1440
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# The rules that the colors of the dark scheme can break; the rest is the same in both.
_OF_COLORS = ["color-contrast", "link-in-text-block"]
_AXE = Axe().axe_script
# What passed is neither described nor sent: that took as long as looking.
_VIOLATIONS = """async ({ rules, levels }) => {
  const values = rules ?? axe.getRules(levels).map(one => one.ruleId);
  const found = await axe.run({ runOnly: { type: "rule", values }, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => [id, nodes.map(node => node.html.slice(0, 160))]);
}"""


def faults(page: Page) -> dict[tuple[int, str], object]:
    """What is wrong with the page as it stands, by width and by what was looked at; empty when fine.

    By axe on a phone and at a desk, there light and dark; how many pixels too wide at three widths.
    """
    found: dict[tuple[int, str], object] = {}
    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        found[width, "pixels too wide"] = too_wide(page)
        if width != TABLET:
            found[width, "light"] = violations(page)
    # The colors of the dark scheme do not depend on the width.
    page.emulate_media(color_scheme="dark")
    found[DESK, "dark"] = violations(page, _OF_COLORS)
    page.emulate_media(color_scheme="light")
    return {key: fault for key, fault in found.items() if fault}


def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, list[str]]]:
    """(rule, where) of everything that axe finds, by these rules or by all of the levels.

    Rules that it calls experimental run too.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate(_VIOLATIONS, {"rules": rules, "levels": _LEVELS})
    return [(rule, where) for rule, where in found]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    beyond: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return beyond
