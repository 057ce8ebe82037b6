"""The cast: always the same people, named by what they do, and the chapters they work on."""

import pytest

from implementers.models import Role, User
from reporting.models import ReportingYear, Submission
from tests.factories import member, open_reporting_year, person


@pytest.fixture
def iom_writer(db) -> User:
    return member("IOM Writer", "iom", Role.WRITER)


@pytest.fixture
def iom_focal_point(db) -> User:
    return member("IOM Focal Point", "iom", Role.FOCAL_POINT)


@pytest.fixture
def unhcr_writer(db) -> User:
    return member("UNHCR Writer", "unhcr", Role.WRITER)


@pytest.fixture
def secretariat(db) -> User:
    return person("Secretariat", is_secretariat=True)


@pytest.fixture
def administrator(db) -> User:
    return person("Administrator", is_staff=True, is_superuser=True)


@pytest.fixture
def stranger(db) -> User:
    """Signed in, and a member of nothing."""
    return person("Stranger")


@pytest.fixture
def year_2012(secretariat: User) -> ReportingYear:
    """2012, opened from the printed 2011: its announcements are plans now."""
    return open_reporting_year(2012, by=secretariat)


@pytest.fixture
def open_year_2013(secretariat: User) -> ReportingYear:
    """An open year in which nothing is written yet: no report of 2012 announced anything."""
    return open_reporting_year(2013, by=secretariat)


@pytest.fixture
def iom_draft(open_year_2013: ReportingYear) -> Submission:
    """IOM's empty chapter of an open year."""
    return chapter_of(open_year_2013, "iom")


@pytest.fixture
def unhcr_draft(open_year_2013: ReportingYear) -> Submission:
    return chapter_of(open_year_2013, "unhcr")


def chapter_of(reporting_year: ReportingYear, slug: str) -> Submission:
    chapters = reporting_year.submissions.working().select_related("reporting_year", "implementer")
    return chapters.get(implementer__slug=slug)
