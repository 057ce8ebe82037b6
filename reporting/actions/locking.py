from reporting.models import Submission


def locked(submission: Submission) -> Submission:
    """The submission as it stands now, held until the transaction ends.

    SQLite has no row locks and needs none: its transactions are IMMEDIATE, one writer at a time.
    """
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("reporting_year__program", "implementer")
        .get(pk=submission.pk)
    )
