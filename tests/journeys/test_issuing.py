"""The secretariat issues the 2011 report, and somebody downloads and checks it."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page, expect

from tests.factories import person
from tests.journeys.editing import paste, text_of
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

MINUTES = 4 * 60 * 1000  # milliseconds that rendering may take on a slow machine
PAGES = [
    "/desk/years/2011/report/?q=migrants",
    "/desk/years/2011/report/parts/background/",
    "/desk/years/2011/report/cover/",
    "/desk/years/2011/issue/",
    "/desk/years/2011/issue/1/",
    "/desk/years/2011/correct/",
    "/reports/2011/",
    "/reports/2011/editions/1/",
]


@pytest.fixture
def signed_in(page: Page, written, base_url: str) -> Page:
    """The secretariat's browser."""
    secretariat = person("Secretariat", is_secretariat=True)
    session = SessionStore()
    session[SESSION_KEY] = str(secretariat.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = secretariat.get_session_auth_hash()
    session.create()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": base_url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    return page


def test_an_edition_is_issued_and_its_pdf_is_what_the_page_says(signed_in: Page, tmp_path: Path):
    page = signed_in
    page.goto("/desk/years/2011/report/")
    page.get_by_role("main").get_by_role("link", name="Issue", exact=True).click()
    page.get_by_label("Symbol").fill("DEMO/2011")
    page.get_by_label("Date").fill("2012-03-01")
    page.get_by_role("button", name="Issue it").click()
    expect(page.get_by_role("main")).to_contain_text("Issued.", timeout=MINUTES)
    page.get_by_role("link", name="Go to the edition").click()
    expect(page).to_have_url("/reports/2011/editions/1/")

    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="PDF"))
    shown = row.locator("code").inner_text()
    answer = page.request.get("/reports/2011/editions/1/report.pdf")
    assert answer.body().startswith(b"%PDF")
    assert hashlib.sha256(answer.body()).hexdigest() == shown

    for address in PAGES:
        page.goto(address)
        assert faults(page) == {}, address


def test_a_part_of_the_report_is_shown_as_printed_while_it_is_written(signed_in: Page):
    page = signed_in
    page.goto("/desk/years/2011/report/parts/background/")
    text, preview = text_of(page), page.locator("[data-preview]")
    expect(preview).not_to_be_empty()
    text.press("Control+a")
    paste(page, "<ul><li><b>One</b></li><li>Two &lt;script&gt;alert(1)&lt;/script&gt;</li></ul>")
    expect(preview.locator("li strong")).to_have_text("One")
    expect(preview.locator("li").last).to_have_text("Two <script>alert(1)</script>")
    expect(preview.locator("script")).to_have_count(0)
    text.press("Control+a")
    text.press("Delete")
    expect(preview).to_be_empty()


def test_the_preview_goes_on_after_signing_in_again_elsewhere(signed_in: Page):
    page = signed_in
    page.goto("/desk/years/2011/report/parts/background/")
    page.context.clear_cookies(name="csrftoken")
    text_of(page).press("Control+a")
    paste(page, "<p>Another <b>word</b>.</p>")
    expect(page.locator("[data-preview] strong")).to_have_text("word")
