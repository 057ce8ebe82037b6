"""What every test may use: the real 2011 report, loaded once into the test database."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import TestCase, override_settings
from xdist.scheduler import LoadFileScheduling

from implementers.models import Role
from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.models import ReportingYear
from reporting.queries.years import get_year
from tests.cast import *  # noqa: F403  the cast are fixtures, known to every test
from tests.crooked_year import Writers, make_crooked_year
from tests.factories import member, person
from tests.prepared import Prepared, folder_of_the_run, name_of


@pytest.fixture(scope="session", autouse=True)
def _no_second_factor_required():
    """The cast signs in with a password; what the default requires has tests of its own."""
    with override_settings(REQUIRE_TOTP_FOR=[]):
        yield


@pytest.fixture(scope="session", autouse=True)
def attachments_root(tmp_path_factory):
    """The folder of attached files, so that no test writes into the working copy."""
    folder = tmp_path_factory.mktemp("attachments")
    with override_settings(ATTACHMENTS_ROOT=folder):
        yield folder


def pytest_collection_modifyitems(items):
    """Whoever uses the report uses the test database, never the one of the working copy; what is
    long comes first."""
    for item in items:
        if not {"report_2011", "crooked_year"}.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: _how_late(item.location[0]))


# What takes longest begins first, so that the workers end together.
_LONG = (
    "tests/crash/test_kill.py",
    "tests/reporting/views/test_visibility.py",
    "tests/reporting/views/test_html.py",
    "tests/reporting/backup/test_moving.py",
    "tests/reporting/views/test_reopened.py",
    "tests/upgrade/test_upgrade.py",
    "tests/reporting/importing/test_load.py",
    "tests/reporting/test_bounded_work.py",
    "tests/reporting/actions/test_any_order.py",
    "tests/reporting/management/test_dumpdata.py",
    "tests/deploy/test_operations.py",
    "tests/reporting/api/test_pages.py",
    "tests/reporting/document/test_pdf.py",
    "tests/reporting/document/test_hostile_text.py",
    "tests/reporting/document/test_docx.py",
    "tests/crash/test_two_at_once.py",
    "tests/reporting/test_admin.py",
    "tests/reporting/document/",
)
# They read the same walk over all pages, which a worker makes once.
_WALKS = ("tests/reporting/views/test_visibility.py", "tests/reporting/views/test_html.py")


def _how_late(path: str) -> int:
    return next((n for n, long in enumerate(_LONG) if path.startswith(long)), len(_LONG))


class _FilesTogether(LoadFileScheduling):
    """`--dist loadfile`, and both files of the walk to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        path = super()._split_scope(nodeid)
        return _WALKS[0] if path in _WALKS else path


def pytest_xdist_make_scheduler(config, log):
    return _FilesTogether(config, log) if config.option.dist == "loadfile" else None


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


@pytest.fixture(scope="class")
def crooked_year(django_db_setup, django_db_blocker) -> Iterator[ReportingYear]:
    """2013 as tests/crooked_year.py describes it, made once for the tests of a class; what each of
    them changes is rolled back. Its writers are people of their own."""
    with django_db_blocker.unblock():
        made = TestCase._enter_atomics()  # as Django does around `setUpTestData`
        try:
            writers = Writers(
                person("Secretariat of 2013", is_secretariat=True),
                member("IOM Writer of 2013", "iom", Role.WRITER),
                member("IOM Focal Point of 2013", "iom", Role.FOCAL_POINT),
            )
            yield make_crooked_year(writers)
        finally:
            TestCase._rollback_atomics(made)


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
