"""Where a command's result goes."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.management.refusals import refuse


def write_output(command: BaseCommand, path: Path | None, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, or to standard output when it is None."""
    if path is None:
        command.stdout.write(content.decode(), ending="")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, 0o644)
        os.replace(part, path)
    except OSError as error:
        refuse(
            command,
            _("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror},
        )
