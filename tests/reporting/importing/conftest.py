"""A copy of the 2011 files to spoil, and a database to spoil."""

import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from reporting.importing import reading
from reporting.importing.yaml_files import Node
from tests.prepared import FIXTURES

_parsed: dict[tuple[str, bytes], bytes] = {}


@pytest.fixture(autouse=True)
def each_text_is_parsed_once(monkeypatch):
    """A test spoils one file of twenty, and to parse the others takes longer than all the rest."""
    read_file = reading.read_file

    def read(directory: Path, name: str) -> Node:
        path = directory / name
        if not path.is_file():
            return read_file(directory, name)
        key = name, path.read_bytes()
        if key not in _parsed:
            _parsed[key] = pickle.dumps(read_file(directory, name))
        return pickle.loads(_parsed[key])

    monkeypatch.setattr(reading, "read_file", read)


@dataclass
class Files:
    """The files of a year in a folder of the test's own."""

    path: Path

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> int:
        """Put `new` for the first `old`; returns the line where they part."""
        text = self.text(name)
        assert old in text, f"{name} has no {old!r}"
        start = text.index(old)
        same = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
            min(len(old), len(new)),
        )
        self.write(name, text.replace(old, new, 1))
        return text.count("\n", 0, start) + new.count("\n", 0, same) + 1


@pytest.fixture
def files(tmp_path) -> Files:
    shutil.copytree(FIXTURES, tmp_path / "2011", ignore=shutil.ignore_patterns("source"))
    return Files(tmp_path / "2011")


@pytest.fixture
def empty_database(db):
    """As after `migrate`; the test's transaction brings the year back."""
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)


@pytest.fixture
def rows(db):
    """Counts the rows of every table of the three apps."""

    def count() -> dict[str, int]:
        return {
            model._meta.label: model._default_manager.count()
            for app in ("program", "implementers", "reporting")
            for model in apps.get_app_config(app).get_models()
        }

    return count
