"""The querysets that say what is public, deleted and at work."""

import pytest

from reporting.actions.entries import delete_entry
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.enums import EntryKind
from reporting.models import Entry, EntryActivity, EntryLink, Narrative, ReportingYear, Submission
from tests.cast import chapter_of
from tests.factories import write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted_of_two(iom_draft, secretariat) -> Submission:
    """IOM's accepted chapter, whose year has no other but an unwritten one of UNHCR."""
    year = iom_draft.reporting_year
    unhcr = chapter_of(year, "unhcr")
    year.submissions.exclude(pk__in=[iom_draft.pk, unhcr.pk]).delete()
    plan = write_entry(iom_draft, kind="planned", by=secretariat).entry
    write_entry(
        iom_draft,
        by=secretariat,
        continues=(plan.reference,),
        activities=("67",),
    )
    return accept(submit(iom_draft, by=secretariat), by=secretariat)


def years(name: str) -> set[int]:
    return set(getattr(ReportingYear.objects, name)().values_list("year", flat=True))


def test_year_is_public_with_its_first_chapter_and_complete_with_its_last(
    open_year_2013, accepted_of_two, secretariat
):
    Narrative.objects.create(reporting_year=open_year_2013, kind="introduction", text="<p>On.</p>")
    assert (years("public"), years("complete")) == ({2011, 2013}, {2011})
    assert not Narrative.with_issued.public().filter(reporting_year=open_year_2013).exists()

    unhcr = chapter_of(open_year_2013, "unhcr")
    write_entry(unhcr, by=secretariat)
    accept(submit(unhcr, by=secretariat), by=secretariat)

    assert years("complete") == {2011, 2013}
    assert Narrative.with_issued.public().filter(reporting_year=open_year_2013).exists()


def test_year_without_a_public_chapter_is_neither_public_nor_complete(open_year_2013):
    open_year_2013.submissions.all().delete()

    assert (years("public"), years("complete")) == ({2011}, {2011})


def test_reopened_chapter_leaves_its_year_complete(secretariat):
    reopen(chapter_of(ReportingYear.objects.get(year=2011), "iom"), reason="Wrong.", by=secretariat)

    assert (years("public"), years("complete")) == ({2011}, {2011})


def test_published_copies_are_not_at_work(accepted_of_two, secretariat):
    before = (
        Entry.objects.working().count(),
        EntryLink.objects.working().count(),
        Submission.objects.working().count(),
    )

    reopen(accepted_of_two, reason="Wrong.", by=secretariat)

    after = (
        Entry.objects.working().count(),
        EntryLink.objects.working().count(),
        Submission.objects.working().count(),
    )
    assert after == before
    copy = Entry.objects.public().filter(reference__startswith="2013-iom").first()
    assert copy is not None
    assert copy.is_published_copy
    assert EntryLink.objects.count() > before[1]


def test_what_belongs_to_a_deleted_entry_counts_as_deleted(iom_draft, secretariat):
    entry = write_entry(iom_draft, by=secretariat, activities=("67",)).entry
    cited = EntryActivity.objects.filter(entry=entry)
    assert cited.not_deleted().exists()

    delete_entry(entry, by=secretariat)

    assert cited.exists()
    assert not cited.not_deleted().exists()
    assert list(Entry.with_deleted.deleted()) == [entry]
    assert not Entry.objects.deleted().exists()


def test_columns_have_the_order_of_the_official_table():
    assert [kind.place for kind in EntryKind] == [0, 1, 2]
    assert list(EntryKind) == ["planned", "executed", "next_year"]
