"""How to cite entries, chapters, editions and the other pages of the record."""

import datetime
from dataclasses import dataclass
from functools import singledispatch

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.models import Edition, Entry, ReportingYear, Submission
from reporting.queries.report_locations import ReportLocation, location_of

_ORGANIZATION = "Organization of American States"
_RECORD = (
    "Record of the Inter-American Program for the Promotion and Protection of the Human Rights of "
    "Migrants, Including Migrant Workers and Their Families"
)
_LATEX_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%#_$"},
        # BibTeX counts a brace even after a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True)
class Citation:
    """The same citation as a sentence and as BibTeX."""

    text: str
    bibtex: str


@dataclass(frozen=True)
class PartOfReport:
    """A part of a year's report that is cited: an entry with its reference, or a whole chapter.

    `author` is the implementer's name in the current language, `name` the English one for BibTeX.
    """

    author: str
    name: str
    year: ReportingYear
    place: ReportLocation
    reference: str = ""
    key: str = ""


@singledispatch
def citation_of(about: object, *, address: str) -> Citation:
    """Return the citation of a public page.

    `about` is what the page shows, `address` its permanent address. A page whose content changes is
    cited with the day on which it was read.
    """
    raise TypeError(f"{type(about).__name__} is not cited")


@citation_of.register
def _country(about: Country, *, address: str) -> Citation:
    return _page(about.name, f"oas-{about.iso3.lower()}", address)


@citation_of.register
def _activity(about: Activity, *, address: str) -> Citation:
    title = _("Program activity %(code)s") % {"code": about.code}
    full_title = f"{title}: {about.short_title}" if about.short_title else title
    return _page(full_title, f"oas-activity-{slugify(about.code)}", address)


@citation_of.register
def _implementer(about: Implementer, *, address: str) -> Citation:
    return _page(str(about), f"oas-{about.slug}", address)


@citation_of.register
def _year(about: ReportingYear, *, address: str) -> Citation:
    title = _("The reporting year %(year)d") % {"year": about.year}
    return _page(marked_title(title, about), f"oas-{about.year}", address)


@citation_of.register
def _chapter(about: Submission, *, address: str) -> Citation:
    return citation_of(part_of_report(about, location_of(about)), address=address)


@citation_of.register
def _entry(about: Entry, *, address: str) -> Citation:
    return citation_of(part_of_report(about, location_of(about)), address=address)


@citation_of.register
def _part(about: PartOfReport, *, address: str) -> Citation:
    symbol = about.place.symbol
    values = {
        "implementer": about.author,
        "reference": about.reference,
        "title": about.place.program,
        "year": about.year.year,
        "symbol": f" ({symbol})" if symbol else "",
        "address": address,
    }
    return Citation(
        text=marked_title(_template_of(about) % values, about.year),
        bibtex=_bibtex(
            "misc",
            about.reference or about.key,
            author=f"{{{_escaped(about.name)}}}",
            title=marked_title(_bibtex_title(about), about.year),
            howpublished=_escaped(f"Annual report on the {values['title']}, {about.year.year}"),
            organization=_ORGANIZATION,
            number=_escaped(symbol),
            year=str(about.place.published),
            url=address,
        ),
    )


def _bibtex_title(part: PartOfReport) -> str:
    return f"Entry {part.reference}" if part.reference else f"Chapter of {part.year.year}"


def marked_title(title: str, year: ReportingYear) -> str:
    """Return the title as it is cited: that of a demonstration year says what it is."""
    if not year.is_demonstration:
        return title
    return _("Demonstration: %(title)s") % {"title": title}


def part_of_report(about: Entry | Submission, place: ReportLocation) -> PartOfReport:
    """Return what is cited of an entry or a chapter that is printed at `place`."""
    chapter = about if isinstance(about, Submission) else about.submission
    year, implementer = chapter.reporting_year, chapter.implementer
    return PartOfReport(
        author=str(implementer),
        name=implementer.name_en,
        year=year,
        place=place,
        reference="" if isinstance(about, Submission) else about.reference,
        key=f"{year.year}-{implementer.slug}",
    )


def _template_of(part: PartOfReport) -> str:
    if part.reference:
        return _(
            "%(implementer)s, entry %(reference)s, in: Organization of American States, annual "
            "report on the %(title)s, %(year)d%(symbol)s. %(address)s"
        )
    return _(
        "%(implementer)s, chapter in: Organization of American States, annual report on the "
        "%(title)s, %(year)d%(symbol)s. %(address)s"
    )


def _page(title: str, key: str, address: str) -> Citation:
    today = timezone.localdate()
    text = _(
        "Organization of American States, “%(title)s”, %(record)s. %(address)s (read on %(day)s)"
    ) % {
        "title": title,
        "record": _RECORD,
        "address": address,
        "day": date_format(today, "j F Y"),
    }
    return Citation(
        text=text,
        bibtex=_bibtex(
            "online",
            key,
            title=f"{{{_escaped(title)}}}",
            organization=_ORGANIZATION,
            howpublished=_RECORD,
            url=address,
            urldate=today.isoformat(),
        ),
    )


def cite_edition(edition: Edition, *, presented_by: str, title: str, address: str) -> Citation:
    """Return the citation of an issued edition with the permanent address `address`."""
    return cite_document(
        title,
        presented_by=presented_by,
        symbol=edition.symbol,
        day=edition.date,
        key=f"oas-report-{edition.reporting_year.year}-{edition.number}",
        address=address,
        note=f"SHA-256 of the content: {edition.sha256}",
    )


def cite_document(
    title: str,
    *,
    presented_by: str,
    symbol: str,
    day: datetime.date | None,
    key: str,
    address: str,
    note: str = "",
) -> Citation:
    """Return the citation of an annual report; empty parts are left out."""
    parts = (presented_by, title, symbol, date_format(day, "j F Y") if day else "")
    text = f"{_('Organization of American States')}, {', '.join(filter(None, parts))}. {address}"
    return Citation(
        text=text,
        bibtex=_bibtex(
            "techreport",
            key,
            title=f"{{{_escaped(title)}}}",
            author=f"{{{_escaped(presented_by)}}}" if presented_by else "",
            institution=_ORGANIZATION,
            number=_escaped(symbol),
            year=str(day.year) if day else "",
            url=address,
            note=note,
        ),
    )


def _bibtex(kind: str, key: str, **fields: str) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str) -> str:
    """Escape the characters that have a meaning in LaTeX."""
    return text.translate(_LATEX_ESCAPES)
