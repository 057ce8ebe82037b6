"""Rendered files kept on disk: a report is rendered once for each content and look."""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings

from reporting.document.content import Report
from reporting.document.formats import render

_LOOK = ("static/document", "static/fonts", "templates/document", "reporting/document")


def fingerprint(report: Report, *, file_format: str, layout: str) -> str:
    """SHA-256 of everything the file depends on: content, format, layout, and our own look."""
    parts = f"{_look()}|{file_format}|{layout}|{report!r}"
    return hashlib.sha256(parts.encode()).hexdigest()


def rendered(report: Report, *, file_format: str, layout: str) -> bytes:
    """The report as a file, from the store when the same was rendered before."""
    key = fingerprint(report, file_format=file_format, layout=layout)
    path = Path(settings.RENDERED_ROOT) / f"{key}.{file_format}"
    if path.is_file():
        return path.read_bytes()
    content = render(report, file_format=file_format, layout=layout)
    _keep(path, content)
    return content


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(part, path)


@cache
def _look() -> str:
    digest = hashlib.sha256()
    for folder in _LOOK:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
