"""Times are shown in the person's zone, or else in the secretariat's, always with its name."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from implementers.models import User
from implementers.time_zones import clock, day_of, known_zones, moment, zone_choices, zone_key

AT = datetime.datetime(2012, 7, 25, 2, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("", "24 July 2012, 22:30 (Washington, D.C.)"),
        ("America/New_York", "24 July 2012, 22:30 (Washington, D.C.)"),
        ("America/Mexico_City", "24 July 2012, 21:30 (Mexico City)"),
        ("America/Argentina/Buenos_Aires", "24 July 2012, 23:30 (Buenos Aires, Argentina)"),
        ("Europe/Madrid", "25 July 2012, 04:30 (Madrid)"),
        ("Nowhere/Town", "24 July 2012, 22:30 (Washington, D.C.)"),
        ("../etc/passwd", "24 July 2012, 22:30 (Washington, D.C.)"),
    ],
)
def test_a_time_names_its_zone(zone, shown):
    person = User(time_zone=zone)
    assert moment(AT, person) == shown
    assert day_of(AT, person) == shown.partition(",")[0]
    assert clock(AT, person) == shown.partition(", ")[2]


@pytest.mark.parametrize("person", [None, AnonymousUser()])
def test_who_is_signed_out_reads_the_secretariats_zone(person, settings):
    settings.TIME_ZONE, settings.TIME_ZONE_NAME = "America/Lima", ""
    assert moment(AT, person) == "24 July 2012, 21:30 (Lima)"


def test_no_time_is_shown_as_nothing():
    assert moment(None, None) == day_of(None, None) == ""


def test_the_choices_are_zones_of_cities_each_once():
    keys = [key for _area, zones in zone_choices()[1:] for key, _city in zones]
    assert sorted(keys) == sorted(known_zones())
    assert "America/Port_of_Spain" in keys
    assert "EST5EDT" not in keys


def test_a_zone_of_the_choices_is_kept():
    assert zone_key(User(time_zone="America/Lima")) == "America/Lima"
