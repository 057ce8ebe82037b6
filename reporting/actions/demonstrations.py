"""Removing a demonstration year with everything that was written in it."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import SET_NULL, ForeignObjectRel, Model, QuerySet
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.exceptions import YearRefused
from reporting.actions.locking import locked_year
from reporting.actions.log import record_outside_years
from reporting.enums import LogAct
from reporting.models import Edition, Entry, Occasion, ReportingYear


@transaction.atomic
def remove_demonstration(reporting_year: ReportingYear, *, by: User | None) -> None:
    """Delete a demonstration year with its chapters, entries, editions and log.

    This cannot be undone. One line of the log that belongs to no year says what was removed. `by`
    is None for a command. Raises `NotPermitted`, `YearRefused` for any other year, and
    `NotInThisState` while an edition of the year is being made.
    """
    if by is not None:
        permissions.require_to_open_years(by)
    year = locked_year(reporting_year)
    if not year.is_demonstration:
        message = _("%(year)s is not a demonstration year. Nothing was removed.")
        raise YearRefused(message % {"year": year})
    policies.require_no_edition_under_way(year)
    note = _note(year)
    references = Entry.with_deleted.filter(submission__reporting_year=year).values("reference")
    Occasion.objects.filter(members__reference__in=references).delete()
    _delete(ReportingYear.objects.filter(pk=year.pk))
    record_outside_years(LogAct.REMOVE_DEMONSTRATION, note=note, by=by)


def contents_of(reporting_year: ReportingYear) -> Counter[str]:
    """Return how many chapters, entries, editions and lines of the log the year has."""
    entries = Entry.with_deleted.filter(submission__reporting_year=reporting_year).working()
    return Counter(
        chapters=reporting_year.submissions.working().count(),
        entries=entries.count(),
        editions=Edition.objects.filter(reporting_year=reporting_year).count(),
        log_lines=reporting_year.log.count(),
    )


def _note(year: ReportingYear) -> str:
    return _(
        "%(year)d: %(chapters)d chapters, %(entries)d entries, %(editions)d editions and "
        "%(log_lines)d lines of the log were removed."
    ) % {"year": year.year, **contents_of(year)}


def _delete(rows: QuerySet[Any]) -> None:
    """Delete rows and, before them, all rows that refer to them.

    The base managers are used, which leave nothing out. The database refuses to delete what belongs
    to any other year's editions and log.
    """
    for relation in _references_to(rows.model):
        references = relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": rows}
        )
        if relation.on_delete is SET_NULL:
            references.update(**{relation.field.name: None})
        else:
            _delete(references)
    rows.delete()


def _references_to(model: type[Model]) -> list[ForeignObjectRel]:
    """Return the relations by which rows of other models refer to the model's rows."""
    return [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel)
        and not field.many_to_many
        and field.related_model is not model
    ]
