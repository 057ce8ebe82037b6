"""Times as the reader sees them; `person` is `user` on pages and the recipient in mail."""

import datetime
from typing import Any

from django import template

from implementers import time_zones

register = template.Library()


@register.filter
def moment(at: datetime.datetime | None, person: Any) -> str:
    """The day and time in the person's zone, with its name."""
    return time_zones.moment(at, person)


@register.filter
def day_of(at: datetime.datetime | None, person: Any) -> str:
    """The day of a moment in the person's zone."""
    return time_zones.day_of(at, person)


@register.filter
def zone_key(person: Any) -> str:
    """The zone in which the person reads times, for scripts."""
    return time_zones.zone_key(person)


@register.filter
def zone_name(person: Any) -> str:
    """The name of that zone for people."""
    return time_zones.zone_name(time_zones.zone_key(person))
