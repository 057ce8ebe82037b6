"""The example of a production environment, as a process reads it."""

import os
import re
from pathlib import Path

from tests.prepared import ROOT

EXAMPLE = ROOT / "deploy" / "portal.env.example"
KEY = "q8Zr3uXv0LwB7nYc5TdKe1HsJ9mGfA4pRiVbQx2WzUoNhDtCkEyMlSgPjF6a"
_LINE = re.compile(r"(?P<is_default>#?)(?P<name>[A-Z][A-Z_]+)=(?P<value>.*)")


def lines_of(path: Path = EXAMPLE) -> list[tuple[str, str, bool]]:
    """(name, value, whether the line only shows the default) of each variable."""
    found = map(_LINE.fullmatch, path.read_text(encoding="utf-8").splitlines())
    return [(one["name"], one["value"], bool(one["is_default"])) for one in found if one]


def environment(*, with_defaults: bool = False, **changed: str) -> dict[str, str]:
    """The variables of the example; a file .env of the working copy changes none of them."""
    chosen = {
        name: value for name, value, is_default in lines_of() if with_defaults or not is_default
    }
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {"SECRET_KEY": KEY, "LOCAL_DEMONSTRATION": "false", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**own, **chosen, **given, **changed}
