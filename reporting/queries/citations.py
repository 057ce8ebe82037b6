"""How an entry is cited."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.models import Entry, ReportCover


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
