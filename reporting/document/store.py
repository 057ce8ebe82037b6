"""A store of rendered files on disk: a report is rendered once for each content and design."""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings

from reporting.document.content import Report
from reporting.document.formats import render

_DESIGN_FOLDERS = ("static/document", "static/fonts", "templates/document", "reporting/document")


def fingerprint(report: Report, *, file_format: str, layout: str) -> str:
    """SHA-256 of everything that the file depends on: content, format, layout and design."""
    parts = f"{_design_digest()}|{file_format}|{layout}|{report!r}"
    return hashlib.sha256(parts.encode()).hexdigest()


def rendered(report: Report, *, file_format: str, layout: str) -> bytes:
    """The report as a file, from the store if the same file was rendered before."""
    key = fingerprint(report, file_format=file_format, layout=layout)
    path = Path(settings.RENDERED_ROOT) / f"{key}.{file_format}"
    if path.is_file():
        return path.read_bytes()
    content = render(report, file_format=file_format, layout=layout)
    _write_atomically(path, content)
    return content


def _write_atomically(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(temporary, path)


@cache
def _design_digest() -> str:
    digest = hashlib.sha256()
    for folder in _DESIGN_FOLDERS:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
