"""A portal with the 2011 report, served to a real Chromium.

One server for all journeys, on the test database as it is: pytest-django's `live_server` would
empty it after each of them. A journey that writes puts the database back itself (`written`).
"""

import os
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from reporting.importing.load import load_year
from tests.conftest import FIXTURES

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
def browser_type_launch_args() -> dict[str, object]:
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--disable-gpu"],
    }


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


@pytest.fixture(scope="session")
def playwright(base_url, playwright):
    """Started after the portal: under its loop Django opens other connections to the database,
    and one in memory lives only as long as the connection that made it."""
    return playwright


@pytest.fixture
def written(base_url) -> Iterator[None]:
    """A journey that writes; afterwards the database holds the 2011 report and nothing else."""
    yield
    _empty_the_database()
    load_year(FIXTURES, update=False)
    connections.close_all()


def _empty_the_database(tries: int = 40) -> None:
    """Flush; a page that is still saving itself may hold a table for a moment."""
    for left in reversed(range(tries)):
        try:
            call_command("flush", interactive=False, verbosity=0)
        except CommandError:
            if not left:
                raise
            time.sleep(0.25)
        else:
            return
