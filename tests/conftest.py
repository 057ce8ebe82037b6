"""What every test may use: the real 2011 report, loaded once into the test database."""

from pathlib import Path

import pytest
from django.test import override_settings

from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.importing.load import load_year
from reporting.models import ReportingYear
from reporting.queries.years import get_year
from tests.cast import *  # noqa: F403  the cast are fixtures, known to every test

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "2011"


def pytest_collection_modifyitems(items):
    """Whoever uses the report uses the test database, never the one of the working copy."""
    for item in items:
        if "report_2011" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the 2011 year; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        load_year(FIXTURES, update=False)


@pytest.fixture
def year_2011(db) -> ReportingYear:
    return get_year(2011)


@pytest.fixture(scope="session")
def report_2011(django_db_setup, django_db_blocker) -> Report:
    """The assembled 2011 report; frozen, so one for all tests."""
    with django_db_blocker.unblock():
        return assemble(get_year(2011), language="en")


@pytest.fixture(scope="session", autouse=True)
def quick_where_nothing_is_lost_by_it():
    """WhiteNoise otherwise goes through all static files for each test's client, and hashing a
    password takes half a second."""
    with override_settings(
        WHITENOISE_AUTOREFRESH=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
