"""The sample files, read by the command as a person calls it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.reporting.importing.measuring import KINDS, measure

SAMPLES = Path(__file__).parent / "samples"
TRUTHS = sorted(SAMPLES.glob("*.truth.json"))


def read_truth(path: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth


def run(path: Path, truth: dict[str, Any]) -> tuple[int, str, str]:
    """The exit code of the command, what it printed and what it printed on stderr."""
    out, err = StringIO(), StringIO()
    arguments = truth["arguments"]
    try:
        call_command(
            "import_submission", str(path), "--dry-run", "--format", "json",
            implementer=arguments["implementer"], year=str(arguments["year"]),
            stdout=out, stderr=err,
        )  # fmt: skip
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.partition(".")[0])
def test_sample_is_read_as_its_truth_says(path, db):
    truth = read_truth(path)
    code, printed, error = run(SAMPLES / truth["file"], truth)
    assert code == truth["exit_code"], error
    if code:
        assert printed == ""
        assert len(error.strip().splitlines()) == 1
        assert any(word in error.lower() for word in truth["says"])
        return
    found = json.loads(printed)
    assert measure(truth["expected"], found).differences == []
    for kind in KINDS:
        outcomes = [item["outcome"] for item in truth["expected"][kind]]
        assert [item["outcome"] for item in found[kind]] == outcomes
    data = json.dumps({key: found[key] for key in found if key != "warnings"}, ensure_ascii=False)
    assert [words for words in truth.get("must_not_appear", ()) if words in data] == []
    for warning in truth.get("warnings", ()):
        assert any(word in " ".join(found["warnings"]).lower() for word in warning["any"])
