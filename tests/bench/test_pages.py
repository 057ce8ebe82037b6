from collections import Counter
from types import ModuleType

import pytest
from django.urls import resolve

from bench.pages import NOT_MEASURED, addresses, link_years, write_year
from reporting.enums import EntryKind
from reporting.importing.load import load_year
from reporting.models import Entry, Event, ReportingYear
from reporting.urls import api, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def written_2012(tmp_path) -> ReportingYear:
    load_year(write_year(tmp_path / "2012", 2012), update=False)
    link_years()
    return ReportingYear.objects.get(year=2012)


def test_a_written_year_has_the_public_entries_of_2011_a_year_later(written_2012, year_2011):
    def references(year: ReportingYear) -> Counter[tuple[str, str]]:
        entries = Entry.objects.public().filter(submission__reporting_year=year)
        return Counter(
            (reference.partition("-")[2], kind)
            for reference, kind in entries.values_list("reference", "kind")
        )

    def years_of_events(year: ReportingYear) -> Counter[int]:
        events = Event.objects.filter(entry__submission__reporting_year=year)
        return Counter(event.start.year - year.year for event in events)

    assert references(written_2012) == references(year_2011)
    assert years_of_events(written_2012) == years_of_events(year_2011)


def test_plans_continue_what_the_year_before_announced(written_2012):
    plan = Entry.objects.get(reference="2012-iom-1")
    [announced] = [link.earlier for link in plan.links_back.all()]
    announcing = [link.later for link in plan.links_forward.filter(later__kind=EntryKind.NEXT_YEAR)]

    assert announced.kind == EntryKind.NEXT_YEAR
    assert announced.reference.startswith("2011-iom-")
    assert [entry.reference for entry in announcing] == [
        announced.reference.replace("2011", "2012")
    ]


def test_every_public_address_and_list_of_the_api_is_measured():
    measured = {resolve(address.format(year=2011)).url_name for address in addresses()}
    of_editions = {name for name in names_of(public) if name.startswith(NOT_MEASURED)}
    lists = {f"{name}-list" for _prefix, _view, name in api.router.registry}

    assert of_editions
    assert measured == names_of(public) - of_editions | lists


def names_of(urls: ModuleType) -> set[str]:
    return {pattern.name for pattern in urls.urlpatterns}
