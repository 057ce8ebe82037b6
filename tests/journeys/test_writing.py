"""A writer signs in with a password and a code, adds an entry, and finds it in the chapter."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from implementers.models import Role, User
from reporting.models import Entry
from tests.factories import PASSWORD, member, open_reporting_year, person
from tests.journeys.editing import text_of

pytestmark = pytest.mark.browser

TEXT = "Training of trainers in San José on the identification of victims of trafficking."


@pytest.fixture
def secret(written) -> str:
    """What the authenticator of IOM's writer holds; 2012 is open."""
    open_reporting_year(2012, by=person("Secretariat", is_secretariat=True))
    writer = member("IOM Writer", "iom", Role.WRITER)
    writer.set_password(PASSWORD)
    writer.save()
    made = totp.generate_totp_secret()
    totp.TOTP.activate(writer, made)
    return made


def code_for(secret: str) -> str:
    """What an authenticator app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def sign_in(page: Page, secret: str) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Sign in").click()
    page.locator("input[name=login]").fill(User.objects.get(last_name="IOM Writer").email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.locator("input[name=code]").fill(code_for(secret))
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).to_have_url("/desk/")


def test_a_writer_signs_in_with_a_code_and_adds_an_entry(page: Page, secret: str) -> None:
    sign_in(page, secret)
    page.get_by_role("main").locator("a[href='/desk/2012/iom/']").first.click()
    executed = page.locator("section#executed")
    executed.get_by_role("link", name="Add an entry").click()
    expect(page.locator("input[name=kind][value=executed]")).to_be_checked()

    text_of(page).fill(TEXT)
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).last.click()

    shown = page.locator("section#executed .entry")
    expect(shown).to_contain_text([TEXT], timeout=60_000)
    expect(shown).to_be_in_viewport()
    saved = Entry.objects.get(text=f"<p>{TEXT}</p>")
    assert (saved.submission.implementer.slug, saved.kind) == ("iom", "executed")

    # Nobody else sees it before the chapter is accepted.
    assert page.goto(f"/entries/{saved.reference}/").status == 404


def test_a_wrong_code_does_not_open_the_desk(page: Page, secret: str) -> None:
    page.goto("/accounts/login/?next=/desk/")
    page.locator("input[name=login]").fill(User.objects.get(last_name="IOM Writer").email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.locator("input[name=code]").fill("000000")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.locator("input[name=code]")).to_be_visible()
    page.goto("/desk/")
    expect(page).not_to_have_url("/desk/")
    expect(page.locator("input[name=code]")).to_be_visible()
