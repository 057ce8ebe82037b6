"""Where a command's result goes."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.management.refusals import refuse


def write_output(command: BaseCommand, path: Path | None, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, or to standard output when it is None.

    What is no ordinary file (`/dev/stdout`, a pipe) is written to and stays what it is.
    """
    if path is None:
        command.stdout.write(content.decode(), ending="")
        return
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _write_file(path.resolve(), content)
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        refuse(command, _("%(path)s cannot be written: %(why)s.") % {"path": path, "why": why})


def _write_file(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, 0o644)
        os.replace(part, target)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
