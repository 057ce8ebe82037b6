"""Two chapters that become public at the same moment, on a database where that is possible."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from implementers.models import Implementer
from program.models import Program
from reporting.actions.figures import keep_figures
from reporting.actions.publishing import publish
from reporting.enums import Origin, SubmissionStatus
from reporting.models import ChapterFigures, ReportingYear, Submission, YearFigures


@pytest.fixture
def committed_chapters(django_db_setup, django_db_blocker):
    """Two drafts that other connections see; taken away by hand afterwards."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("an SQLite in memory has one connection at a time")
        year = ReportingYear.objects.create(
            program=Program.objects.get(is_current=True), year=2048, title="2048"
        )
        chapters = [
            Submission.objects.create(
                reporting_year=year,
                implementer=Implementer.objects.get(slug=slug),
                position=place,
                origin=Origin.IMPORT,
            )
            for place, slug in enumerate(("iom", "ilo"), start=1)
        ]
        keep_figures(year.pk)
        yield chapters
        year.submissions.all().delete()
        year.delete()


def test_both_are_counted(committed_chapters):
    start = Barrier(2)

    def accept(chapter):
        try:
            with transaction.atomic():
                start.wait()
                chapter.status = SubmissionStatus.ACCEPTED
                chapter.save()
                publish(chapter)
                time.sleep(0.3)  # the other one counts before this one is committed, if it may
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(accept, committed_chapters))
    year = committed_chapters[0].reporting_year_id
    assert YearFigures.objects.get(pk=year).chapters == 2
    assert ChapterFigures.objects.filter(of_year=year).count() == 2
