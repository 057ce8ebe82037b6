"""The register and reference data as the report of a year reads them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, Model, OuterRef, Q

from program.models import Activity
from reporting.enums import Origin
from reporting.models import Edition, Entry, ReferenceVersion, ReportingYear, Submission
from reporting.models.reference_version import OWNERS


def last_recorded_year(*, issued_only: bool = False) -> int | None:
    """Return the last calendar year whose report is on record: issued, or imported as printed.

    What is corrected afterwards is read by the reports of later years. With `issued_only`, years
    that were only imported do not count. Takes one query.
    """
    issued = Edition.objects.filter(reporting_year=OuterRef("pk"))
    imported = Submission.objects.filter(reporting_year=OuterRef("pk"), origin=Origin.IMPORT)
    is_recorded = Q(Exists(issued)) if issued_only else Q(Exists(issued)) | Q(Exists(imported))
    recorded = ReportingYear.objects.without_demonstrations().filter(is_recorded)
    return recorded.order_by("-year").values_list("year", flat=True).first()


@dataclass(frozen=True)
class ReferenceTexts:
    """The columns whose values in the report of a year are not the current ones."""

    values: dict[tuple[type[Model], int], dict[str, str]] = field(default_factory=dict)

    def restore(self, rows: Iterable[Model | None]) -> None:
        """Set the columns of loaded objects to the values of the year. Nothing is saved."""
        for row in rows:
            if row is not None and row.pk is not None:
                for column, value in self.values.get((type(row), row.pk), {}).items():
                    setattr(row, column, value)


def texts_of_year(year: int) -> ReferenceTexts:
    """Return what the report of the calendar year `year` reads differently. Takes one query."""
    values: dict[tuple[type[Model], int], dict[str, str]] = defaultdict(dict)
    # The last one of a column wins: the version that ended first among those that had not ended.
    for version in ReferenceVersion.objects.filter(valid_to__gte=year).order_by("-valid_to"):
        for model, owner in OWNERS.items():
            if key := getattr(version, f"{owner}_id"):
                values[model, key][version.column] = version.value
    return ReferenceTexts(dict(values))


def restore_chapters(chapters: Iterable[Submission], texts: ReferenceTexts) -> None:
    """Set what the loaded chapters show of reference data to the values of their year.

    The chapters come with their implementers, listed activities and entries, with their relations.
    """
    if not texts.values:
        return
    for chapter in chapters:
        texts.restore([chapter.implementer, chapter.implementer.parent])
        texts.restore(listed.activity for listed in chapter.listed_activities.all())
        for entry in chapter.entries.all():
            restore_entry(entry, texts)


def restore_entry(entry: Entry, texts: ReferenceTexts) -> None:
    """Do the same for one entry, which comes with its relations."""
    texts.restore(cited.activity for cited in entry.cited.all())
    texts.restore(role.country for role in entry.country_roles.all())
    texts.restore(event.country for event in entry.events.all())


def versions_of(activity: Activity) -> list[ReferenceVersion]:
    """Return the earlier texts of an activity, the latest first. Takes one query."""
    return list(activity.versions.filter(column="text").exclude(value=""))
