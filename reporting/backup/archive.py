"""The file of a backup: a compressed tar of a manifest, the rows of the database, and files."""

import gzip
import hashlib
import json
import os
import re
import shutil
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
_FILES = "files/"  # the folder of the attached files
_LARGEST_MANIFEST = 1_000_000  # bytes
_CHUNK = 1 << 20  # bytes
_STORED_NAME = re.compile(r"[0-9a-z_]{1,64}", re.IGNORECASE)
_DAMAGED = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, TypeError, KeyError)


@dataclass(frozen=True)
class StoredFile:
    """An attached file: the name under which it is stored, its size in bytes and its hash."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive holds.

    `schema` is the newest migration of each app, `rows` the number of rows of each model, `size`
    and `sha256` those of the rows' file before compression. `files` are the attached files, in the
    order in which they follow the rows.
    """

    format: int
    made_at: str
    schema: dict[str, str]
    rows: dict[str, int]
    size: int
    sha256: str
    files: tuple[StoredFile, ...] = ()

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
        files = tuple(StoredFile(**file) for file in values.pop("files", ()))
        if any(not _STORED_NAME.fullmatch(file.name) for file in files):
            raise ValueError(_("it has a file with an unknown name"))
        return cls(**values, files=files)


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


def write_archive(target: IO[bytes], manifest: Manifest, rows: Path, folder: Path = Path()) -> None:
    """Write the archive, with the files of `folder`, and wait until it is on disk.

    Raises `BackupRefused` when a file is missing or was changed.
    """
    with (
        gzip.GzipFile(fileobj=target, mode="wb", mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w|") as tar,
        rows.open("rb") as source,
    ):
        text = manifest.to_json()
        tar.addfile(_member(_MANIFEST, len(text)), BytesIO(text))
        tar.addfile(_member(_ROWS, manifest.size), source)
        for file in manifest.files:
            _add_file(tar, file, folder / file.name)
    target.flush()
    os.fsync(target.fileno())


def verified_manifest(path: Path) -> Manifest:
    """Read the whole archive and return its manifest.

    Raises `BackupRefused` when it cannot be read, is damaged, or has another format.
    """
    with _opened(path) as (manifest, rows, tar):
        if _digest(rows) != (manifest.sha256, manifest.size):
            raise ValueError(_("its rows are not those that were written"))
        for file in manifest.files:
            if _digest(_content(tar, _FILES + file.name)) != (file.sha256, file.size):
                raise ValueError(_("an attached file is not the one that was attached"))
    return manifest


@contextmanager
def rows_of(path: Path) -> Iterator[IO[bytes]]:
    """Open the rows of an archive, one JSON object a line. Raises `BackupRefused`."""
    with _opened(path) as (_manifest, rows, _tar):
        yield rows


def unpack_files(path: Path, folder: Path) -> None:
    """Write the attached files of the archive into `folder`, where there is no file of their name.

    The archive was verified. Raises `BackupRefused` when the folder cannot be written or has
    another file of the same name.
    """
    with _opened(path) as (manifest, rows, tar):
        while rows.read(_CHUNK):
            pass
        for file in manifest.files:
            content = _content(tar, _FILES + file.name)
            try:
                _unpack(file, content, folder)
            except OSError as error:
                refuse_to_write(folder / file.name, error)


def _unpack(file: StoredFile, content: IO[bytes], folder: Path) -> None:
    target = folder / file.name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.exists():
        if digest_of_file(target) != file.sha256:
            raise BackupRefused(
                _("%(path)s differs from the file in the backup: move it away first.")
                % {"path": target}
            )
        return
    with temporary_beside(target) as temporary:
        with temporary.open("wb") as written:
            shutil.copyfileobj(content, written, _CHUNK)
            written.flush()
            os.fsync(written.fileno())
        os.link(temporary, target)


def _digest(stream: IO[bytes]) -> tuple[str, int]:
    """Return the SHA-256 and the size of what is left of the stream."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _add_file(tar: tarfile.TarFile, file: StoredFile, path: Path) -> None:
    try:
        if digest_of_file(path) != file.sha256:
            raise BackupRefused(
                _("The attached file %(path)s was changed: restore it from an earlier backup.")
                % {"path": path}
            )
        with path.open("rb") as source:
            tar.addfile(_member(_FILES + file.name, file.size), source)
    except FileNotFoundError as error:
        raise BackupRefused(
            _("The attached file %(path)s is missing: restore it from an earlier backup.")
            % {"path": path}
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Manifest, IO[bytes], tarfile.TarFile]]:
    """The manifest, the rows, and the rest; at the end the checksum of the whole is compared."""
    try:
        with gzip.open(path) as compressed, tarfile.open(fileobj=compressed, mode="r|") as tar:
            text = _content(tar, _MANIFEST).read(_LARGEST_MANIFEST)
            yield Manifest.from_json(text), _content(tar, _ROWS), tar
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
