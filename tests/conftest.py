"""What every test may use: the real 2011 report, loaded once into the test database."""

import gc
import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import override_settings

from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.models import ReportingYear
from reporting.queries.years import get_year
from tests.cast import *  # noqa: F403  the cast are fixtures, known to every test
from tests.prepared import Prepared, folder_of_the_run, name_of


def pytest_collection_modifyitems(items):
    """Whoever uses the report uses the test database, never the one of the working copy."""
    for item in items:
        if "report_2011" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


def pytest_collection_finish():
    """The garbage collector took a seventh of the time: it kept going through all that is imported
    and collected, and stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session")
def prepared(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> Prepared:
    return Prepared(folder_of_the_run(tmp_path_factory))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, prepared):
    """The test database begins as a copy of the one with the 2011 year, so `migrate` finds nothing
    to do; each test's own changes are rolled back."""
    if not prepared.is_sqlite:
        connection.settings_dict["TEST"]["TEMPLATE"] = name_of(prepared.loaded)
        yield
        return

    def fill(connection, **_):
        with closing(sqlite3.connect(prepared.loaded.removeprefix("sqlite:///"))) as loaded:
            if not connection.introspection.table_names():
                loaded.backup(connection.connection)

    connection_created.connect(fill)
    yield
    connection_created.disconnect(fill)


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
