"""Many save at once, and somebody holds the database: every answer is done or "busy, try again"."""

import http.client
import json
import sqlite3
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg2
import pytest

from tests.crash.browser import NEW, Browser
from tests.crash.portal import Portal

CREATES, SAVES = 50, 10
PATIENCE = 60  # seconds until one sent again and again must be done


@pytest.fixture
def hurried(database):
    """A portal that waits one second for a lock."""
    made = Portal(database, writers=2, settings={"DATABASE_LOCK_SECONDS": "1"})
    made.start()
    yield made
    made.close()


def test_50_creates_and_saves_at_the_desk_are_done_or_told_to_try_again(portal):
    browsers = [Browser(portal.port, session) for session in portal.sessions]
    secret = browsers[0].new_api_token("Many at once")
    pages = [
        (browsers[n % len(browsers)], browsers[n % len(browsers)].open()) for n in range(SAVES)
    ]
    started = sorted([*range(CREATES), *(n * 5 + 0.5 for n in range(SAVES))])

    def work(number):
        if isinstance(number, int):
            return until_done(lambda key: create(portal, secret, f"Created {number}.", key))
        browser, page = pages[int(number / 5)]
        return until_done(lambda _key: saved_at_desk(browser, page, f"Saved {int(number / 5)}."))

    with ThreadPoolExecutor(len(started)) as pool:
        outcomes = list(pool.map(work, started))

    statuses = {status for answers in outcomes for status in answers}
    assert statuses <= {200, 201, 503}
    assert len(outcomes) == CREATES + SAVES
    texts = [entry["text"] for entry in entries_of(portal, secret)]
    wanted = [f"Created {n}." for n in range(CREATES)] + [f"Saved {n}." for n in range(SAVES)]
    assert sorted(texts) == sorted(wanted)


def test_while_the_database_is_held_nothing_is_a_fault_and_nothing_is_lost(hurried):
    browser = Browser(hurried.port, hurried.sessions[0])
    secret = browser.new_api_token("Held")
    page, key = browser.open(), str(uuid.uuid4())
    with held(hurried.database):
        created = create(hurried, secret, "Created.", key)
        status, said = browser.save(page, "Saved.")
        form = posted(browser, page, "Typed & kept.")

    assert created[0] == 503
    assert created[1]["Content-Type"] == "application/problem+json"
    assert int(created[1]["Retry-After"]) > 0
    assert created[2]["detail"] == "The portal is busy; try again."
    assert (status, said["message"]) == (503, "The portal is busy; try again.")
    assert form[0] == 503
    assert int(form[1]["Retry-After"]) > 0
    assert form[2].count("Typed &amp; kept.") == 2  # to be sent again, and to be copied
    assert page.session in form[2]

    assert create(hurried, secret, "Created.", key)[0] == 201
    assert browser.save(page, "Saved.")[0] == 200
    assert sorted(entry["text"] for entry in entries_of(hurried, secret)) == ["Created.", "Saved."]


def until_done(send) -> list[int]:
    """The statuses of the answers, the last of which is not "busy"."""
    key, statuses, until = str(uuid.uuid4()), [], time.monotonic() + PATIENCE
    while True:
        status, headers, _said = send(key)
        statuses.append(status)
        if status != 503:
            return statuses
        assert time.monotonic() < until
        time.sleep(int(headers["Retry-After"]) / 10)


def create(portal, secret, text, key):
    body = json.dumps({"kind": "executed", "text": text})
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    status, headers, said = api(portal, secret, "POST", "2013-iom/entries/", body, headers)
    return status, headers, json.loads(said)


def entries_of(portal, secret) -> list[dict]:
    said = api(portal, secret, "GET", "2013-iom/entries/?page_size=200")[2]
    return json.loads(said)["results"]


def api(portal, secret, method, address, body=None, headers=None):
    headers = {"Authorization": f"Bearer {secret}", **(headers or {})}
    with closing(http.client.HTTPConnection("127.0.0.1", portal.port, timeout=PATIENCE)) as server:
        server.request(method, f"/api/v1/drafts/{address}", body, headers)
        response = server.getresponse()
        return response.status, response.headers, response.read()


def saved_at_desk(browser, page, text):
    status, said = browser.save(page, text)
    return status, {"Retry-After": "5"}, said


def posted(browser, page, text):
    """The form sent by its button, without the script."""
    fields = {"csrfmiddlewaretoken": page.token, "session": page.session, "kind": "executed"}
    for rows in ("countries", "events", "documents"):
        fields |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", browser.port, timeout=PATIENCE)) as server:
        server.request("POST", NEW, urlencode({**fields, "text": text}), headers)
        response = server.getresponse()
        return response.status, response.headers, response.read().decode()


@contextmanager
def held(database: str) -> Iterator[None]:
    """Somebody else writes and does not end: the file on SQLite, the chapter on PostgreSQL."""
    if database.startswith("sqlite"):
        path = database.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    address = urlunsplit(urlsplit(database)._replace(scheme="postgresql"))
    with closing(psycopg2.connect(address)) as other:
        other.cursor().execute("SELECT id FROM reporting_submission FOR UPDATE")
        yield
        other.rollback()
