"""What is tested on one of the two databases alone."""

import pytest
from django.db import connection


def on_sqlite_alone(reason: str) -> pytest.MarkDecorator:
    """A test that would ask PostgreSQL nothing else than other tests do; `reason` says why."""
    return pytest.mark.skipif(connection.vendor != "sqlite", reason=reason)


def on_postgresql_alone(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(connection.vendor != "postgresql", reason=reason)
