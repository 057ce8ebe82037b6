"""A chapter or an edition with a check that had no time waits until it was run in the background."""

import datetime

import pytest
from django.utils import timezone

from reporting.actions import editions
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.findings import dismiss, findings_of_chapter
from reporting.actions.submissions import findings_of, submit
from reporting.checks.finding import Severity
from reporting.checks.reading import read_year
from reporting.checks.run import all_checks
from reporting.enums import CheckState, IssueState
from reporting.models import BackgroundCheck, Edition, Issuing, Submission
from reporting.tasks import begin_checks, check_in_background
from tests.factories import write_entry
from tests.reporting.checks.slow import CODE, slow_check
from tests.reporting.editions import quick
from tests.reporting.views import act

pytestmark = pytest.mark.django_db
SUBMIT = "/desk/2013/iom/submit/"
ISSUE = "/desk/years/2011/issue/"
EDITION = {"symbol": "DEMO/2011", "date": "2012-03-01", "language": "en", "note": ""}


@pytest.fixture(autouse=True)
def _at_once(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CHECK_BUDGET_SECONDS = 0
    monkeypatch.setattr(editions.issue, "__kwdefaults__", {"renderer": quick})


@pytest.fixture
def written(iom_draft, iom_writer) -> Submission:
    write_entry(iom_draft, by=iom_writer, text="He he came.")
    return Submission.objects.get(pk=iom_draft.pk)


@pytest.fixture
def focal_point(client, iom_focal_point):
    client.force_login(iom_focal_point)
    return client


def not_run(chapter) -> list[str]:
    found = [one.finding for one in findings_of_chapter(chapter)]
    return [one.code for one in found if one.severity == Severity.NOT_RUN]


def status(chapter) -> str:
    return Submission.objects.get(pk=chapter.pk).status


def test_a_check_that_was_not_run_stops_the_submission(written, iom_focal_point):
    with pytest.raises(TransitionDenied, match=r"words\.doubled"):
        submit(written, findings=findings_of(written), by=iom_focal_point)

    assert status(written) == "draft"


def test_submitting_is_refused_and_succeeds_once_the_checks_were_run(
    written, focal_point, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as begun:
        refused = act(focal_point, SUBMIT)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "They are running in the background" in page
    assert "words.doubled" in page
    assert status(written) == "draft"
    assert BackgroundCheck.objects.get().state == CheckState.WAITING
    assert act(focal_point, SUBMIT).status_code == 409  # asked again, it is begun once
    [run] = begun
    run()

    page = focal_point.get(SUBMIT).content.decode()
    assert "in the background" not in page
    assert "“he he”" in page.lower()
    assert act(focal_point, SUBMIT).status_code == 302
    assert status(written) == "submitted"


def test_what_was_found_in_an_older_version_is_never_used(written, iom_writer):
    begin_checks(written)
    check_in_background.call(BackgroundCheck.objects.get().pk)
    assert not_run(written) == []
    write_entry(written, by=iom_writer, text="More.")

    assert len(not_run(written)) == len(not_run(Submission.objects.get(pk=written.pk))) > 0
    assert begin_checks(written)
    current = Submission.objects.get(pk=written.pk).content_version
    assert BackgroundCheck.objects.get().content_version == current


def test_nothing_is_kept_when_the_content_changes_while_the_checks_run(
    written, iom_writer, monkeypatch
):
    begin_checks(written)
    check = BackgroundCheck.objects.get()

    def read(year):  # and a colleague saves before it is read
        write_entry(written, by=iom_writer, text="Meanwhile.")
        return read_year(year)

    monkeypatch.setattr("reporting.actions.background_checks.read_year", read)
    check_in_background.call(check.pk)

    assert not BackgroundCheck.objects.exists()
    assert not_run(written)


def test_a_check_that_exceeds_the_budget_of_the_background_is_named_and_stops_the_submission(
    written, focal_point, secretariat, client, settings
):
    settings.CHECK_BACKGROUND_BUDGET_SECONDS = 1
    with slow_check(seconds=1.5):
        begin_checks(written)
        check_in_background.call(BackgroundCheck.objects.get().pk)
        assert not_run(written) == [CODE]
        assert not begin_checks(written)

        refused = act(focal_point, SUBMIT)
        assert refused.status_code == 409
        page = refused.content.decode()
        assert "could not be run in the background either" in page
        assert f"<code>{CODE}</code>" in page
        assert status(written) == "draft"
        client.force_login(secretariat)
        page = client.get("/desk/2013/iom/findings/").content.decode()
        assert f"<code>{CODE}</code>" in page


def test_a_run_that_ended_without_a_word_is_begun_again(written):
    begin_checks(written)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    BackgroundCheck.objects.update(state=CheckState.RUNNING, asked_at=long_ago)

    assert begin_checks(written)
    assert BackgroundCheck.objects.get().state == CheckState.WAITING


def test_one_run_is_done_once(written):
    begin_checks(written)
    BackgroundCheck.objects.update(state=CheckState.RUNNING)
    check_in_background.call(BackgroundCheck.objects.get().pk)

    assert BackgroundCheck.objects.get().state == CheckState.RUNNING


def test_a_dismissed_finding_of_the_background_stays_dismissed(written, secretariat, settings):
    settings.CHECK_BUDGET_SECONDS = 60
    [judged] = [one for one in findings_of_chapter(written) if one.finding.code == "words.doubled"]
    dismiss(written.reporting_year, judged, reason="Said so.", by=secretariat)
    settings.CHECK_BUDGET_SECONDS = 0
    begin_checks(written)
    check_in_background.call(BackgroundCheck.objects.get().pk)

    [judged] = [one for one in findings_of_chapter(written) if one.finding.code == "words.doubled"]
    assert judged.dismissal is not None


def test_an_edition_waits_for_its_checks_in_the_background(
    client, secretariat, year_2011, django_capture_on_commit_callbacks
):
    client.force_login(secretariat)
    page = client.get(ISSUE).content.decode()
    assert "These checks were not run" in page
    assert "Nothing: no blocker" not in page
    with django_capture_on_commit_callbacks(execute=True):
        act(client, ISSUE, EDITION)

    issuing = Issuing.objects.get()
    assert issuing.checks_not_run == sorted(one.code for one in all_checks())
    assert issuing.state == IssueState.DONE
    assert Edition.objects.count() == 1


def test_a_blocker_found_in_the_background_stops_the_edition(
    client, secretariat, year_2011, django_capture_on_commit_callbacks
):
    year_2011.narratives.all().delete()
    client.force_login(secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        act(client, ISSUE, EDITION)

    issuing = Issuing.objects.get()
    assert issuing.state == IssueState.FAILED
    assert "running the checks" in issuing.message
    assert "4 blockers prevent issuing" in issuing.message
    assert not Edition.objects.exists()


def test_an_edition_fails_when_its_checks_cannot_be_run(
    client, secretariat, year_2011, settings, django_capture_on_commit_callbacks
):
    settings.CHECK_BACKGROUND_BUDGET_SECONDS = 0
    client.force_login(secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        act(client, ISSUE, EDITION)

    issuing = Issuing.objects.get()
    assert issuing.state == IssueState.FAILED
    assert "words.doubled" in issuing.message
    assert not Edition.objects.exists()
