"""Issuing in tests: the 2011 report under the demonstration symbols."""

import datetime
from dataclasses import replace

from implementers.models import User
from reporting.actions.editions import issue
from reporting.actions.entries import save_entry
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.models import Edition, Entry, Issuing, ReportingYear, Submission
from reporting.queries.entries import content_of

DAY = datetime.date(2012, 3, 1)
FIRST = EditionWanted("DEMO/2011", DAY)
SECOND = EditionWanted("DEMO/2011 rev. 1", DAY, note="Two entries of IOM corrected.")


def quick(report, *, file_format: str, layout: str) -> bytes:
    """Renders in no time, and not the same for two contents."""
    return f"{file_format} {layout} {hash(report)}".encode()


def asked(year: ReportingYear, wanted: EditionWanted = FIRST, *, by: User, **more) -> Issuing:
    return ask_to_issue(year, wanted, findings=more.pop("findings", ()), by=by, **more)


def issued(
    year: ReportingYear, wanted: EditionWanted = FIRST, *, by: User, renderer=quick
) -> Edition:
    edition = issue(asked(year, wanted, by=by), renderer=renderer)
    assert edition is not None
    return edition


def change(reference: str, text: str, *, by: User) -> None:
    """The entry with another text, saved by the real action."""
    entry = Entry.objects.working().with_relations().get(reference=reference)
    save_entry(
        Submission.objects.get(pk=entry.submission_id),
        replace(content_of(entry), text=text),
        entry=entry,
        based_on=entry.revision,
        by=by,
    )
