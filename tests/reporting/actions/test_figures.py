"""The figures that are kept beside the entries are those that counting anew finds."""

import pytest
from django.core.management import call_command

from reporting.actions.figures import forget_figures, keep_what_is_missing
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.enums import Outcome
from reporting.models import ChapterFigures, Entry, ReportingYear, Submission, YearFigures
from reporting.queries.counting import UNSAID, years_counted
from reporting.queries.kept import figures_of_years
from tests.factories import rich_content, save_entry, submission_at_status, write_entry
from tests.reporting.views import full_content, new_chapter, new_entry, new_year

pytestmark = pytest.mark.django_db


def shown(figures):
    return (
        figures.by_kind,
        sorted(figures.listed),
        figures.by_activity,
        figures.by_country,
        figures.chapters,
        figures.plans,
    )


def counted_now(year):
    return shown(years_counted([year.pk])[year.pk].figures)


def kept(year):
    return shown(YearFigures.objects.get(reporting_year=year))


def test_a_loaded_year_has_the_figures_of_its_entries(year_2011):
    assert kept(year_2011) == counted_now(year_2011)
    assert YearFigures.objects.get(reporting_year=year_2011).entries == 214
    assert ChapterFigures.objects.filter(of_year=year_2011.pk).count() == 12


def test_figures_follow_a_chapter_through_its_review(iom_draft, iom_writer, secretariat):
    year = iom_draft.reporting_year
    save_entry(iom_draft, rich_content(year.year), by=iom_writer)
    assert not YearFigures.objects.filter(reporting_year=year).exists()

    chapter = submission_at_status(iom_draft, "accepted", by=secretariat)
    assert kept(year) == counted_now(year)
    assert YearFigures.objects.get(reporting_year=year).entries == 1

    chapter = reopen(chapter, reason="A word is wrong.", by=secretariat)
    write_entry(chapter, by=secretariat)
    assert YearFigures.objects.get(reporting_year=year).entries == 1
    assert kept(year) == counted_now(year)

    accept(submit(chapter, by=secretariat), by=secretariat)
    assert YearFigures.objects.get(reporting_year=year).entries == 2
    assert kept(year) == counted_now(year)


def test_a_plan_is_carried_out_by_a_later_year_once_that_is_public(admin_user):
    plan = new_chapter(new_year(2013), "iom", by=admin_user)
    planned = new_entry(plan, full_content(2013, kind="planned"), by=admin_user)
    keep_what_is_missing()
    assert kept(plan.reporting_year)[-1] == {UNSAID: 1}
    done = new_chapter(new_year(2014), "iom", by=admin_user)
    new_entry(done, full_content(2014, continues=(planned.reference,)), by=admin_user)
    assert not YearFigures.objects.filter(reporting_year=plan.reporting_year).exists()
    keep_what_is_missing()
    assert kept(plan.reporting_year)[-1] == {Outcome.CARRIED_OUT: 1}
    done.status, done.is_public = "returned", False
    done.save()
    assert figures_of_years([plan.reporting_year_id])[plan.reporting_year_id].plans == {UNSAID: 1}


def test_a_chapter_that_is_public_no_more_leaves_no_figures(year_2011):
    chapter = Submission.objects.public().filter(reporting_year=year_2011).first()
    chapter.status, chapter.is_public = "returned", False
    chapter.save()
    assert not YearFigures.objects.filter(reporting_year=year_2011).exists()
    assert figures_of_years([year_2011.pk])[year_2011.pk].chapters == 11


def test_what_is_not_kept_is_counted_and_can_be_kept_again(year_2011, django_assert_num_queries):
    before = kept(year_2011)
    with django_assert_num_queries(1):
        figures_of_years([year_2011.pk])
    forget_figures(year_2011.pk)
    with django_assert_num_queries(7):
        counted = figures_of_years([year_2011.pk])[year_2011.pk]
    assert shown(counted) == before
    keep_what_is_missing()
    assert kept(year_2011) == before


def test_recounting_mends_what_was_changed_behind_the_portal(year_2011):
    Entry.objects.filter(reference="2011-iom-1").update(kind="next_year")
    assert kept(year_2011) != counted_now(year_2011)
    call_command("recount", verbosity=0)
    assert kept(year_2011) == counted_now(year_2011)


def test_a_migration_leaves_figures_of_all_that_is_public():
    YearFigures.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(YearFigures.objects.values_list("pk", flat=True)) == set(
        ReportingYear.objects.filter(submissions__is_public=True).values_list("pk", flat=True)
    )
