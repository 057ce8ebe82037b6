"""The API against its own schema, with requests that nobody would think of. The same each time."""

import os

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from implementers.tokens import make_token
from tests.factories import person, write_entry

SCHEMA = "/api/schema/?format=json"
public = schemathesis.openapi.from_wsgi(SCHEMA, application).exclude(path_regex="/drafts/")
drafts = schemathesis.openapi.from_wsgi(SCHEMA, application).include(path_regex="/drafts/")
# Each request has its token; those without one are tried in test_drafts.py.
for methods in drafts.raw_schema["paths"].values():
    for described in methods.values():
        described.pop("security", None)


def bounded(most: int):
    """A number and no length of time: what is tried is the same on a slow machine."""
    return settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def written(iom_draft, iom_writer) -> dict[str, str]:
    """A chapter and an entry that are there, so that more is asked of them than whether they are."""
    write_entry(iom_draft, by=iom_writer)
    return {"id": "2013-iom", "reference": "2013-iom-1"}


@pytest.fixture
def headers(db, monkeypatch) -> dict[str, str]:
    """Without counting requests, and with a token of the secretariat, so that drafts answer too.

    SQLite alone: what is asked of the database is the same on both.
    """
    if connection.vendor != "sqlite":
        pytest.skip("the other database answers the same")
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": None, "token": None})
    writer = person("Writer", is_secretariat=True)
    return {"Authorization": f"Bearer {make_token(name='tried', days=30, by=writer)[1]}"}


# What fits the schema is not always accepted: no schema says which codes are on record.
@public.parametrize()
@bounded(int(os.environ.get("REQUESTS", "12")))  # bench/README.md
def test_each_public_address_answers_as_the_schema_says(case, headers):
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@drafts.parametrize()
@bounded(5)
def test_each_address_of_drafts_answers_as_the_schema_says(case, headers, written):
    if "id" in case.path_parameters:
        case.path_parameters.update(written)
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])
