"""The loader as a command, and in a process of its own, where a traceback would be seen."""

import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from reporting.models import Entry
from tests.prepared import FIXTURES

ROOT = FIXTURES.parent.parent


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FIXTURES, tmp_path / "2011", ignore=shutil.ignore_patterns("source"))
    return tmp_path / "2011"


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_load_says_that_all_is_as_it_was(run):
    outcome = run("load_report", str(FIXTURES))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("0 inserted, 0 changed, ")
    assert outcome.out.endswith(" as they were, 0 left.\n")


def test_update_says_what_it_left(run):
    Entry.objects.filter(reference="2011-rial-9").update(text="A workshop.")
    outcome = run("load_report", str(FIXTURES), "--update")
    lines = outcome.out.splitlines()
    assert lines[0] == "entry 2011-rial-9: edited since it was loaded, left as it is"
    assert lines[1].endswith(", 1 left.")


def test_every_fault_is_a_line_on_stderr(run, folder):
    spoil(folder, "chapters/rial.yaml", "CAN: subject", "XXX: subject")
    spoil(folder, "chapters/iachr.yaml", "outcome: under_way", "outcome: postponed")
    spoil(folder, "chapters/ilo.yaml", 'activities: ["81"]', 'activities: ["181"]')
    outcome = run("load_report", str(folder))
    assert (outcome.code, outcome.out) == (2, "")
    assert [line.partition(": ")[2] for line in outcome.err.splitlines()] == [
        "“XXX” is not a known country",
        "“181” is not a known activity",
        "",
    ]
    assert outcome.err.splitlines()[-1] == "Nothing was loaded."


def in_a_process(tmp_path, *words):
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/test.sqlite3",
        "SECRET_KEY": "only-for-this-process",
    }
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its process has a file of its own")
def test_in_a_process_of_its_own_a_refusal_ends_with_code_2_and_no_traceback(
    folder, tmp_path, prepared
):
    prepared.copy(prepared.migrated, f"sqlite:///{tmp_path}/test.sqlite3")
    spoil(folder, "chapters/rial.yaml", "CAN: subject", "XXX: subject")
    loaded = in_a_process(tmp_path, "load_report", str(folder))
    assert (loaded.returncode, loaded.stdout) == (2, "")
    assert loaded.stderr.splitlines() == [
        "chapters/rial.yaml:61: “XXX” is not a known country",
        "Nothing was loaded.",
    ]
    exported = in_a_process(tmp_path, "export_year", "2011")
    assert (exported.returncode, exported.stdout) == (2, "")
    assert exported.stderr == "There is no reporting year 2011. On record: none.\n"


def test_in_a_process_of_its_own_a_missing_folder_ends_with_code_2(tmp_path):
    loaded = in_a_process(tmp_path, "load_report", "no/such/folder")
    assert loaded.returncode == 2
    assert loaded.stderr.splitlines() == ["no/such/folder is not a folder", "Nothing was loaded."]
