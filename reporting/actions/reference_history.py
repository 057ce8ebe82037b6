"""Keeping what earlier reports read, whichever way the register or reference data are changed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from implementers.models import Implementer, User
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.actions.log import record_outside_years
from reporting.enums import LogAct
from reporting.models import ReferenceVersion
from reporting.models.reference_version import KEPT_COLUMNS, OWNERS
from reporting.queries.reference_texts import last_recorded_year

_WORDS = 12  # of a text in the log
_OF_FILES: ContextVar[bool] = ContextVar("of_files", default=False)


@contextmanager
def corrections_of_files() -> Iterator[None]:
    """While it lasts, changes are corrections of what the files of a printed report say.

    They hold for that report too, unless it has an edition.
    """
    token = _OF_FILES.set(True)
    try:
        yield
    finally:
        _OF_FILES.reset(token)


@receiver(pre_save, sender=Activity)
@receiver(pre_save, sender=Implementer)
@receiver(pre_save, sender=Country)
def keep_versions(
    sender: type[Model],
    instance: Any,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_options: Any,
) -> None:
    """Keep the values that reports on record read, and log the change.

    Who changed it and the source are `_history_user` and `_change_reason` of the object, as
    django-simple-history has them, or the user of the request.
    """
    if raw or instance.pk is None:
        return
    columns = KEPT_COLUMNS[sender]
    if update_fields is not None:
        columns = tuple(column for column in columns if column in update_fields)
    before = (
        sender._base_manager.filter(pk=instance.pk).values(*columns).first() if columns else None
    )
    if before is None:
        return
    changed = [column for column in columns if before[column] != getattr(instance, column)]
    if not changed:
        return
    by, source = _changed_by(instance), getattr(instance, "_change_reason", None) or ""
    last = last_recorded_year(issued_only=_OF_FILES.get())
    if last is not None:
        for column in changed:
            keep_version(instance, column, before[column], valid_to=last, source=source, by=by)
    act = LogAct.CORRECT_REGISTER if sender is Activity else LogAct.CORRECT_REFERENCE
    note = "\n".join(_lines(instance, before, changed, source))
    record_outside_years(act, note=note, by=by)


def keep_version(
    owner: Any, column: str, value: str, *, valid_to: int, source: str, by: User | None
) -> None:
    """Keep `value` for the reports up to `valid_to`, unless these read an earlier version already."""
    versions = ReferenceVersion.objects.filter(
        **{OWNERS[type(owner)]: owner}, column=column, valid_to__gte=valid_to
    )
    if not versions.exists():
        ReferenceVersion.objects.create(
            **{OWNERS[type(owner)]: owner},
            column=column,
            value=value,
            valid_to=valid_to,
            source=source[:300],
            replaced_by=by,
        )


def _changed_by(instance: Any) -> User | None:
    if (by := getattr(instance, "_history_user", None)) is not None:
        return by if isinstance(by, User) else None
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def _lines(instance: Any, before: dict[str, str], changed: list[str], source: str) -> Iterator[str]:
    for column in changed:
        yield f"{_key(instance)}, {column}: “{_short(before[column])}” → “{_short(getattr(instance, column))}”"
    if source:
        yield _("Source: %(source)s") % {"source": source}


def _key(instance: Any) -> str:
    if isinstance(instance, Activity):
        return instance.code
    return instance.slug if isinstance(instance, Implementer) else str(instance.iso3)


def _short(value: str) -> str:
    return Truncator(to_plain(value).replace("\n", " ")).words(_WORDS)
