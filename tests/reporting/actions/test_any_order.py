"""Whatever is done in whatever order, an issued year shows its newest edition (S4, S5)."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reporting.actions.machine import Acts

pytestmark = pytest.mark.django_db

LONGER = os.environ.get("ORDERS_OF_ACTS")  # set by bench/orders_of_acts.py


def test_no_order_of_acts_lets_an_issued_year_drift():
    """The same orders each time; `bench/orders_of_acts.py` tries many others."""
    orders = settings(
        max_examples=int(LONGER or 15),
        stateful_step_count=int(os.environ.get("STEPS_OF_ACTS", 40)),
        deadline=None,
        derandomize=not LONGER,
        database=None,
        phases=[Phase.generate],  # to shrink what fails takes minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Acts, settings=orders)
