"""From the database to the report's content."""

from collections import Counter

import pytest
from django.db import transaction

from reporting.document.assemble import assemble
from reporting.models import Entry, HighlightEntry, Submission
from reporting.queries.activities import register
from reporting.queries.coverage import coverage_by_year
from reporting.queries.years import public_chapters_in
from tests.crooked_year import REASON_KEPT
from tests.factories import write_entry
from tests.reporting.words import source

pytestmark = pytest.mark.django_db

QUERIES = 24  # whatever the number of chapters and entries


def test_chapters_published_copy_the_official_order(report_2011):
    assert [chapter.implementer for chapter in report_2011.chapters] == source.CHAPTERS


def test_sections_and_groups_are_numbered(report_2011):
    numbers = [
        (section.number, group.number, bool(group.heading))
        for section in report_2011.sections
        for group in section.groups
    ]
    assert numbers == [
        (1, "", False),
        (1, "B", True),
        (1, "C", True),
        (1, "", False),
        (2, "A", True),
        (2, "B", True),
        (2, "C", True),
    ]


def test_chapters_are_numbered_anew_in_each_section(report_2011):
    assert [
        [chapter.number for chapter in section.chapters] for section in report_2011.sections
    ] == [
        ["A", "B.1", "B.2", "B.3", "C.1", "D"],
        ["A.1", "A.2", "B.1", "B.2", "B.3", "C.1"],
    ]


def test_parts_are_numbered_and_the_words_after_the_highlights_are_not(report_2011):
    parts = [(narrative.number, narrative.kind) for narrative in report_2011.narratives()]
    assert parts == [
        ("I", "background"),
        ("II", "objectives"),
        ("III", "introduction"),
        ("", "after_highlights"),
        ("IV", "conclusion"),
    ]


def test_every_chapter_heads_its_columns_with_the_right_years(report_2011):
    for chapter in report_2011.chapters:
        assert [column.heading for column in chapter.columns] == [
            "Programmed activities to be executed in 2011",
            "Activities developed/executed",
            "Activities programmed to be executed in 2012",
        ]


def test_every_chapter_names_the_resolution_over_its_activities(report_2011):
    assert {chapter.activities_heading for chapter in report_2011.chapters} == {
        "Activities stated in resolution AG/RES. 2141 (XXXV-O/05)"
    }


def test_financing_is_stated_not_stated_or_not_applicable(report_2011):
    states = {chapter.implementer: chapter.financing_state for chapter in report_2011.chapters}
    stated = dict.fromkeys(["mide", "rial", "education", "dps", "summits", "csm"], "stated")
    not_applicable = dict.fromkeys(["can", "iom", "unhcr", "ilo", "iihr"], "not_applicable")
    assert states == {"iachr": "none_stated"} | stated | not_applicable


def test_paragraphs_are_counted_through_the_report(report_2011):
    numbers = [item.paragraph for chapter in report_2011.chapters for item in chapter.items]
    assert numbers == list(range(1, Entry.objects.count() + 1))


def test_links_between_items_go_both_ways(report_2011):
    items = {i.reference: i for chapter in report_2011.chapters for i in chapter.items}
    back = Counter((i.reference, ln.reference) for i in items.values() for ln in i.continues)
    forth = Counter((ln.reference, i.reference) for i in items.values() for ln in i.continued_by)
    assert back == forth
    assert back.total() > 0


def test_a_link_names_the_paragraph_of_its_item(report_2011):
    items = {i.reference: i for chapter in report_2011.chapters for i in chapter.items}
    links = [link for item in items.values() for link in (*item.continues, *item.continued_by)]
    assert all(items[link.reference].paragraph == link.paragraph for link in links)


def test_totals_count_the_items_of_each_column(report_2011):
    kinds = [Entry.objects.filter(kind=k).count() for k in ("planned", "executed", "next_year")]
    assert list(report_2011.totals.by_column) == kinds


def test_a_draft_chapter_is_left_out_unless_drafts_are_asked_for(year_2011):
    Submission.objects.filter(implementer__slug="rial").update(
        status="draft", is_public=False, accepted_at=None, accepted_by=None
    )
    assert "rial" not in slugs(assemble(year_2011, language="en"))
    assert "rial" in slugs(assemble(year_2011, language="en", drafts=True))


@pytest.fixture
def partly_accepted(year_2011):
    """2011 with a highlight on an entry of RIAL, whose chapter is at work again."""
    rials = Entry.objects.get(reference="2011-rial-5")
    highlight = year_2011.highlights.create(position=99, text="RIAL did it.", language="en")
    HighlightEntry.objects.create(highlight=highlight, entry=rials, position=1)
    Submission.objects.filter(implementer__slug="rial").update(
        status="draft", is_public=False, accepted_at=None, accepted_by=None
    )
    return year_2011


def test_while_chapters_are_at_work_the_report_does_without_what_is_said_of_them(partly_accepted):
    report = assemble(partly_accepted, language="en")
    assert list(report.narratives()) == []
    assert "RIAL did it." not in [highlight.text for highlight in report.highlights]
    assert report.highlights  # those whose entries it prints


@pytest.mark.parametrize("kind", ["drafts", "issuing"])
def test_a_draft_and_an_edition_keep_the_words_on_the_whole_year(partly_accepted, kind):
    report = assemble(partly_accepted, language="en", **{kind: True})
    assert len(list(report.narratives())) == 5
    assert report.highlights[-1].text == "RIAL did it."


def test_the_register_is_as_the_page_of_the_year_counts_it(report_2011):
    rows = coverage_by_year(register(), [2011], public_chapters_in([2011]))
    assert {a.code: a.coverage for a in report_2011.register} == {
        row.head.code: row.cells[0][1] for row in rows
    }
    codes_of = report_2011.codes_by_coverage
    assert {status: len(codes) for status, codes in codes_of.items()} == {
        "reported": 12,
        "listed": 37,
        "not-assigned": 60,
    }


def test_a_chapter_at_work_speaks_in_a_draft_alone(year_2011):
    Submission.objects.filter(implementer__slug="iom").update(
        status="draft", is_public=False, accepted_at=None, accepted_by=None
    )
    report, draft = (assemble(year_2011, language="en", drafts=drafts) for drafts in (False, True))
    assert "67" in report.codes_by_coverage["nothing-reported"]
    assert "67" in draft.codes_by_coverage["reported"]


def test_assembling_costs_the_same_queries_for_twice_the_entries(
    year_2011, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        before = assemble(year_2011, language="en")
    double_entries()
    with django_assert_num_queries(QUERIES):
        after = assemble(year_2011, language="en")
    assert sum(after.totals.by_column) == 2 * sum(before.totals.by_column)


def slugs(report) -> list[str]:
    return [chapter.implementer for chapter in report.chapters]


@transaction.atomic
def double_entries() -> None:
    """A second entry for each, with a country, an event and a cited activity of its own."""
    for entry in Entry.objects.prefetch_related("cited", "country_roles", "events"):
        children = [*entry.cited.all(), *entry.country_roles.all(), *entry.events.all()]
        entry.pk = None
        entry._state.adding = True
        entry.reference += "0000"
        entry.position += 1000
        entry.save()
        for child in children:
            child.pk, child.entry = None, entry
            child.save()


class TestCrookedYear:
    def test_a_reason_that_was_taken_back_is_not_printed(self, crooked_year):
        report = assemble(crooked_year, language="en")
        said = {chapter.implementer: chapter.nothing_to_report for chapter in report.chapters}
        assert said["dps"] == ""
        assert said["summits"] == "No summit met."
        assert REASON_KEPT not in repr(report)

    def test_chapters_stand_by_their_place_and_not_in_the_order_they_were_made_in(
        self, crooked_year
    ):
        assert slugs(assemble(crooked_year, language="en")) == [
            *("iachr", "dps", "summits"),  # of the OAS
            *("can", "ilo", "iom", "unhcr"),
        ]

    def test_a_part_that_is_missing_keeps_its_number(self, crooked_year):
        report = assemble(crooked_year, language="en")
        assert [(part.number, part.kind) for part in report.narratives()] == [
            ("I", "background"),
            ("III", "introduction"),
            ("", "after_highlights"),
            ("IV", "conclusion"),
        ]


def test_links_published_copy_the_order_of_their_paragraphs(iom_draft, iom_writer):
    for _n in range(10):
        write_entry(iom_draft, kind="planned", by=iom_writer)
    done = write_entry(iom_draft, continues=("2013-iom-10", "2013-iom-2"), by=iom_writer).entry
    report = assemble(iom_draft.reporting_year, language="en", drafts=True)
    [item] = [i for c in report.chapters for i in c.items if i.reference == done.reference]
    assert [(link.reference, link.paragraph) for link in item.continues] == [
        ("2013-iom-2", 2),
        ("2013-iom-10", 10),
    ]
