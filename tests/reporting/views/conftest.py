"""What several pages are asked about."""

import pytest

from reporting.actions.entries import delete_entry
from tests.cast import chapter_of
from tests.factories import open_reporting_year, submission_at_status, write_entry


@pytest.fixture(params=["hidden", "deleted"])
def two_announcements(request, year_2012, secretariat) -> tuple[str, str]:
    """References of two public announcements; the plan that continues both is hidden or deleted."""
    before = chapter_of(year_2012, "iom")
    announcements = [
        write_entry(before, kind="next_year", text=text, activities=("5",), by=secretariat)
        for text in ("A course will be held.", "A guide will be published.")
    ]
    references = tuple(saved.entry.reference for saved in announcements)
    submission_at_status(before, "accepted", by=secretariat)
    chapter = chapter_of(open_reporting_year(2013, by=secretariat), "iom")
    plan = write_entry(
        chapter, kind="planned", activities=("5",), continues=references, by=secretariat
    )
    if request.param == "deleted":
        delete_entry(plan.entry, by=secretariat)
        submission_at_status(chapter, "accepted", by=secretariat)
    return references
