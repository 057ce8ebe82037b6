"""A portal with the 2011 report, served to a real Chromium.

One server for all journeys, on the test database as it is: pytest-django's `live_server` would
empty it after each of them. A journey that writes puts the database back itself (`written`).
"""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.database import put_back

# What is expected is waited for; on a machine with other work five seconds were not enough once.
expect.set_options(timeout=15_000)

# Playwright runs an event loop in the thread of the tests, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_SERVED = {
    # Files as they lie in static/: a server of tests knows no hashed names.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    # Journeys go over http.
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_name: str) -> dict[str, object]:
    """Debian's browsers. Firefox as it is published is driven by WebDriver BiDi."""
    if browser_name == "firefox":
        path = os.environ.get("FIREFOX", "/usr/bin/firefox-esr")
        return {"executable_path": path, "channel": "moz-firefox"}
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-gpu"],
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory) -> None:
    """SQLite in a file: in memory, the tests and the server would share one connection, and a page
    that is still saving would lock the tables of the test that empties them."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("journeys") / "portal.sqlite3")


@pytest.fixture(scope="session")
def base_url(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Where the portal is served."""
    with django_db_blocker.unblock(), override_settings(**_SERVED):
        server = LiveServer("localhost")
        with server._live_server_modified_settings:
            yield server.url
        server.stop()


@pytest.fixture(autouse=True)
def transactional_db() -> None:
    """In place of pytest-django's, which by this name knows that a journey needs the database and
    that it comes after the tests that put theirs back: nothing is emptied."""


@pytest.fixture
def written(base_url) -> Iterator[None]:
    """A journey that writes; afterwards the database holds the 2011 report and nothing else."""
    with put_back():
        yield
