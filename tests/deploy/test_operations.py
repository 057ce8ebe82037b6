"""The commands of docs/operations.md, run in their order, up to the first page of an administrator.

What needs root, a network or systemd is left out, and named below. Files go below a folder of their
own, and the database is an empty one.
"""

import http.cookiejar
import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.example import environment
from tests.prepared import ROOT
from tests.reporting.backup.test_commands import beside

DOCUMENT = ROOT / "docs" / "operations.md"
# By their first words.
LEFT_OUT = (
    "apt-get", "adduser", "runuser -u postgres", "git", "python3 -m venv", ".venv/bin/pip",
    "systemctl", "nginx", "install -m 0644 deploy/systemd", "install -m 0755 deploy/portal-manage",
    ".venv/bin/python manage.py collectstatic", "ln -s", "cd ",
)  # fmt: skip
PASSWORD = "a long umbrella 28 lanterns"
HOST = "portal.example.org"


def commands() -> list[str]:
    """The commands of all blocks that say they are for the shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line]


def test_only_named_commands_are_left_out():
    left = [line for line in commands() if not line.startswith(LEFT_OUT)]
    assert len(left) > 12
    assert all(any(line.startswith(words) for line in commands()) for words in LEFT_OUT)


@dataclass
class Installed:
    folder: Path
    environment: dict[str, str]
    said: str


@pytest.fixture(scope="module")
def installed(prepared, tmp_path_factory) -> Iterator[Installed]:
    if prepared.is_sqlite:
        pytest.skip("The document installs the portal on PostgreSQL.")
    folder = tmp_path_factory.mktemp("installed")
    for name in ("usr/local/bin", "etc/nginx/sites-enabled", "etc/nginx/conf.d", "var"):
        (folder / name).mkdir(parents=True)
    address = beside(prepared.migrated, "installed", folder)
    prepared.copy(prepared.migrated, address)
    try:
        variables = as_user_portal(folder, address)
        script = folder / "commands.sh"
        script.write_text("set -eu\n" + "\n".join(adapted(folder)) + "\n")
        done = subprocess.run(
            ["bash", str(script)], cwd=ROOT, env=variables, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        yield Installed(folder, variables, done.stdout)
    finally:
        prepared.drop(address)


def as_user_portal(folder: Path, database: str) -> dict[str, str]:
    """The example's variables, and a `portal-manage` for this working copy."""
    manage = folder / "usr" / "local" / "bin" / "portal-manage"
    manage.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} manage.py "$@"\n')
    manage.chmod(0o755)
    variables = environment(
        DATABASE_URL=database,
        RENDERED_ROOT=str(folder / "rendered"),
        EMAIL_URL="memorymail://",
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
    )
    return {**variables, "PATH": f"{manage.parent}:{os.environ['PATH']}"}


def adapted(folder: Path) -> Iterator[str]:
    """The commands for a folder in place of the root, without another owner, and without questions."""
    for line in commands():
        if line.startswith(LEFT_OUT):
            continue
        line = re.sub(r"(?<![\w.])/(etc|var)/", rf"{folder}/\1/", line)
        line = re.sub(r" -o \w+ -g \w+", "", line)
        yield f"{line} --noinput" if "createsuperuser" in line else line


def test_the_environment_file_has_a_key_and_is_closed_to_others(installed):
    file = installed.folder / "etc" / "portal" / "portal.env"
    [key] = re.findall(r"^SECRET_KEY=(.+)$", file.read_text(encoding="utf-8"), re.M)
    assert len(key) == 80
    assert oct(file.stat().st_mode)[-3:] == "640"


def test_the_year_is_loaded_and_the_backup_written(installed):
    assert "System check identified no issues" in installed.said
    assert re.search(r"^\d+ inserted, 0 changed", installed.said, re.M)
    assert (installed.folder / "var/backups/portal/2026-11-30.tar.gz").stat().st_size > 100_000


@pytest.fixture(scope="module")
def address(installed) -> Iterator[str]:
    """The server as systemd starts it, on another port."""
    unit = (ROOT / "deploy/systemd/portal-web.service").read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=(.*?[^\\])$", unit, re.M | re.S)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = command.replace("\\\n", " ").replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    arguments = [sys.executable, "-m", "gunicorn", *shlex.split(command)[1:]]
    log = (installed.folder / "log").open("w")
    server = subprocess.Popen(
        arguments, cwd=ROOT, env=installed.environment, stdout=log, stderr=log
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()
    log.close()


class Browser:
    """Asks as the proxy does for a client that uses https, and keeps cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar(
            http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        )
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), Redirects()
        )

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, address of a redirect, body)"""
        data = urllib.parse.urlencode(form).encode() if form else None
        headers = {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
            "Referer": f"https://{HOST}{path}",
        }
        request = urllib.request.Request(self.address + path, data, headers)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, "", answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location", ""), error.read().decode()


class Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_redirect: object) -> None:
        return None


@pytest.fixture(scope="module")
def visitor(address) -> Browser:
    visitor = Browser(address)
    until = time.monotonic() + 60
    while True:
        try:
            assert visitor.ask("/health/")[0] == 200
            return visitor
        except OSError:
            assert time.monotonic() < until, "The server does not answer."
            time.sleep(0.2)


def test_the_portal_is_ready(visitor):
    status, _location, lines = visitor.ask("/health/ready/")
    assert (status, {line.split(": ")[1] for line in lines.splitlines()}) == (200, {"ok"})


def test_http_is_redirected_and_another_host_is_refused(address, visitor):
    request = urllib.request.Request(f"{address}/years/", headers={"Host": HOST})
    with pytest.raises(urllib.error.HTTPError) as redirected:
        visitor.opener.open(request)
    assert redirected.value.headers["Location"] == f"https://{HOST}/years/"
    with pytest.raises(urllib.error.HTTPError) as refused:
        visitor.opener.open(urllib.request.Request(f"{address}/health/ready/"))
    assert refused.value.code == 400


def test_the_first_administrator_signs_in_and_sets_up_the_app(visitor):
    status, location, _body = post(
        visitor, "/accounts/login/", login="admin@example.org", password=PASSWORD
    )
    assert (status, location) == (302, "/desk/")
    activate = "/accounts/2fa/totp/activate/"
    assert visitor.ask("/desk/")[:2] == (302, activate)
    _status, again, _body = visitor.ask(activate)
    assert again.startswith("/accounts/reauthenticate/")
    assert post(visitor, again, password=PASSWORD)[:2] == (302, activate)
    assert visitor.ask(activate)[:2] == (200, "")
    assert all(cookie.secure for cookie in visitor.cookies)


def post(visitor: Browser, path: str, **fields: str) -> tuple[int, str, str]:
    page = visitor.ask(path)[2]
    [token] = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    return visitor.ask(path, {"csrfmiddlewaretoken": token, **fields})
