"""Confirming that events of several entries are one event, and taking it back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions
from reporting.actions.log import record
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import Event, Occasion, OccasionEvent
from reporting.queries.occasions import EventKey, key_of


class OccasionRefused(ReportingError):
    """These events cannot be one; `str()` says why."""


@transaction.atomic
def join_events(keys: Sequence[EventKey], *, by: User | None) -> Occasion:
    """Confirm that events of different entries are one; calendars then show it once.

    An occasion that one of them belongs to takes up the others. `by` is None for the files of a
    printed report. Raises `NotPermitted` and `OccasionRefused`.
    """
    if by is not None:
        permissions.require_to_keep_register(by)
    events = [_event(key) for key in dict.fromkeys(keys)]
    if len({event.entry.reference for event in events}) < 2:
        raise OccasionRefused(_("Choose events from at least two entries."))
    members = OccasionEvent.objects.filter(
        pk__in=[member.pk for key in keys for member in _members(key)]
    )
    occasions = list(dict.fromkeys(members.order_by("occasion").values_list("occasion", flat=True)))
    occasion = (
        Occasion.objects.get(pk=occasions[0])
        if occasions
        else Occasion.objects.create(confirmed_by=by)
    )
    OccasionEvent.objects.filter(occasion__in=occasions[1:]).update(occasion=occasion)
    Occasion.objects.filter(pk__in=occasions[1:]).delete()
    for event in events:
        reference, uid = key_of(event)
        OccasionEvent.objects.get_or_create(
            reference=reference, uid=uid, defaults={"occasion": occasion}
        )
    _log(LogAct.JOIN_EVENTS, events, by=by)
    return occasion


@transaction.atomic
def separate_events(occasion: Occasion, *, by: User) -> None:
    """Take back that events are one. Raises `NotPermitted`."""
    permissions.require_to_keep_register(by)
    events = []
    for member in occasion.members.all():
        found = _find((member.reference, member.uid))
        events += [found] if found else []
    occasion.delete()
    if events:
        _log(LogAct.SEPARATE_EVENTS, events, by=by)


def _members(key: EventKey) -> list[OccasionEvent]:
    return list(OccasionEvent.objects.filter(reference=key[0], uid=key[1]))


def _find(key: EventKey) -> Event | None:
    events = Event.objects.filter(
        entry__reference=key[0], entry__published_copy_of=None
    ).select_related("entry__submission__reporting_year", "country")
    return next((event for event in events if key_of(event) == key), None)


def _event(key: EventKey) -> Event:
    event = _find(key)
    if event is None:
        raise OccasionRefused(_("The entry %(entry)s has no such event.") % {"entry": key[0][:60]})
    return event


def _log(act: LogAct, events: Sequence[Event], *, by: User | None) -> None:
    note = " = ".join(f"{event.entry.reference} ({event.start}/{event.end})" for event in events)
    for event in events:
        record(act, submission=event.entry.submission, entry=event.entry, note=note, by=by)
