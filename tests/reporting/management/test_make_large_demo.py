import pytest
from django.core.management import call_command

from reporting.enums import EntryKind
from reporting.models import Entry, Event, ReportingYear
from reporting.queries.years import get_year

pytestmark = pytest.mark.django_db
SMALL = {"years": 3, "implementers": 20, "entries": 10}


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.LOCAL_DEMONSTRATION = True


def test_every_chapter_of_every_year_has_its_entries_and_is_public():
    call_command("make_large_demo", **SMALL)
    made = Entry.objects.public().filter(submission__reporting_year__is_demonstration=True)

    assert made.count() == 3 * 20 * 10
    assert not ReportingYear.objects.filter(year__gt=2011, is_demonstration=False).exists()


def test_the_wording_is_that_of_the_printed_report():
    printed = set(Entry.objects.values_list("text", flat=True))
    call_command("make_large_demo", **SMALL)

    assert set(Entry.objects.values_list("text", flat=True)) == printed


def test_what_is_promised_is_planned_in_the_next_year_and_mostly_reported():
    call_command("make_large_demo", **SMALL)
    plans = Entry.objects.filter(kind=EntryKind.PLANNED, submission__reporting_year__year=2013)

    assert plans.count() == 20 * 3
    for plan in plans.prefetch_related("links_back__earlier__submission__reporting_year"):
        earlier = [link.earlier for link in plan.links_back.all()]
        assert [one.kind for one in earlier] == [EntryKind.NEXT_YEAR]
        assert earlier[0].submission.reporting_year.year == 2012
    assert plans.filter(links_forward__later__kind=EntryKind.EXECUTED).count() == 20 * 2


def test_dates_are_those_of_the_year_or_as_far_from_it_as_in_print():
    far = [event.start.year - 2011 for event in Event.objects.all()]
    call_command("make_large_demo", **SMALL)
    made = Event.objects.filter(entry__submission__reporting_year__year=2014)

    assert made.exists()
    assert {event.start.year - 2014 for event in made} <= set(far)


@pytest.mark.parametrize(
    "options", [{"years": 0}, {"years": 90}, {"entries": 5000}, {"source": "1999"}]
)
def test_what_cannot_be_is_refused_and_nothing_is_made(options, capsys):
    with pytest.raises(SystemExit) as refused:
        call_command("make_large_demo", **{**SMALL, **options})

    assert refused.value.code == 2
    assert capsys.readouterr().err
    assert ReportingYear.objects.count() == 1


def test_a_database_with_later_years_is_left_alone(year_2012):
    with pytest.raises(SystemExit):
        call_command("make_large_demo", **SMALL)

    assert not Entry.objects.filter(submission__reporting_year__year__gt=2012).exists()


def test_it_is_made_only_where_demonstrations_are(settings):
    settings.LOCAL_DEMONSTRATION = False

    with pytest.raises(SystemExit):
        call_command("make_large_demo", **SMALL)

    assert get_year(2011) == ReportingYear.objects.get()
