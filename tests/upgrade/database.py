"""The database that commit 27a46af left, restored on the engine that the tests run on."""

import lzma
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.db import connection

from tests.prepared import ROOT

HERE = Path(__file__).resolve().parent


@contextmanager
def restored(folder: Path) -> Iterator[str]:
    """The database as 27a46af left it, restored under the address that this yields."""
    if connection.vendor == "sqlite":
        file = folder / "27a46af.sqlite3"
        file.write_bytes(lzma.decompress((HERE / "27a46af.sqlite3.xz").read_bytes()))
        yield f"sqlite:///{file}"
        return
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"test_upgrade_{os.getpid()}"
    target = urlunsplit(url._replace(path=f"/{name}"))
    _execute(urlunsplit(url), f"CREATE DATABASE {name}")
    try:
        _execute(target, lzma.decompress((HERE / "27a46af.sql.xz").read_bytes()).decode())
        yield target
    finally:
        _execute(urlunsplit(url), f"DROP DATABASE {name} WITH (FORCE)")


def _execute(address: str, statements: str) -> None:
    server_address = urlunsplit(urlsplit(address)._replace(scheme="postgresql"))
    with closing(psycopg2.connect(server_address)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statements)


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
