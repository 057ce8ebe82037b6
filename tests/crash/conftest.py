import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.crash.portal import Portal
from tests.prepared import Prepared


@pytest.fixture
def sqlite(tmp_path: Path, prepared: Prepared) -> str:
    """SQLite in a file, migrated if the tests have such a database."""
    address = f"sqlite:///{tmp_path}/portal.sqlite3"
    if prepared.is_sqlite:
        prepared.copy(prepared.migrated, address)
    return address


@pytest.fixture
def database(sqlite: str, prepared: Prepared) -> Iterator[str]:
    """An empty database of the kind the tests run on, that several processes can open."""
    address = sqlite
    if not prepared.is_sqlite:
        url = urlsplit(os.environ["DATABASE_URL"])
        address = urlunsplit(url._replace(path=f"/crash_{os.getpid()}"))
        prepared.copy(prepared.migrated, address)
    yield address
    prepared.drop(address)


@pytest.fixture
def portal(database: str) -> Iterator[Portal]:
    """Running, with four people signed in."""
    made = Portal(database, writers=4)
    made.start()
    yield made
    made.close()
