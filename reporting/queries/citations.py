"""How an entry and an edition are cited."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import Edition, Entry, ReportCover


@dataclass(frozen=True)
class Citation:
    """The same citation as a sentence and as BibTeX."""

    text: str
    bibtex: str


def cite(entry: Entry, *, address: str) -> Citation:
    """The citation of a public entry whose permanent address is `address`."""
    submission = entry.submission
    cover: ReportCover | None = getattr(submission.reporting_year, "cover", None)
    symbol = cover.symbol if cover else ""
    published = (cover.document_date.year if cover and cover.document_date else None) or (
        submission.reporting_year.year
    )
    title = submission.reporting_year.program.title
    text = _(
        "%(implementer)s, entry %(reference)s, in: Organization of American States, annual report "
        "on the %(title)s, %(year)d%(symbol)s. %(address)s"
    ) % {
        "implementer": submission.implementer,
        "reference": entry.reference,
        "title": title,
        "year": submission.reporting_year.year,
        "symbol": f" ({symbol})" if symbol else "",
        "address": address,
    }
    fields = {
        "author": f"{{{submission.implementer.name_en}}}",
        "title": f"Entry {entry.reference}",
        "howpublished": f"Annual report on the {title}, {submission.reporting_year.year}",
        "organization": "Organization of American States",
        "number": symbol,
        "year": str(published),
        "url": address,
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return Citation(text=text, bibtex=f"@misc{{{entry.reference},\n" + ",\n".join(lines) + "\n}")


def cite_edition(edition: Edition, *, presented_by: str, title: str, address: str) -> Citation:
    """The citation of an issued edition whose permanent address is `address`."""
    text = _(
        "Organization of American States, %(presented_by)s%(title)s, %(symbol)s, %(day)s. "
        "%(address)s"
    ) % {
        "presented_by": f"{presented_by}, " if presented_by else "",
        "title": title,
        "symbol": edition.symbol,
        "day": date_format(edition.date, "j F Y"),
        "address": address,
    }
    fields = {
        "title": f"{{{title}}}",
        "author": f"{{{presented_by}}}" if presented_by else "",
        "institution": "Organization of American States",
        "number": edition.symbol,
        "year": str(edition.date.year),
        "url": address,
        "note": f"SHA-256 of the content: {edition.sha256}",
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    key = f"oas-report-{edition.reporting_year.year}-{edition.number}"
    return Citation(text=text, bibtex=f"@techreport{{{key},\n" + ",\n".join(lines) + "\n}")
