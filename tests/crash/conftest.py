import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from tests.crash.portal import Portal


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/portal.sqlite3"


@pytest.fixture
def database(sqlite: str) -> Iterator[str]:
    """An empty database of the kind the tests run on, that several processes can open."""
    url = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not url.scheme.startswith("postgres"):
        yield sqlite
        return
    name = f"crash_{os.getpid()}"
    with_name = urlunsplit(url._replace(path=f"/{name}"))
    connection = psycopg2.connect(urlunsplit(url._replace(scheme="postgresql")))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield with_name
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        connection.close()


@pytest.fixture
def portal(database: str) -> Iterator[Portal]:
    """Running, with four people signed in."""
    made = Portal(database, writers=4)
    made.start()
    yield made
    made.close()
