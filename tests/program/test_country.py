import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from program.models import Country, OasMembership
from program.models.country import CountryKind, SubRegion

pytestmark = pytest.mark.django_db


@pytest.fixture
def atlantis() -> Country:
    return Country.objects.create(
        iso3="ATL", iso2="AX", name_en="Atlantis", name_fr="Atlantide", sub_region=SubRegion.OUTSIDE
    )


def member(country, start, end):
    OasMembership.objects.create(country=country, start=start, end=end)


def test_a_country_without_a_membership_is_never_a_member(atlantis):
    assert atlantis not in Country.objects.members_in(2011)


@pytest.mark.parametrize(
    ("start", "end", "members_in"),
    [
        (None, None, [2010, 2011, 2012]),
        (datetime.date(2011, 12, 31), None, [2011, 2012]),
        (datetime.date(2012, 1, 1), None, [2012]),
        (None, datetime.date(2011, 12, 31), [2010, 2011]),
        (None, datetime.date(2011, 12, 30), [2010]),
    ],
)
def test_a_member_of_a_year_is_one_on_its_last_day(atlantis, start, end, members_in):
    member(atlantis, start, end)
    assert [
        y for y in (2010, 2011, 2012) if atlantis in Country.objects.members_in(y)
    ] == members_in


def test_a_state_that_left_is_no_member_from_the_next_day(atlantis):
    left = datetime.date(2011, 6, 30)
    member(atlantis, None, left)
    assert atlantis in Country.objects.members_on(left)
    assert atlantis not in Country.objects.members_on(left + datetime.timedelta(days=1))


def test_who_left_and_came_back_is_counted_once(atlantis):
    member(atlantis, None, datetime.date(1962, 1, 31))
    member(atlantis, datetime.date(2009, 6, 3), None)
    assert list(Country.objects.members_in(2011).filter(iso3="ATL")) == [atlantis]


def test_a_name_that_is_not_known_in_a_language_is_given_in_english(atlantis):
    assert atlantis.name_in("fr") == "Atlantide"
    assert atlantis.name_in("es") == "Atlantis"
    with override("fr-ca"):
        assert str(atlantis) == "Atlantide"
    with override(None):
        assert str(atlantis) == "Atlantis"


@pytest.mark.parametrize("codes", [("mex", "MX"), ("ME", "MX"), ("MEX\n", "MX"), ("MEX", "M1")])
def test_codes_are_those_of_iso(codes):
    country = Country(iso3=codes[0], iso2=codes[1], name_en="x", sub_region=SubRegion.OUTSIDE)
    with pytest.raises(ValidationError):
        country.clean_fields()


def test_a_country_is_a_state_unless_said_otherwise(atlantis):
    assert atlantis.kind == CountryKind.STATE
    assert atlantis.participates
