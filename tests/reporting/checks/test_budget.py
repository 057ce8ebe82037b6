"""A check that has no time is told as not run on every surface, and never counts as passed."""

import json

import pytest
from django.core.management import call_command

from reporting.actions.entries import save_entry
from reporting.actions.findings import (
    DismissalRefused,
    dismiss,
    findings_of_chapter,
    findings_of_year,
    review_entry,
)
from reporting.checks.budget import Budget
from reporting.checks.finding import Severity
from reporting.checks.registry import Scope
from reporting.checks.run import all_checks, check_chapter, run_checks
from reporting.models import Entry
from tests.factories import content
from tests.reporting.checks.making import entry, year_of
from tests.reporting.checks.slow import CODE, slow_check
from tests.reporting.views.desk_forms import posted

NEW = "/desk/2013/iom/entries/new/"
AUTOSAVE = "/desk/2013/iom/entries/autosave/"


def not_run(findings) -> list[str]:
    return [one.code for one in findings if one.severity == Severity.NOT_RUN]


@pytest.mark.parametrize("scope", Scope)
def test_a_check_that_exceeds_the_budget_is_not_run_and_the_others_are(scope):
    year = year_of(entry("He he came."))
    with slow_check(seconds=1, scope=scope):
        findings = run_checks(year, Budget(0.6))

    assert not_run(findings) == [CODE]
    assert "words.doubled" in {one.code for one in findings}


def test_without_time_no_check_is_run_and_each_is_named():
    findings = run_checks(year_of(entry("He he came.")), Budget(0))

    assert sorted(not_run(findings)) == sorted(one.code for one in all_checks())
    assert len(findings) == len(all_checks())


def test_a_chapter_says_that_a_check_was_not_run_for_it():
    year = year_of(entry("He he came."))
    slug = year.chapters[0].slug
    found = check_chapter(year, slug, Budget(0))

    assert len(found) == len(all_checks())
    assert {one.chapter for one in found} == {slug}


def test_without_a_budget_every_check_is_run():
    with slow_check(seconds=0.01):
        assert not_run(run_checks(year_of(entry("He came.")))) == []


@pytest.fixture
def no_time(settings):
    settings.CHECK_BUDGET_SECONDS = 0


@pytest.fixture
def written(iom_draft, iom_writer) -> Entry:
    return save_entry(iom_draft, content(text="He he came."), by=iom_writer).entry


@pytest.mark.django_db
class TestSurfaces:
    def test_the_save_of_an_entry_tells_it(self, client, iom_draft, iom_writer, no_time):
        client.force_login(iom_writer)
        page = client.post(NEW, posted(text="He he came."), follow=True).content.decode()

        assert "were not run" in page
        assert "words.doubled" in page

    def test_the_form_tells_it(self, client, written, iom_writer, no_time):
        client.force_login(iom_writer)
        page = client.get(f"/desk/entries/{written.reference}/").content.decode()

        assert "were not run" in page
        assert "words.doubled" in page

    def test_autosave_tells_it(self, client, iom_draft, iom_writer, no_time):
        client.force_login(iom_writer)
        answer = client.post(AUTOSAVE, posted(text="He he came.")).json()

        assert "words.doubled" in {one["code"] for one in answer["warnings"]}
        assert "were not run" in answer["panel"]

    def test_the_findings_of_a_chapter_tell_it(self, client, written, iom_writer, no_time):
        client.force_login(iom_writer)
        page = client.get("/desk/2013/iom/findings/").content.decode()

        assert f"{len(all_checks())} not run" in page
        assert "words.doubled" in page
        assert "The checks find nothing" not in page

    def test_the_findings_of_a_year_tell_it(self, client, written, secretariat, no_time):
        client.force_login(secretariat)
        page = client.get("/desk/2013/findings/").content.decode()

        assert f"{len(all_checks())} not run" in page
        assert "The check “words.doubled” was not run" in page

    def test_the_year_at_a_glance_tells_it(self, client, written, secretariat, no_time):
        client.force_login(secretariat)
        assert "checks were not run" in client.get("/desk/years/2013/").content.decode()

    def test_the_command_tells_it_and_does_not_pass(self, written, capsys):
        with pytest.raises(SystemExit) as ended:
            call_command("check_report", "2013", "--budget", "0")
        assert ended.value.code == 2
        said = capsys.readouterr().out
        assert "report: not run words.doubled:" in said
        assert said.splitlines()[-1].startswith(f"{len(all_checks())} checks were not run:")

        with pytest.raises(SystemExit):
            call_command("check_report", "2013", "--budget", "0", "--format", "json")
        told = json.loads(capsys.readouterr().out)
        assert "words.doubled" in told["not_run"]
        assert told["counts"] == {"blocker": 0, "warning": 0, "notice": 0}

    def test_a_check_that_was_not_run_cannot_be_dismissed(self, iom_draft, secretariat, no_time):
        [first, *_] = findings_of_year(iom_draft.reporting_year)

        with pytest.raises(DismissalRefused):
            dismiss(iom_draft.reporting_year, first, reason="It is fine.", by=secretariat)

    def test_a_slow_check_is_told_where_the_others_are_run(self, iom_draft, written, settings):
        settings.CHECK_BUDGET_SECONDS = 1
        with slow_check(seconds=1.5):
            found = [one.finding for one in findings_of_chapter(iom_draft)]
            look = review_entry(iom_draft, content(text="He he came."), reference=written.reference)

        assert not_run(found) == not_run(look.findings) == [CODE]
        assert "words.doubled" in {one.code for one in found}
        assert look.suggestions == ()
