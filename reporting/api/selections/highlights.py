from reporting.document.freezing import frozen_highlights
from reporting.models import Entry, ReportingYear
from reporting.queries.editions import newest_edition
from reporting.queries.highlights import HighlightShown, highlights_among
from reporting.queries.years import is_whole


def public_highlights(reporting_year: ReportingYear) -> list[HighlightShown]:
    """As the newest edition prints them; before the first, as the report of what is accepted does.

    Takes one query, before the first edition five.
    """
    if edition := newest_edition(reporting_year):
        return [
            HighlightShown(one.number, one.text, one.references)
            for one in frozen_highlights(edition.content)
        ]
    # By reference: of a reopened chapter another entry of the same is public, as it was accepted.
    chosen = Entry.objects.filter(highlights__reporting_year=reporting_year).values("reference")
    entries = Entry.objects.public().filter(
        submission__reporting_year=reporting_year, reference__in=chosen
    )
    texts = dict(entries.order_by().values_list("reference", "text"))
    return list(highlights_among(reporting_year, texts, whole=is_whole(reporting_year)))
