import pytest

from reporting.checks.content import CheckedYear
from reporting.checks.reading import read_year
from reporting.checks.run import run_checks
from reporting.queries.years import get_year


@pytest.fixture(scope="session")
def checked_2011(django_db_setup, django_db_blocker) -> CheckedYear:
    """The 2011 year as the checks see it; frozen, so one for all tests."""
    with django_db_blocker.unblock():
        return read_year(get_year(2011))


@pytest.fixture(scope="session")
def findings_2011(checked_2011):
    return run_checks(checked_2011)


@pytest.fixture(scope="session")
def gazetteer(checked_2011):
    return checked_2011.gazetteer
