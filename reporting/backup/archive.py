"""The file of a backup: a compressed tar of a manifest and the rows of the database."""

import gzip
import hashlib
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _

from reporting.exceptions import BackupRefused

FORMAT = 1
_MANIFEST = "manifest.json"
_ROWS = "rows.jsonl"
_LARGEST_MANIFEST = 1_000_000  # bytes
_CHUNK = 1 << 20  # bytes
_DAMAGED = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError, KeyError)


@dataclass(frozen=True)
class Manifest:
    """What an archive holds.

    `schema` is the newest migration of each app, `rows` the number of rows of each model, `size`
    and `sha256` those of the rows' file before compression.
    """

    format: int
    made_at: str
    schema: dict[str, str]
    rows: dict[str, int]
    size: int
    sha256: str

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=2).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read a manifest. Raises `ValueError`, `TypeError` or `KeyError` when it is none."""
        values: dict[str, Any] = json.loads(text)
        if values["format"] != FORMAT:
            raise BackupRefused(
                _("The archive has format %(archive)s. This version reads format %(known)d.")
                % {"archive": values["format"], "known": FORMAT}
            )
        return cls(**values)


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """Yield the path of an empty file in the folder of `path`, readable by its owner alone.

    It is deleted at the end. Raises `BackupRefused` when the folder cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".backup-")
    except OSError as error:
        refuse_to_write(path, error)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def refuse_to_write(path: Path, error: OSError) -> NoReturn:
    raise BackupRefused(
        _("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror or error}
    ) from error


def write_archive(target: IO[bytes], manifest: Manifest, rows: Path) -> None:
    """Write the archive and wait until it is on disk."""
    with (
        gzip.GzipFile(fileobj=target, mode="wb", mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w|") as tar,
        rows.open("rb") as source,
    ):
        text = manifest.to_json()
        tar.addfile(_member(_MANIFEST, len(text)), BytesIO(text))
        tar.addfile(_member(_ROWS, manifest.size), source)
    target.flush()
    os.fsync(target.fileno())


def verified_manifest(path: Path) -> Manifest:
    """Read the whole archive and return its manifest.

    Raises `BackupRefused` when it cannot be read, is damaged, or has another format.
    """
    with _opened(path) as (manifest, rows):
        digest, size = hashlib.sha256(), 0
        while chunk := rows.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
        if (digest.hexdigest(), size) != (manifest.sha256, manifest.size):
            raise ValueError(_("its rows are not those that were written"))
    return manifest


@contextmanager
def rows_of(path: Path) -> Iterator[IO[bytes]]:
    """Open the rows of an archive, one JSON object a line. Raises `BackupRefused`."""
    with _opened(path) as (_manifest, rows):
        yield rows


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Manifest, IO[bytes]]]:
    """The manifest and the rows; at the end, the checksum of the compressed file is compared."""
    try:
        with gzip.open(path) as compressed, tarfile.open(fileobj=compressed, mode="r|") as tar:
            text = _content(tar, _MANIFEST).read(_LARGEST_MANIFEST)
            yield Manifest.from_json(text), _content(tar, _ROWS)
            while compressed.read(_CHUNK):
                pass
    except _DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise BackupRefused(
                _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}
            ) from error
        raise BackupRefused(
            _("%(path)s is damaged or is not a backup: %(why)s. Use another backup.")
            % {"path": path, "why": str(error).rstrip(".") or type(error).__name__}
        ) from error


def _content(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.next()
    content = tar.extractfile(member) if member is not None and member.name == name else None
    if content is None:
        raise ValueError(_("it has no %(name)s") % {"name": name})
    return content


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member
