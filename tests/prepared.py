"""The databases that tests begin with, made once in a run of them: whoever needs one has a copy.

To migrate and to load takes ten seconds, and each worker and each server of its own needs it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "2011"


class Prepared:
    """A migrated database with nothing in it, and one with the 2011 report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_sqlite = connection.vendor == "sqlite"
        self.migrated = self._address("migrated")
        self.loaded = self._address("loaded")
        with _alone(folder / f"{connection.vendor}.lock"):
            made = folder / f"{connection.vendor}.made"
            if not made.exists():
                self._make()
                made.touch()

    def copy(self, source: str, target: str) -> None:
        """Make the database `target`, by its address, from one of the two."""
        if self.is_sqlite:
            shutil.copyfile(_path(source), _path(target))
        else:
            self._ask(f"CREATE DATABASE {name_of(target)} TEMPLATE {name_of(source)}")

    def drop(self, target: str) -> None:
        if self.is_sqlite:
            _path(target).unlink(missing_ok=True)
        else:
            self._ask(f"DROP DATABASE IF EXISTS {name_of(target)} WITH (FORCE)")

    def _make(self) -> None:
        for address in (self.migrated, self.loaded):
            self.drop(address)
        if not self.is_sqlite:
            self._ask(f"CREATE DATABASE {name_of(self.migrated)}")
        _manage(self.migrated, "migrate", "--verbosity", "0")
        self.copy(self.migrated, self.loaded)
        _manage(self.loaded, "load_report", str(FIXTURES))

    def _address(self, name: str) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self.folder / name}.sqlite3"
        url = urlsplit(os.environ["DATABASE_URL"])
        return urlunsplit(url._replace(path=f"/test_{name}"))

    def _ask(self, statement: str) -> None:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(scheme="postgresql")
        with closing(psycopg2.connect(urlunsplit(url))) as server:
            server.autocommit = True
            with server.cursor() as cursor:
                cursor.execute(statement)


def name_of(address: str) -> str:
    """The name of a database of PostgreSQL."""
    return urlsplit(address).path.removeprefix("/")


def _path(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """Common to all workers of a run; ./test names one for all its runs."""
    if named := os.environ.get("PREPARED_DATABASES"):
        return Path(named)
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _manage(address: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.DEVNULL,
        check=True,
    )
