"""Whatever is done in whatever order, an issued year shows its newest edition (S4, S5)."""

import inspect
import os
import pkgutil
from functools import partial
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from reporting import actions
from tests.reporting.actions.acts import ACTS
from tests.reporting.actions.machine import ADDRESSES, HERE, NEXT, PAGES, Machine, Step, make_world

pytestmark = pytest.mark.django_db

LONGER = os.environ.get("ORDERS_OF_ACTS")  # set by bench/orders_of_acts.py
# Of what an act consists, and of no use to anybody alone.
PARTS_OF_ACTS = {
    "allowed",
    "lock_year_to_edit",
    "record",
    "record_change",
    "perform_transition",
    "persist_entry",
    "keep_version",
    "record_outside_years",
    "with_sources",
    "with_title_source",
}
# Acts outside the chapters of a year, and those that are done by an act that the walk knows. Their
# modules have tests of their own, which try who may do them: imports, people, attachments,
# contributors, demonstrations, occasions, outcomes, register, and the duplicate of an entry.
OUTSIDE_THE_WALK = {
    "attach_file",
    "confirm_register_file",
    "correct_activity",
    "duplicate_entry",
    "fill_register",
    "join_events",
    "link_contributor",
    "remove_attachment",
    "remove_demonstration",
    "restore_attachment",
    "save_with_outcomes",
    "separate_events",
    "state_outcomes",
    "store_register_file",
    "unlink_contributor",
    "accept_item",
    "anonymize",
    "deactivate",
    "divide_item",
    "join_items",
    "reopen_item",
    "save_merged_entry",
    "skip_item",
    "store_import",
}
# Each act at least once, in an order in which all can be done.
TOUR = (
    *(
        Step(act, HERE, n=n)
        for act, n in (
            ("take a suggestion", 1),
            ("add", 0),
            ("change", 1),
            ("link", 0),
            ("say the outcome", 0),
            ("move", 1),
            ("write the words", 0),
            ("state the financing", 1),
            ("delete", 0),
            ("undelete", 0),
            ("restore", 0),
            ("remark", 0),
            ("answer", 0),
            ("resolve", 0),
            ("unresolve", 0),
            ("dismiss", 1),
            ("recall", 0),
            ("remind", 0),
            ("keep a draft", 0),
            ("drop a draft", 0),
            ("forget a draft", 0),
            ("note presence", 0),
            ("end presence", 0),
            ("write a part", 1),
            ("dismiss of the year", 0),
            ("recall of the year", 0),
            ("write the cover", 0),
            ("order the chapters", 0),
            ("add a highlight", 0),
            ("word a highlight", 1),
            ("order the highlights", 0),
            ("remove a highlight", 0),
            ("extend", 1),
            ("submit", 0),
            ("withdraw", 0),
            ("submit", 0),
            ("begin the review", 0),
            ("return", 0),
            ("submit", 0),
            ("accept", 0),
            ("open the next year", 0),
            ("close", 0),
            ("open again", 0),
            ("ask for an edition", 1),
            ("render", 0),
            ("correct", 0),
            ("reopen", 0),
        )
    ),
    Step("declare nothing", (NEXT, "unhcr")),
)


# On PostgreSQL a few: an act breaks the rule or not whatever the database is.
SHORT_ORDERS = range(3 if connection.vendor == "sqlite" else 1)


@pytest.mark.parametrize("number", [None] if LONGER else SHORT_ORDERS)
def test_no_order_of_acts_lets_an_issued_year_drift(number):
    """The same orders each time; `bench/orders_of_acts.py` tries many others."""
    machine = partial(Machine, make_world(), (*ADDRESSES, *PAGES) if LONGER else ADDRESSES)
    orders = settings(
        max_examples=int(LONGER or 2),
        stateful_step_count=int(os.environ.get("STEPS_OF_ACTS", 40)),
        deadline=None,
        database=None,
        phases=[Phase.generate],  # to shrink what fails takes minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine if LONGER else seed(number)(machine), settings=orders)


def test_every_act_can_be_done_by_whoever_may_and_by_nobody_else():
    machine = Machine(make_world())
    try:
        for step in TOUR:
            assert machine.happens(step), step
            machine.it_holds()
    finally:
        machine.teardown()
    assert ACTS.keys() <= {step.act for step in TOUR}


def test_the_machine_knows_every_act():
    """Every function that asks by whom, and what the portal does by itself."""
    modules = [
        import_module(f"{actions.__name__}.{module.name}")
        for module in pkgutil.iter_modules(actions.__path__)
    ]
    acts = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and "by" in inspect.signature(function).parameters
        and function.__module__ == module.__name__
        and name not in PARTS_OF_ACTS | OUTSIDE_THE_WALK
    }
    assert acts == {act.verb for act in ACTS.values()}
