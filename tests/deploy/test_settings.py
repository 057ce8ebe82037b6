"""The example of a production environment has every setting, and unsafe ones are refused."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest

from config.production import UnsafeSettings, require_safe_settings
from tests.deploy.example import KEY, environment, lines_of
from tests.prepared import ROOT

SETTINGS = ROOT / "config" / "settings.py"
SHOW = """
import json, re
from config import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: re.sub(" at 0x[0-9a-f]+", "", repr(getattr(settings, name))) for name in names}))
"""


@dataclass
class Ended:
    code: int
    out: str
    err: str


def run(*arguments: str, **changed: str) -> Ended:
    return ended(environment(**changed), *arguments)


def ended(variables: dict[str, str], *arguments: str) -> Ended:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=variables, capture_output=True, text=True
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def test_the_example_has_each_variable_once():
    read = re.findall(r"env\.\w+\(\s*[\"']([A-Z_]+)[\"']", SETTINGS.read_text(encoding="utf-8"))
    named = [name for name, _value, _is_default in lines_of()]
    assert len(named) > 30
    assert sorted(named) == sorted(set(read))


def test_the_defaults_that_the_example_shows_are_the_defaults():
    settings, with_defaults = (
        json.loads(ended(environment(with_defaults=one), "-c", SHOW).out) for one in (False, True)
    )
    assert with_defaults == settings
    assert settings["SESSION_COOKIE_AGE"] == "43200"


def test_the_deployment_check_finds_nothing_in_the_example():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("System check identified no issues")


def test_the_example_lacks_only_the_key():
    done = run("manage.py", "check", SECRET_KEY="")
    assert done.code != 0
    assert "SECRET_KEY" in done.err


def test_a_command_refuses_unsafe_settings_with_sentences_alone():
    done = run("manage.py", "check", SECRET_KEY="insecure", ALLOWED_HOSTS="*", DEBUG="true")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert done.err.startswith("The portal does not start. SECRET_KEY is weak: ")
    assert "DEBUG is on" in done.err
    assert "ALLOWED_HOSTS=*" in done.err


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"DEBUG": "true"}, "DEBUG is on"),
        ({"ALLOWED_HOSTS": "localhost", "SECRET_KEY": "insecure"}, "SECRET_KEY is weak"),
    ],
)
def test_the_server_does_not_start_with_unsafe_settings(changed, words):
    command = "-m gunicorn config.wsgi --bind 127.0.0.1:0 --no-control-socket"
    done = run(*command.split(), **changed)
    assert done.code != 0
    assert f"The portal does not start. {words}" in done.err


SAFE = {
    "secret_key": KEY,
    "debug": False,
    "allowed_hosts": ["portal.example.org", "localhost"],
    "num_proxies": 1,
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"secret_key": "insecure"}, "SECRET_KEY is weak"),
        ({"secret_key": "a1" * 40}, "SECRET_KEY is weak"),
        ({"secret_key": f"django-insecure-{KEY}"}, "SECRET_KEY is weak"),
        (
            {"secret_key": "short", "allowed_hosts": ["localhost"], "is_server": True},
            "SECRET_KEY is weak",
        ),
        ({"debug": True}, "DEBUG is on"),
        ({"debug": True, "allowed_hosts": ["*"]}, "DEBUG is on"),
        ({"allowed_hosts": ["*"]}, "ALLOWED_HOSTS=*"),
        ({"allowed_hosts": ["portal.example.org", "*"]}, "ALLOWED_HOSTS=*"),
        ({"num_proxies": None}, "NUM_PROXIES is not set"),
    ],
)
def test_unsafe_settings_are_refused(changed, words):
    with pytest.raises(UnsafeSettings, match=re.escape(words)):
        require_safe_settings(**{**SAFE, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"num_proxies": 0},
        {"allowed_hosts": ["localhost", "127.0.0.1", "[::1]"], "num_proxies": None},
        {"allowed_hosts": ["localhost"], "secret_key": "short"},
        {"allowed_hosts": ["localhost"], "secret_key": "short", "debug": True, "is_server": True},
    ],
    ids=["production", "without proxy", "one machine", "its commands", "developer"],
)
def test_safe_settings_are_accepted(changed):
    require_safe_settings(**{**SAFE, **changed})
