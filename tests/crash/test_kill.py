"""The short form of bench/kill.py."""

from tests.crash.kill import WRITERS, run_kills
from tests.crash.portal import Portal


def test_what_was_answered_as_saved_is_there_after_the_server_was_killed(sqlite):
    portal = Portal(sqlite, writers=WRITERS + 1)
    try:
        outcome = run_kills(portal, kills=2, seed=4)
    finally:
        portal.close()

    print(f"lost: {len(outcome.lost)}")  # noqa: T201
    assert outcome.lost == []
    assert outcome.doubled == []
    assert outcome.refused == []
    assert outcome.kills == 2
    assert outcome.confirmed > 0
    assert outcome.kept > 0
