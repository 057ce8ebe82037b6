"""Times as people read them: in one named zone, the person's own or else the secretariat's.

Due dates and other rules follow the secretariat's zone (`TIME_ZONE`), whoever reads them.
"""

import datetime
import zoneinfo
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

# The zones that are named after a city. Others, such as "EST5EDT", are old names or have no name
# that a person would choose.
_AREAS = (
    "America",
    "Europe",
    "Africa",
    "Asia",
    "Atlantic",
    "Australia",
    "Indian",
    "Pacific",
    "Antarctica",
    "Arctic",
)


@cache
def known_zones() -> frozenset[str]:
    """Return the names of the zones that a person can choose."""
    zones = zoneinfo.available_timezones()
    return frozenset(zone for zone in zones if zone.partition("/")[0] in _AREAS and "/" in zone)


def zone_key(person: Any) -> str:
    """Return the name of the zone in which the person reads times, such as "America/Lima".

    `person` may be signed out, or None.
    """
    own = getattr(person, "time_zone", "")
    return own if own in known_zones() else settings.TIME_ZONE


def zone_name(key: str) -> str:
    """Return the name of a zone for people: its city, for the secretariat's the name it has."""
    if key == settings.TIME_ZONE:
        return settings.TIME_ZONE_NAME or city_of(key)
    return city_of(key)


def city_of(key: str) -> str:
    """Return the city of a zone, with the country or state where the zone names one."""
    *before, city = key.replace("_", " ").split("/")
    return f"{city}, {before[-1]}" if len(before) > 1 else city


def moment(at: datetime.datetime | None, person: Any) -> str:
    """Return a day and time with the zone: "25 July 2012, 14:30 (Washington, D.C.)"."""
    if at is None:
        return ""
    key = zone_key(person)
    local = at.astimezone(zoneinfo.ZoneInfo(key))
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": date_format(local, "j F Y"),
        "time": time_format(local, "H:i"),
        "zone": zone_name(key),
    }


def clock(at: datetime.datetime, person: Any) -> str:
    """Return a time with the zone: "14:30 (Washington, D.C.)"."""
    key = zone_key(person)
    local = at.astimezone(zoneinfo.ZoneInfo(key))
    return _("%(time)s (%(zone)s)") % {
        "time": time_format(local, "H:i"),
        "zone": zone_name(key),
    }


def day_of(at: datetime.datetime | None, person: Any) -> str:
    """Return the day of a moment in the person's zone: "25 July 2012"."""
    if at is None:
        return ""
    return date_format(at.astimezone(zoneinfo.ZoneInfo(zone_key(person))), "j F Y")


def zone_choices() -> list[tuple[str, Any]]:
    """Return the choices of a form: the secretariat's zone, then the others by area and city."""
    own = _("As the secretariat: %(zone)s") % {"zone": zone_name(settings.TIME_ZONE)}
    groups = [
        (
            area,
            sorted(
                ((key, city_of(key)) for key in known_zones() if key.startswith(f"{area}/")),
                key=lambda choice: choice[1],
            ),
        )
        for area in _AREAS
    ]
    return [("", own), *groups]
