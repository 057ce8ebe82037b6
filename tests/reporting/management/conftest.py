"""Commands as a person runs them: what they print, and how they end."""

from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import call_command


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def run(db):
    """Runs a command; its exit code is 0 where it simply returns."""

    def run(*words: str) -> Outcome:
        out, err = StringIO(), StringIO()
        try:
            call_command(*words, stdout=out, stderr=err)
        except SystemExit as end:
            return Outcome(end.code, out.getvalue(), err.getvalue())
        return Outcome(0, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def refused(run):
    """Runs a command that must refuse: code 2, one line on stderr, nothing on stdout."""

    def refused(*words: str) -> str:
        outcome = run(*words)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1
        assert outcome.err.endswith("\n")
        return outcome.err.strip()

    return refused
