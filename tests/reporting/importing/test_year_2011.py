"""What the files of 2011 hold, against the printed report read by a person."""

import datetime
import re
from collections import defaultdict
from decimal import Decimal

import pytest

from implementers.models import Implementer, ImplementerKind
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.enums import CountryRole, EntryKind, Origin, OutcomeSource, SubmissionStatus
from reporting.models import (
    Entry,
    EntryActivity,
    EntryVersion,
    Event,
    Financing,
    Highlight,
    Narrative,
    Submission,
)
from reporting.queries.entries import content_of
from tests.prepared import FIXTURES

pytestmark = pytest.mark.django_db

# planned, executed, next year, financing. RIAL's "with the participation of …" heads one entry
# with its results inside, so it executed 3: docs/adr/0002.
COUNTS = {
    "iachr": (4, 6, 7, 0),
    "mide": (3, 8, 5, 3),
    "rial": (4, 3, 4, 3),
    "education": (3, 4, 1, 1),
    "dps": (3, 3, 1, 1),
    "summits": (3, 5, 3, 1),
    "can": (2, 3, 3, 0),
    "csm": (1, 1, 3, 1),
    "iom": (27, 26, 12, 0),
    "unhcr": (0, 50, 0, 0),
    "ilo": (3, 5, 4, 0),
    "iihr": (0, 3, 1, 0),
}

# Entries of which a country is more than mentioned, less the "2011-" all begin with.
CONCERNED = {
    "MEX": {
        "iachr": [2, 3, 6, 7, 8, 10, 11],
        "mide": [8],
        "rial": [2, 6],
        "education": [4],
        "dps": [6],
        "iihr": [4],
        "iom": [17, 25, 30, 36, 38, 39, 40, 41, 42, 43, 60],
        "unhcr": [2, 4, 15, 16, 23, 32, 38, 42, 46, 47, 49, 50],
    },
    "CRI": {
        "iachr": [10],
        "mide": [5, 6, 8, 13],
        "education": [4],
        "dps": [6],
        "iihr": [1],
        "iom": [2, 25, 30, 31, 36, 37, 57],
        "unhcr": [2, 4, 5, 11, 22, 25, 37, 49],
    },
    "HTI": {"iachr": [10], "mide": [5], "unhcr": [2, 20, 21, 23, 35, 45, 46]},
    "ATG": {"education": [4], "dps": [4], "unhcr": [34]},
    "GUY": {},
    "SUR": {},
}

# The numbers IOM prints before an entry, less the "2011-iom-".
IOM_CITES = {
    28: "76", 29: "70 73 75", 31: "72", 33: "76", 34: "75", 35: "67", 36: "67 76", 37: "75",
    38: "75", 39: "71", 40: "72", 41: "70", 42: "76", 43: "71", 44: "70", 45: "72", 46: "74",
    47: "68", 48: "68", 49: "67", 50: "74", 51: "72", 52: "67 75", 53: "67", 54: "74 75 76",
    55: "76", 56: "74", 57: "67", 58: "70 74", 59: "70 74 75", 60: "70 72", 61: "70 74",
    62: "70", 63: "72", 64: "70", 65: "76",
}  # fmt: skip

MEMBERS = [
    "ARG", "ATG", "BHS", "BLZ", "BOL", "BRA", "BRB", "CAN", "CHL", "COL",
    "CRI", "CUB", "DMA", "DOM", "ECU", "GRD", "GTM", "GUY", "HND", "HTI",
    "JAM", "KNA", "LCA", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "SUR",
    "TTO", "URY", "USA", "VCT", "VEN",
]  # fmt: skip

LABELS = {
    "dps": ["Program No. 1", "Program No. 2", "Program No. 3"],
    "iachr": [
        "Scheduled Activity 1", "Scheduled Activity 2", "Scheduled Activity 3",
        "Scheduled Activity 4", "Activity #1", "Activity # 2", "Activity No. 3", "Activity # 4",
        "Activity 5", "Activity 6", "Scheduled Activity 1", "Scheduled activity No. 2",
        "Scheduled Activity 3", "Scheduled Activity 4", "Scheduled Activity 5",
        "Program Activity 6", "Scheduled Activity 7",
    ],
    "rial": ["Activity Spotlight"],
}  # fmt: skip


@pytest.fixture
def entries() -> dict[str, Entry]:
    return {entry.reference: entry for entry in Entry.objects.with_relations()}


def number_of(reference):
    return int(reference.rpartition("-")[2])


@pytest.mark.parametrize("slug", COUNTS)
def test_a_chapter_has_the_entries_its_table_prints(slug):
    chapter = Submission.objects.get(implementer__slug=slug)
    held = [chapter.entries.filter(kind=kind).count() for kind in EntryKind.values]
    assert (*held, chapter.financing.count()) == COUNTS[slug]


def test_the_chapters_published_copy_the_official_order():
    slugs = Submission.objects.in_official_order().values_list("implementer__slug", flat=True)
    assert list(slugs) == list(COUNTS)


def test_every_chapter_is_an_accepted_import_without_an_actor():
    assert set(Submission.objects.values_list("status", "origin", "accepted_by")) == {
        (SubmissionStatus.ACCEPTED, Origin.IMPORT, None)
    }


def test_forty_numbered_and_nine_unnumbered_activities_have_text():
    with_text = Activity.objects.with_text()
    assert with_text.filter(number__isnull=False).count() == 40
    assert list(with_text.filter(number=None).values_list("code", flat=True)) == [
        "MiDE-1", "MiDE-2", "MiDE-3", "MiDE-4", "MiDE-5", "RIAL-1", "RIAL-2", "RIAL-3", "IOM-1",
    ]  # fmt: skip


def test_the_register_has_the_numbers_from_1_to_100():
    numbers = Activity.objects.filter(number__isnull=False).values_list("number", flat=True)
    assert list(numbers) == list(range(1, 101))


def test_mide_restates_three_activities_of_public_security():
    restated = Activity.objects.filter(probably_same_as__isnull=False)
    assert dict(restated.values_list("code", "probably_same_as__code")) == {
        "MiDE-1": "30",
        "MiDE-2": "31",
        "MiDE-3": "32",
    }


def test_rials_activities_come_from_the_recommendations_of_2006():
    sources = Activity.objects.filter(code__startswith="RIAL").values_list("source", "source_note")
    assert set(sources) == {
        (
            None,
            "Recommendations of the first annual session on the Program, March 16, 2006",
        )
    }


def test_the_same_mandate_is_kept_with_both_its_wordings():
    csm = Submission.objects.get(implementer__slug="csm")
    can = Submission.objects.get(implementer__slug="can")
    assert all(listed.wording for listed in csm.listed_activities.all())
    assert not any(listed.wording for listed in can.listed_activities.all())
    assert [listed.activity.code for listed in csm.listed_activities.all()] == ["42", "51"]


def test_thirty_five_states_were_members_in_2011():
    members = Country.objects.members_in(2011)
    assert members.count() == 35
    assert members.filter(participates=False).get().iso3 == "CUB"


def test_the_members_are_those_of_the_charter():
    assert set(Country.objects.members_in(2011).values_list("iso3", flat=True)) == set(MEMBERS)


def test_nicaragua_is_no_longer_a_member_in_2024():
    assert Country.objects.members_in(2022).filter(iso3="NIC").exists()
    assert not Country.objects.members_in(2023).filter(iso3="NIC").exists()
    assert set(Country.objects.members_in(2011)) - set(Country.objects.members_in(2024)) == {
        Country.objects.get(iso3="NIC")
    }


def test_what_never_was_a_member_is_marked_as_outside():
    others = Country.objects.filter(oas_memberships__isnull=True)
    assert set(others.values_list("sub_region", flat=True)) == {"outside"}


def test_iom_is_in_once():
    assert Submission.objects.filter(implementer__slug="iom").count() == 1
    texts = list(
        Entry.objects.filter(submission__implementer__slug="iom").values_list("text", flat=True)
    )
    assert len(texts) == len(set(texts)) == 65


def test_iom_is_found_under_its_spanish_acronym():
    assert Implementer.objects.get(aliases__name="OIM").acronym == "IOM"


def test_nodes_that_only_head_others_report_nothing():
    heads = Implementer.objects.filter(heads_only=True)
    assert {head.slug for head in heads} == {"sedi", "sms"}
    assert not Submission.objects.filter(implementer__in=heads).exists()
    assert Implementer.objects.reporting().count() == 12


def test_the_kinds_of_implementer_are_those_of_the_report():
    kinds = defaultdict(list)
    for implementer in Implementer.objects.reporting():
        kinds[implementer.kind].append(implementer.slug)
    assert kinds == {
        ImplementerKind.OAS: ["iachr", "mide", "rial", "education", "dps", "summits"],
        ImplementerKind.STATES_FORUM: ["can", "csm"],
        ImplementerKind.INTERNATIONAL: ["iom", "unhcr", "ilo"],
        ImplementerKind.OTHER: ["iihr"],
    }


@pytest.mark.parametrize("slug", COUNTS)
def test_references_run_through_a_chapter_without_a_gap(slug):
    references = Entry.objects.filter(submission__implementer__slug=slug).in_official_order()
    assert [entry.reference for entry in references] == [
        f"2011-{slug}-{n}" for n in range(1, sum(COUNTS[slug][:3]) + 1)
    ]


def test_an_events_country_is_tagged_on_its_entry(entries):
    untagged = [
        str(event)
        for entry in entries.values()
        for event in entry.events.all()
        if event.country
        and event.country_id not in {row.country_id for row in entry.country_roles.all()}
    ]
    assert untagged == []


def test_an_impossible_range_keeps_its_words_and_claims_one_day(entries):
    entry = entries["2011-dps-5"]
    assert "St. Kitts and Nevis, May 24-24, 2011" in entry.text
    event = entry.events.get(country__iso3="KNA")
    assert (event.start, event.end) == (datetime.date(2011, 5, 24), datetime.date(2011, 5, 24))


def test_rials_two_hundred_thousand_are_a_number_with_the_currency_as_printed():
    source = Financing.objects.get(amount__isnull=False)
    assert (source.amount, source.currency) == (Decimal(200_000), "$")
    assert to_plain(source.text) == "Government of Canada (new RIAL support for $ 200k)"
    assert source.submission.implementer.slug == "rial"


def test_iom_cites_the_activities_it_prints_before_an_entry():
    cited = defaultdict(list)
    for row in EntryActivity.objects.filter(
        entry__reference__startswith="2011-iom-"
    ).select_related("entry", "activity"):
        cited[number_of(row.entry.reference)].append(row.activity.code)
    assert {number: " ".join(codes) for number, codes in cited.items()} == IOM_CITES


def test_ilo_cites_three_activities_and_nobody_else_cites_any():
    others = EntryActivity.objects.exclude(entry__submission__implementer__slug="iom")
    assert list(others.values_list("entry__reference", "activity__code")) == [
        ("2011-ilo-4", "81"),
        ("2011-ilo-5", "82"),
        ("2011-ilo-6", "83"),
    ]


def test_no_cited_number_is_left_in_a_text(entries):
    assert [
        e.reference for e in entries.values() if to_plain(e.text)[:3].rstrip(".,").isdigit()
    ] == []


def test_labels_are_kept_as_printed():
    held = defaultdict(list)
    for entry in Entry.objects.exclude(label="").in_official_order():
        held[entry.submission.implementer.slug].append(entry.label)
    assert held == LABELS


def test_unhcr_has_six_themes_and_twelve_sub_headings():
    entries = Entry.objects.filter(submission__implementer__slug="unhcr")
    assert entries.values("heading").distinct().order_by().count() == 6
    assert (
        entries.exclude(subheading="").values("heading", "subheading").distinct().order_by().count()
        == 12
    )


def test_iachrs_activity_4_is_one_entry_with_ten_dated_meetings_and_a_lecture(entries):
    entry = entries["2011-iachr-8"]
    numbers = re.findall(r"^\d+\.", to_plain(entry.text), re.MULTILINE)
    assert numbers == [f"{number}." for number in range(1, 11)]
    assert entry.events.count() == 11


@pytest.mark.parametrize("iso3", CONCERNED)
def test_the_entries_that_concern_a_country_are_all_and_only_these(iso3):
    held = defaultdict(list)
    rows = (
        Entry.objects.filter(country_roles__country__iso3=iso3)
        .exclude(country_roles__in=mentions(iso3))
        .distinct()
    )
    for entry in rows.in_official_order():
        held[entry.submission.implementer.slug].append(number_of(entry.reference))
    assert held == CONCERNED[iso3]


def mentions(iso3):
    """The roles of a country that is only mentioned by an entry and nothing more."""
    country = Country.objects.get(iso3=iso3)
    return country.entry_roles.filter(role=CountryRole.MENTIONED)


def test_no_entry_only_mentions_mexico():
    assert list(mentions("MEX")) == []  # 2011-unhcr-46 was corrected (docs/corrections-2011.md)


def test_an_outcome_stands_on_planned_entries_alone():
    with_outcome = Entry.objects.exclude(outcome="")
    assert set(with_outcome.values_list("kind", flat=True)) == {EntryKind.PLANNED}


def test_every_outcome_has_the_words_of_the_printed_report():
    printed = " ".join((FIXTURES / "source/annual-report-2011.txt").read_text().split())
    with_outcome = list(Entry.objects.exclude(outcome=""))
    assert len(with_outcome) == 14
    for plan in with_outcome:
        assert plan.outcome_source == OutcomeSource.REPORT
        assert plan.outcome_quotation in printed


@pytest.mark.parametrize("reference", ["2011-csm-1", "2011-mide-1", "2011-education-3"])
def test_a_plan_of_which_the_report_states_no_outcome_has_none(reference):
    plan = Entry.objects.with_effective_outcome().get(reference=reference)
    assert (plan.outcome, plan.outcome_source) == ("", "")
    assert (plan.effective_outcome, plan.effective_outcome_source) == ("followed_up", "link")


def test_executed_entries_carry_out_planned_ones_of_their_chapter(entries):
    for entry in entries.values():
        for link in entry.links_back.all():
            assert (entry.kind, link.earlier.kind) == (EntryKind.EXECUTED, EntryKind.PLANNED)
            assert link.earlier.submission_id == entry.submission_id


def test_iachrs_four_answers_name_what_they_answer(entries):
    assert {
        reference: [link.earlier.reference for link in entry.links_back.all()]
        for reference, entry in entries.items()
        if reference.startswith("2011-iachr") and entry.links_back.all()
    } == {
        "2011-iachr-5": ["2011-iachr-1"],
        "2011-iachr-6": ["2011-iachr-2"],
        "2011-iachr-7": ["2011-iachr-3"],
        "2011-iachr-8": ["2011-iachr-4"],
    }


def test_the_narrative_has_five_parts_and_ten_highlights_each_supported():
    assert list(Narrative.objects.order_by("pk").values_list("kind", flat=True)) == [
        "background",
        "objectives",
        "introduction",
        "after_highlights",
        "conclusion",
    ]
    assert Highlight.objects.count() == 10
    assert not Highlight.objects.filter(entries=None).exists()


def test_a_column_keeps_its_lead_and_a_chapter_its_preamble():
    rial = Submission.objects.get(implementer__slug="rial")
    assert to_plain(rial.lead_executed) == "All scheduled activities are fully met."
    assert "March 16, 2006" in rial.preamble


def test_no_text_is_of_another_language_than_it_says():
    assert set(Entry.objects.values_list("language", flat=True)) == {"en"}


def test_no_event_lies_outside_the_years_the_report_speaks_of():
    years = {event.start.year for event in Event.objects.all()}
    assert years <= set(range(2009, 2014))


def test_each_entry_has_one_version_that_holds_it_whole(entries):
    versions = {version.entry_id: version for version in EntryVersion.objects.all()}
    assert EntryVersion.objects.count() == len(entries) == 214
    for entry in entries.values():
        version = versions[entry.pk]
        assert version.content == content_of(entry).as_json()
        assert (version.number, version.origin, version.saved_by) == (1, Origin.IMPORT, None)
