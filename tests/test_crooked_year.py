"""The crooked year is as its module describes it."""

from reporting.enums import NarrativeKind, Outcome, SubmissionStatus
from reporting.models import Dismissal, Entry, EntryLink, ReportingYear, Submission
from tests.crooked_year import MISSING_PART, REASON_KEPT


def slugs_printed(edition):
    anchors = edition.places.filter(anchor__startswith="chapter-")
    return {anchor.removeprefix("chapter-") for anchor in anchors.values_list("anchor", flat=True)}


class TestCrookedYear:
    def test_each_chapter_is_in_the_state_described(self, crooked_year):
        chapters = crooked_year.submissions.working().in_official_order()
        accepted = SubmissionStatus.ACCEPTED
        assert list(chapters.values_list("implementer__slug", "status", "language")) == [
            ("mide", SubmissionStatus.DRAFT, "en"),
            ("iachr", SubmissionStatus.RETURNED, "en"),
            ("rial", SubmissionStatus.SUBMITTED, "en"),
            ("education", SubmissionStatus.RETURNED, "en"),
            ("dps", accepted, "en"),
            ("can", accepted, "es"),
            ("summits", accepted, "en"),
            ("csm", SubmissionStatus.SUBMITTED, "en"),
            ("ilo", accepted, "en"),
            ("iom", accepted, "en"),
            ("unhcr", accepted, "en"),
            ("iihr", SubmissionStatus.DRAFT, "en"),
        ]
        assert list(chapters.values_list("pk", flat=True)) != sorted(
            chapters.values_list("pk", flat=True)
        )
        [copy] = Submission.objects.filter(published_copy_of__isnull=False)
        assert (copy.implementer.slug, copy.reporting_year) == ("iachr", crooked_year)

    def test_the_report_lacks_a_part_and_is_under_correction(self, crooked_year):
        parts = set(crooked_year.narratives.values_list("kind", flat=True))
        assert parts == set(NarrativeKind) - {MISSING_PART}
        assert crooked_year.issued_at is None
        assert list(crooked_year.editions.order_by("number").values_list("symbol", flat=True)) == [
            "DEMO/2013",
            "DEMO/2013 rev. 1",
        ]
        [first, second] = crooked_year.editions.order_by("number")
        assert slugs_printed(first) == {"iachr", "dps", "can", "summits", "iom", "unhcr"}
        assert slugs_printed(second) == {*slugs_printed(first), "ilo"}
        assert ReportingYear.objects.get(year=2012).issued_at is not None

    def test_entries_are_deleted_moved_linked_and_closed_in_every_way(self, crooked_year):
        of_iom = Entry.with_deleted.filter(
            submission__reporting_year=crooked_year, submission__implementer__slug="iom"
        )
        assert of_iom.filter(deleted_at__isnull=False).count() == 2
        assert set(of_iom.values_list("outcome", flat=True)) == {*Outcome, ""}
        assert of_iom.get(outcome=Outcome.DROPPED).outcome_reason
        hidden = EntryLink.with_deleted.filter(
            later__in=of_iom, later__deleted_at=None, earlier__deleted_at__isnull=False
        )
        assert hidden.exists()
        assert of_iom.filter(financing__isnull=False).exists()
        assert Dismissal.objects.filter(reporting_year=crooked_year).count() == 2
        kept = Submission.objects.get(nothing_to_report_reason=REASON_KEPT)
        assert not kept.nothing_to_report
        assert kept.entries.exists()
