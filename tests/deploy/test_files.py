"""The files of deploy/: nothing runs as root or writes where it need not."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tests.prepared import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yaml"
SERVICES = sorted(yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"].items())
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
LONG_LIVED = {"db", "web", "proxy"}


def test_compose_follows_its_schema():
    check = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [check, "--builtin-schema", "vendor.compose-spec", COMPOSE],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "service"), SERVICES, ids=lambda one: one)
def test_each_container_is_confined(name, service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert ("healthcheck" in service) == (name in LONG_LIVED)
    # The images of the portal and the proxy name a user themselves.
    assert service.get("user", service["image"]) in (
        "postgres",
        "portal",
        "nginxinc/nginx-unprivileged:1.28",
    )


def test_the_image_runs_as_a_user_of_its_own_with_the_libraries_of_run():
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    final = dockerfile.rpartition("\nFROM ")[2]
    assert "\nUSER portal\n" in final
    setup = (ROOT / "bin" / "setup.sh").read_text(encoding="utf-8")
    needed = re.search(r"RUN_SYSTEM_PACKAGES=\(([^)]+)\)", setup)[1].split()
    # One makes the environment, the other compiles catalogs; neither is needed to serve.
    assert [one for one in needed if one not in final] == ["python3-venv", "gettext"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_each_unit_is_confined_and_runs_a_command_that_exists(unit):
    settings = configparser.ConfigParser(strict=False, interpolation=None)
    settings.optionxform = str
    settings.read(unit)
    service = settings["Service"]
    assert service["User"] == "portal"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    command = re.search(r"manage\.py (\w+)", service["ExecStart"])
    assert (command[1] in get_commands()) if command else ("gunicorn" in service["ExecStart"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_the_units():
    units = [*UNITS, *sorted((DEPLOY / "systemd").glob("*.timer"))]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True
    )
    # The portal is not installed where the tests run.
    lines = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert lines == []


def test_the_server_is_started_alike_everywhere():
    texts = [
        (DEPLOY / "Dockerfile").read_text(encoding="utf-8"),
        (DEPLOY / "systemd" / "portal-web.service").read_text(encoding="utf-8"),
        (ROOT / "run").read_text(encoding="utf-8"),
    ]
    for text in texts:
        plain = " ".join(re.sub(r"[\"',\\\[\]]", " ", text).split())
        assert "gunicorn --config python:config.gunicorn config.wsgi" in plain
        assert "--worker-class gthread --workers 2 --threads 4 --timeout 120" in plain
        assert "--limit-request-line 0" in plain
