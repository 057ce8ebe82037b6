"""Writing the result of a command."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.management.refusals import refuse


def write_output(command: BaseCommand, path: Path | None, content: bytes) -> None:
    """Write `content` to `path` atomically, or to standard output when `path` is None.

    What is not a regular file (`/dev/stdout`, a pipe) is written to directly.
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
        reason = getattr(error, "strerror", None) or str(error)
        refuse(command, _("%(path)s cannot be written: %(why)s.") % {"path": path, "why": reason})


def _write_file(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
