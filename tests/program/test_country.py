import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import override

from program.models import Country, OasMembership
from program.models.country import CountryKind, SubRegion
from program.world import countries_of_the_world, permanent_observers

pytestmark = pytest.mark.django_db


@pytest.fixture
def atlantis() -> Country:
    return Country.objects.create(
        iso3="ATL", iso2="XA", name_en="Atlantis", name_fr="Atlantide", sub_region=SubRegion.OUTSIDE
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


def test_the_list_of_the_world_has_a_name_in_four_languages_for_each_code_of_iso_3166():
    countries = countries_of_the_world()
    assert len(countries) == len({country.iso3 for country in countries}) == 249
    assert len({country.iso2 for country in countries}) == 249
    assert all(set(country.names) == {"en", "es", "fr", "pt"} for country in countries)
    assert all(name.strip() for country in countries for name in country.names.values())
    for language in ("en", "es", "fr", "pt"):
        assert len({country.names[language] for country in countries}) == 249


def test_every_country_of_the_world_can_be_stored():
    for country in countries_of_the_world():
        Country(**country.columns()).full_clean(exclude=["id"], validate_unique=False)


def test_permanent_observers_are_no_member_states():
    assert len(permanent_observers()) == 69
    assert {"ESP", "VAT", "TUR"} <= permanent_observers()
    assert not {"MEX", "CUB", "NIC"} & permanent_observers()


@pytest.mark.parametrize(
    ("iso3", "status"),
    [("MEX", "member"), ("CUB", "member"), ("NIC", "other"), ("ESP", "observer"), ("TCA", "other")],
)
def test_a_country_is_a_member_an_observer_or_neither(report_2011, iso3, status):
    country = Country.objects.get(iso3=iso3)
    assert country.oas_status_on(datetime.date(2024, 1, 1)) == status


def test_loading_a_year_adds_the_other_countries_of_the_world(report_2011):
    turkey = Country.objects.get(iso3="TUR")
    assert [turkey.name_in(language) for language in ("en", "es", "fr", "pt")] == [
        "Türkiye", "Turquía", "Turquie", "Turquia",
    ]  # fmt: skip
    assert turkey.is_permanent_observer
    assert Country.objects.count() == 249


def test_existing_portal_receives_the_countries_it_lacks_and_keeps_its_own(report_2011):
    migration = import_module("program.migrations.0002_countries_of_the_world")
    Country.objects.filter(entry_roles=None, oas_memberships=None).exclude(iso3="KEN").delete()
    Country.objects.filter(iso3="KEN").update(name_en="Kenia, as edited")
    Country.objects.update(is_permanent_observer=False)
    migration.add_countries(apps, None)
    assert Country.objects.count() == 249
    assert Country.objects.get(iso3="KEN").name_en == "Kenia, as edited"
    assert Country.objects.get(iso3="ESP").is_permanent_observer
    assert not Country.objects.get(iso3="MEX").is_permanent_observer
