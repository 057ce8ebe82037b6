"""Where the report prints an entry or a chapter."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from reporting.models import Edition, Entry, PrintedPlace, ReportingYear, Submission


@dataclass(frozen=True)
class ReportLocation:
    """A place in a year's report, with the report's symbol and year of publication.

    `program` is the title of the Program. `edition` is the number of the newest edition that prints
    the place; it is None before the first edition, when the report consists of the accepted
    chapters. `is_printed` is False when there are editions and none of them prints it.
    """

    program: str
    anchor: str
    symbol: str
    published: int
    edition: int | None = None
    is_newest: bool = True
    is_printed: bool = True


def anchor_of_chapter(slug: str) -> str:
    """Return the anchor of an implementer's chapter on the report's page."""
    return f"chapter-{slug}"


def anchor_of_entry(reference: str) -> str:
    return f"e-{reference}"


def location_of(about: Entry | Submission) -> ReportLocation:
    """Return the location of a public entry or chapter. Takes two queries."""
    if isinstance(about, Submission):
        return location_in(about.reporting_year, anchor_of_chapter(about.implementer.slug))
    return location_in(about.submission.reporting_year, anchor_of_entry(about.reference))


def location_in(year: ReportingYear, anchor: str) -> ReportLocation:
    """Return the location with this anchor in the report of the year. Takes two queries."""
    report = ReportingYear.objects.select_related("program", "cover").get(pk=year.pk)
    printed_places = PrintedPlace.objects.filter(edition=OuterRef("pk"), anchor=anchor)
    editions = list(
        Edition.objects.filter(reporting_year=year)
        .order_by("-number")
        .annotate(prints=Exists(printed_places))
        .defer("content")
    )
    title = report.program.title
    for edition in editions:
        if edition.prints:
            return ReportLocation(
                title,
                anchor,
                edition.symbol,
                edition.date.year,
                edition.number,
                is_newest=edition == editions[0],
            )
    if editions:
        return ReportLocation(title, anchor, "", year.year, is_newest=False, is_printed=False)
    cover = getattr(report, "cover", None)
    date = cover.document_date if cover else None
    return ReportLocation(
        title, anchor, cover.symbol if cover else "", date.year if date else year.year
    )


def newest_edition_with(reference: str) -> Edition | None:
    """Return the newest edition that prints the entry, with its content; None if none does."""
    return (
        Edition.objects.filter(places__anchor=anchor_of_entry(reference))
        .select_related("reporting_year__program")
        .order_by("number")
        .last()
    )
