"""The rows of the database as JSON Lines, written and read by Django's serializers."""

from collections import Counter
from collections.abc import Iterator
from typing import IO

from django.apps import apps
from django.core import serializers
from django.db.models import Model

from reporting.backup.archive import StoredFile
from reporting.models import Attachment, EditionAttachment

# `migrate` creates the first two in each database with other keys; the search index is built again.
MADE_ANEW = ("contenttypes.contenttype", "auth.permission", "reporting.searchdocument")
_CHUNK = 50  # rows in memory at a time: a file of an edition can have megabytes


def models_in_backup() -> list[type[Model]]:
    """Return the models of a backup, those first that others name by a natural key."""
    installed = [(config, None) for config in apps.get_app_configs()]
    return [
        model
        for model in serializers.sort_dependencies(installed, allow_cycles=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.label_lower not in MADE_ANEW
    ]


def write_rows(stream: IO[str]) -> dict[str, int]:
    """Write all rows, also those that default managers leave out; return their numbers by model.

    Takes one query for each model, and two for each person and each group. The caller opens the
    transaction that makes the rows consistent.
    """
    counts: Counter[str] = Counter()
    for model in models_in_backup():
        rows = _counted(model, counts)
        serializers.serialize("jsonl", rows, stream=stream, use_natural_foreign_keys=True)
    return dict(counts)


def _counted(model: type[Model], counts: Counter[str]) -> Iterator[Model]:
    label = model._meta.label_lower
    counts[label] = 0
    # The serializer reads the natural keys of related rows.
    named = [
        field.name
        for field in model._meta.concrete_fields
        if field.remote_field and hasattr(field.remote_field.model, "natural_key")
    ]
    queryset = model._base_manager.order_by("pk")
    if named:
        queryset = queryset.select_related(*named)
    for row in queryset.iterator(chunk_size=_CHUNK):
        counts[label] += 1
        yield row


def stored_files() -> tuple[StoredFile, ...]:
    """Return the attached files that rows name, each once. Takes two queries."""
    columns = ("file", "size", "sha256")
    attached = Attachment.with_removed.values_list(*columns)
    issued = EditionAttachment.objects.values_list(*columns)
    return tuple(StoredFile(*file) for file in sorted({*attached, *issued}))


def load_rows(stream: IO[bytes]) -> dict[str, int]:
    """Insert all rows and return their numbers by model.

    Signals are sent with `raw=True`. Raises `DeserializationError` for a line that is not a row of
    a model, and database errors for a row that does not fit.
    """
    counts = {model._meta.label_lower: 0 for model in models_in_backup()}
    for loaded in serializers.deserialize("jsonl", stream):
        loaded.save(force_insert=True)
        label = loaded.object._meta.label_lower
        counts[label] = counts.get(label, 0) + 1
    return counts


def first_filled_model() -> type[Model] | None:
    """Return a model of the backup that has rows in this database, None if it is empty."""
    return next((m for m in models_in_backup() if m._base_manager.exists()), None)
