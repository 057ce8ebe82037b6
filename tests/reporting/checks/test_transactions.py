"""Nobody waits for the checks of another's text: none runs while a transaction is open."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection

from implementers.tokens import make_token
from reporting.actions.remarks import write_remark
from reporting.checks.finding import Severity
from reporting.checks.registry import _REGISTRY, Scope, check
from tests.factories import write_entry
from tests.reporting.views import act
from tests.reporting.views.desk_forms import posted

pytestmark = pytest.mark.django_db
API = "/api/v1/drafts/2013-iom/entries/"


@pytest.fixture
def runs() -> Iterator[list[bool]]:
    """For each run of a check: whether a transaction was open, besides that of the test."""
    seen: list[bool] = []

    @check("tests.seen", Severity.NOTICE, Scope.ENTRY, explanation="Seen.", remedy="None.")
    def see(_entry, _year):
        seen.append(not connection.atomic_blocks[-1]._from_testcase)
        return []

    yield seen
    del _REGISTRY["tests.seen"]


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, by=iom_writer).entry


def test_none_runs_in_the_transaction_of_a_create_by_the_api(client, iom_draft, iom_writer, runs):
    _token, secret = make_token(name="Program", days=30, by=iom_writer)
    response = client.post(
        API,
        json.dumps({"kind": "executed", "text": "He came."}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )

    assert response.status_code == 201
    assert runs == [False]


@pytest.mark.parametrize("page", ["entries/new/", "entries/autosave/"])
def test_none_runs_in_the_transaction_of_a_save_at_the_desk(
    page, client, iom_draft, iom_writer, runs
):
    client.force_login(iom_writer)
    client.post(f"/desk/2013/iom/{page}", posted(text="He came."))

    assert runs == [False]


def test_none_runs_in_the_transaction_of_a_suggestion_that_is_taken(
    client, entry, iom_draft, iom_writer, secretariat, runs
):
    remark = write_remark(
        iom_draft, "Shorter.", entry=entry, suggestion="She came.", by=secretariat
    )
    client.force_login(iom_writer)
    client.post(f"/desk/remarks/{remark.pk}/take/")
    entry.refresh_from_db()

    assert entry.text == "She came."
    assert runs == [False]


def test_none_runs_in_the_transaction_of_a_submission(client, entry, iom_focal_point, runs):
    client.force_login(iom_focal_point)
    response = act(client, "/desk/2013/iom/submit/")

    assert response.status_code == 302
    assert runs == [False]
