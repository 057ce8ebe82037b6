"""What is on record and is needed to read a file: implementers, activities, countries."""

from collections.abc import Mapping
from dataclasses import dataclass

from implementers.models import Implementer
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.checks.reading import gazetteer_of
from reporting.models import ReportingYear
from reporting.recognition.gazetteer import Gazetteer


@dataclass(frozen=True)
class KnownActivity:
    code: str
    number: int | None
    texts: tuple[str, ...]  # the register's, and the wordings of chapters


@dataclass(frozen=True)
class KnownImplementer:
    slug: str
    acronym: str
    names: tuple[str, ...]
    is_parent: bool  # whether it only heads others


@dataclass(frozen=True)
class Reference:
    """The records that a file is read against; `assigned` are codes of the implementer."""

    gazetteer: Gazetteer
    implementers: tuple[KnownImplementer, ...]
    activities: tuple[KnownActivity, ...]
    assigned: frozenset[str]

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(known.number for known in self.activities if known.number is not None)

    def codes_by_number(self) -> Mapping[int, str]:
        return {known.number: known.code for known in self.activities if known.number is not None}


def read_reference(implementer: Implementer, reporting_year: ReportingYear) -> Reference:
    """Return the records for a file of `implementer`. Takes a fixed number of queries."""
    implementers = list(Implementer.objects.prefetch_related("aliases"))
    countries = Country.objects.prefetch_related("aliases")
    activities = Activity.objects.filter(program=reporting_year.program_id).prefetch_related(
        "listings"
    )
    return Reference(
        gazetteer=gazetteer_of(countries, implementers),
        implementers=tuple(map(_implementer, implementers)),
        activities=tuple(map(_activity, activities)),
        assigned=frozenset(implementer.assignments.values_list("activity__code", flat=True)),
    )


def _implementer(row: Implementer) -> KnownImplementer:
    names = [getattr(row, f"name_{language}") for language in ("en", "es", "fr", "pt")]
    aliases = [alias.name for alias in row.aliases.all()]
    filled = tuple(name for name in (*names, *aliases) if name)
    return KnownImplementer(row.slug, row.acronym, filled, row.heads_only)


def _activity(row: Activity) -> KnownActivity:
    wordings = [to_plain(listing.wording) for listing in row.listings.all() if listing.wording]
    texts = [to_plain(row.text)] if row.text else []
    return KnownActivity(row.code, row.number, (*texts, *dict.fromkeys(wordings)))
