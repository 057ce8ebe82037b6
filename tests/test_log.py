"""Errors are logged with what finds their cause, and without what is secret."""

import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import HTTPError

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from config.log import MailAdminsHandler, SafeFormatter
from config.request_context import RequestContext, current, set_current
from config.secrets import hide_secrets
from tests.prepared import ROOT

# The real application on a database in which a table is missing, asked by somebody signed in.
FAULT = """
import sys
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
user = get_user_model().objects.create_user("ana", "ana@iom.int", "a long pass phrase")
with connection.cursor() as cursor:
    cursor.execute("DROP TABLE reporting_mailpreference")
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
client.force_login(user)
for address in sys.argv[1:]:
    answer = client.get(address, headers={"X-Request-ID": "quoted-by-a-user.1"})
    print(user.pk, answer.status_code, answer["X-Request-ID"], "quoted-by-a-user.1" in answer.text)
"""
OUTAGE = """
import sys
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
from django.test import Client
answer = Client(raise_request_exception=False, SERVER_NAME="localhost").get("/countries/")
print(answer.status_code, answer["X-Request-ID"])
"""
TASK = """
import django, time
django.setup()
from config.request_context import RequestContext, set_current
from reporting.tasks import issue_edition
set_current(RequestContext("began-the-task"))
issue_edition.enqueue(999)
"""


def run(script, database, *arguments, **variables):
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": database}
        | variables,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.fixture
def database(prepared, tmp_path):
    """A migrated database of the test's own."""
    address = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    if not prepared.is_sqlite:
        address = prepared.migrated.replace("/test_migrated", "/test_log")
    prepared.drop(address)
    prepared.copy(prepared.migrated, address)
    yield address
    prepared.drop(address)


def test_an_error_is_logged_with_traceback_request_user_and_address(database):
    done = run(FAULT, database, "/desk/mail/?q=not-logged")
    pk, status, request_id, is_on_the_page = done.stdout.split()
    assert (status, request_id, is_on_the_page) == ("500", "quoted-by-a-user.1", "True")
    assert "Traceback (most recent call last)" in done.stderr
    assert "reporting_mailpreference" in done.stderr
    line = f"ERROR django.request request=quoted-by-a-user.1 user={pk} address=GET /desk/mail/:"
    assert line in done.stderr
    assert "not-logged" not in done.stderr
    assert "ana@iom.int" not in done.stderr


def test_a_line_break_in_an_address_begins_no_record_of_its_own(database):
    done = run(FAULT, database, "/desk/mail%0AERROR%20forged/", "/desk/mail/")
    assert "\nERROR forged" not in done.stderr
    assert "address=GET /desk/mail%0AERROR%20forged/:" in done.stderr


def test_an_outage_of_the_database_is_logged():
    done = run(OUTAGE, "postgres://nobody@127.0.0.1:1/none")
    status, request_id = done.stdout.split()
    assert status == "503"
    where = f"request={request_id} user=- address=GET /countries/:"
    assert f"WARNING reporting.views.busy {where}" in done.stderr
    assert f"ERROR django.request {where}" in done.stderr
    assert "OperationalError" in done.stderr


def test_an_error_of_a_background_task_is_logged_with_the_request_that_began_it(database):
    done = run(TASK, database)
    assert "ERROR django_tasks request=began-the-task" in done.stderr
    assert "reporting.tasks.issue_edition" in done.stderr
    assert "Issuing matching query does not exist" in done.stderr


def test_an_error_of_a_command_is_logged_and_the_command_fails():
    done = subprocess.run(
        [sys.executable, "manage.py", "send_due_mail"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 1
    assert "ERROR config.manage request=- user=- address=-: Failed: manage.py send_due_mail" in (
        done.stderr
    )
    assert done.stderr.count("Traceback (most recent call last)") >= 1
    assert "OperationalError" in done.stderr


def test_errors_are_mailed_to_the_administrators_that_a_setting_names(database):
    done = run(FAULT, database, "/desk/mail/", ADMINS="ops@oas.example")
    assert "To: ops@oas.example" in done.stdout
    assert re.search(r"Subject: \[Portal\] ERROR: .*django.request", done.stdout)
    assert "reporting_mailpreference" in done.stdout
    assert "ana@iom.int" not in done.stdout


def test_an_outage_is_mailed_once_a_minute(mailoutbox, settings):
    settings.ADMINS = [("Ops", "ops@oas.example")]
    handler = MailAdminsHandler()
    record = logging.LogRecord("reporting", logging.ERROR, "", 0, "A fault", (), None)
    handler.emit(record)
    handler.emit(record)
    assert [message.to for message in mailoutbox] == [["ops@oas.example"]]


def test_the_level_of_the_log_is_a_setting(database):
    quiet = run(FAULT, database, "/desk/mail/", LOG_LEVEL="critical")
    assert "500" in quiet.stdout
    assert quiet.stderr == ""


# The request's id


@pytest.mark.parametrize("sent", ["", "a b", "a" * 65, "<b>", "a;b", "a\x00b", "é", "日"])
def test_an_id_that_is_not_plain_and_short_is_replaced(sent, client, db):
    answer = client.get("/health/", headers={"X-Request-ID": sent})
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])


def test_a_plain_short_id_is_kept_and_each_request_has_its_own(client, db):
    assert client.get("/health/", headers={"X-Request-ID": "a.B-3_x"})["X-Request-ID"] == "a.B-3_x"
    ids = {client.get("/health/")["X-Request-ID"] for _n in range(3)}
    assert len(ids) == 3


# Secrets


def secret_routes(patterns, prefix=""):
    """Each address with an argument that is a secret, by its route."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from secret_routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and re.search(r"token>|key>|secret>", route):
            yield route


def test_every_address_with_a_secret_in_it_is_hidden():
    routes = [route for route in secret_routes(get_resolver().url_patterns) if "api/" not in route]
    assert len(routes) >= 3
    for route in routes:
        if "<str:token>" in route:
            address = "/" + route.replace("<str:token>", "s3cret-s3cret")
        else:
            address = "/" + route[: route.index("(")] + "1a-s3cret-s3cret/"
        assert "s3cret" not in hide_secrets(address)
        assert "s3cret" not in hide_secrets(f'"GET {address}?next={address} HTTP/1.1" 200')


@pytest.mark.parametrize(
    "address",
    ["//invitations/s3cret/", "/INVITATIONS/s3cret", "?next=%2Finvitations%2Fs3cret%2F&a=b"],
)
def test_a_secret_address_written_otherwise_is_hidden(address):
    assert "s3cret" not in hide_secrets(address)


@pytest.mark.parametrize("address", ["/desk/2013/iom/", "/invitations/", "/api/v1/entries/?q=a"])
def test_other_addresses_stay_as_they_are(address):
    assert hide_secrets(address) == address


def test_a_traceback_that_names_a_secret_of_the_address_hides_it(rf):
    request = rf.get("/accounts/password/reset/key/1a-s3cret-s3cret/")
    before = current()
    set_current(RequestContext("id", "-", request))
    record = logging.LogRecord(
        "a", logging.ERROR, "", 0, "kwargs {'key': 's3cret-s3cret'}", (), None
    )
    text = SafeFormatter("%(message)s").format(record)
    set_current(before)
    assert text == "kwargs {'key': '[hidden]'}"


# The server


@pytest.fixture
def server(database):
    """gunicorn as ./run starts it; ends with what it wrote to standard output."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = f"-m gunicorn --config python:config.gunicorn config.wsgi --bind 127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, *command.split(), "--no-control-socket"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, "DEBUG": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def ask(address):
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except OSError:
            assert time.monotonic() < until, "The server does not answer."
            time.sleep(0.1)


def test_the_access_log_has_the_id_and_no_secret(server):
    process, address = server
    assert ask(f"{address}/health/?q=not-logged") == 200
    ask(f"{address}/invitations/s3cret-s3cret/")
    ask(f"{address}/mail/unsubscribe/s3cret-s3cret/")
    process.terminate()
    lines = process.communicate(timeout=30)[0].splitlines()
    assert re.search(r"request=[0-9a-f]{32} 127\.0\.0\.1 GET /health/ 200 \d+ bytes", lines[0])
    assert [re.search(r"GET (\S+)", line)[1] for line in lines[1:]] == [
        "/invitations/[hidden]",
        "/mail/unsubscribe/[hidden]",
    ]
    assert "s3cret" not in "".join(lines)
    assert "not-logged" not in "".join(lines)
