from reporting.document.freezing import frozen_highlights
from reporting.models import Entry, ReportingYear
from reporting.queries.editions import newest_edition
from reporting.queries.highlights import HighlightShown, highlights_among
from reporting.queries.years import is_whole


def public_highlights(reporting_year: ReportingYear) -> list[HighlightShown]:
    """The highlights of the newest edition; before the first, of the report as accepted so far.

    Takes one query, or five before the first edition.
    """
    if edition := newest_edition(reporting_year):
        return [
            HighlightShown(highlight.number, highlight.text, highlight.references)
            for highlight in frozen_highlights(edition.content)
        ]
    # By reference: the public entry of a reopened chapter is the published copy of the chosen one.
    chosen = Entry.objects.filter(highlights__reporting_year=reporting_year).values("reference")
    entries = Entry.objects.public().filter(
        submission__reporting_year=reporting_year, reference__in=chosen
    )
    texts = dict(entries.order_by().values_list("reference", "text"))
    return list(highlights_among(reporting_year, texts, whole=is_whole(reporting_year)))
