"""A desk to write at: 2012 opened from the printed 2011, people signed in, and their browsers."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page

from implementers.models import Role, User
from program.rich_text import from_plain
from reporting.actions.entries import save_entry
from reporting.models import Entry, ReportingYear
from tests.cast import chapter_of
from tests.factories import PASSWORD, content, member, open_reporting_year, person
from tests.journeys.database import put_back

NEW = "/desk/2012/iom/entries/new/?kind=executed"
SAVED = "[data-status][data-state=saved]"
FAILED = "[data-status][data-state=failed]"

# What a browser does at Ctrl+V, with a clipboard as Word or another program fills it.
PASTE = """([html, text]) => {
  const area = document.querySelector("#id_text_editor");
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  if (text) clipboardData.setData("text/plain", text);
  area.focus();
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  // Firefox does not take the data from the arguments of the constructor.
  Object.defineProperty(event, "clipboardData", { value: clipboardData });
  area.dispatchEvent(event);
}"""


@dataclass
class Desk:
    browser: Browser
    base_url: str
    year: ReportingYear
    secretariat: User
    writer: User
    colleague: User
    focal_point: User

    def entry(self, text: str) -> Entry:
        """One in IOM's chapter, saved by its writer."""
        chapter = chapter_of(self.year, "iom")
        return save_entry(chapter, content(text=from_plain(text)), by=self.writer).entry

    @contextmanager
    def at(self, user: User, **options: object) -> Iterator[BrowserContext]:
        """The person's browser, signed in."""
        context = self.browser.new_context(base_url=self.base_url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        sign_in(context, user, self.base_url)
        yield context
        context.close()


@contextmanager
def open_desk(browser: Browser, base_url: str) -> Iterator[Desk]:
    """Afterwards the database holds the 2011 report and nothing else."""
    with put_back():
        secretariat = person("Secretariat", is_secretariat=True)
        writer = member("IOM Writer", "iom", Role.WRITER)
        writer.set_password(PASSWORD)  # the one who signs in by hand too
        writer.save()
        yield Desk(
            browser,
            base_url,
            open_reporting_year(2012, by=secretariat),
            secretariat,
            writer,
            member("IOM Colleague", "iom", Role.WRITER),
            member("IOM Focal Point", "iom", Role.FOCAL_POINT),
        )


def sign_in(context: BrowserContext, user: User, base_url: str) -> None:
    """By a session of the server's own: hashing passwords takes long."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    key = request.session.session_key or ""
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base_url}])


def sign_out(context: BrowserContext) -> None:
    """What an expired session is to a browser: the cookie is gone."""
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def crash(page: Page) -> None:
    """The program dies: no page is told, nothing is sent any more."""
    with suppress(Error):
        page.goto("chrome://crash")
    page.close()


def text_of(page: Page) -> Locator:
    """The editor of an entry's text."""
    return page.locator("#id_text_editor")


def stored_of(page: Page) -> str:
    """The text as the editor sends it."""
    return page.locator("[name=text-html]").input_value()


def paste(page: Page, html: str, text: str = "") -> None:
    page.evaluate(PASTE, [html, text])


def copies(page: Page) -> list[str]:
    """The names of the copies that this browser keeps."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('writing:'))")
