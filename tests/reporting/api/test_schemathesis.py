"""The API against its own schema, with requests that nobody would think of. The same each time."""

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from reporting.api.throttling import StrangerThrottle

schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)

# A count and no length of time: what is tried is the same on a slow machine.
bounded = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def open_to_all(db, monkeypatch) -> None:
    """Without counting requests. SQLite alone: what is asked of the database is the same on both."""
    if connection.vendor != "sqlite":
        pytest.skip("the other database answers the same")
    monkeypatch.setattr(StrangerThrottle, "THROTTLE_RATES", {"anon": None})


# What fits the schema is not always accepted: no schema says which codes are on record.
@schema.parametrize()
@bounded
def test_each_address_answers_as_the_schema_says(case, open_to_all):
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
