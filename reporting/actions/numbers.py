"""The numbers of a chapter's entries: references that are never used twice, places in columns."""

import re

from django.db.models import Max

from reporting.models import Entry, Submission


def allocate_reference(submission: Submission) -> str:
    """A new reference `<year>-<implementer>-<n>`, one above every number ever given.

    `Submission.last_number` outlives entries that are deleted; those of imported chapters were
    numbered by their files. The caller holds the submission locked.
    """
    stem = f"{submission.reporting_year.year}-{submission.implementer.slug}-"
    form = re.compile(re.escape(stem) + r"(\d+)\Z")
    held = Entry.with_deleted.filter(reference__startswith=stem).order_by()
    numbers = [
        int(found.group(1))
        for reference in held.values_list("reference", flat=True)
        if (found := form.match(reference))
    ]
    submission.last_number = max([submission.last_number, *numbers]) + 1
    submission.save(update_fields=["last_number"])
    return f"{stem}{submission.last_number}"


def next_position(submission: Submission, kind: str) -> int:
    """The place after the last one of a column, those included that deleted entries come back to."""
    column = Entry.with_deleted.filter(submission=submission, kind=kind)
    last = column.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
