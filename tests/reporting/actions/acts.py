"""Every act of `reporting.actions`: who may do it, and what it is called with.

`machine.py` does them in any order.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from program.models import Program
from reporting.actions.editing import (
    drop_draft,
    end_presence,
    forget_draft,
    keep_draft,
    note_presence,
)
from reporting.actions.editions import begin_correction
from reporting.actions.entries import (
    delete_entry,
    move_entry,
    restore_version,
    save_entry,
    set_outcome,
    undelete_entry,
)
from reporting.actions.entry_validation import linkable_entries
from reporting.actions.financing import SourceContent, save_financing, sources_of
from reporting.actions.findings import dismiss, findings_of_chapter, findings_of_year, recall
from reporting.actions.highlights import (
    add_highlight,
    move_highlight,
    remove_highlight,
    save_wording,
)
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.actions.narratives import (
    NarrativeContent,
    cover_of,
    move_chapter,
    narrative_of,
    save_cover,
    save_narrative,
)
from reporting.actions.remarks import answer, resolve, take_suggestion, unresolve, write_remark
from reporting.actions.reminders import remind
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import (
    ChapterTexts,
    declare_nothing_to_report,
    save_chapter_texts,
    submit,
    texts_of,
    withdraw,
)
from reporting.actions.years import close_year, open_year, reopen_year
from reporting.checks.finding import Severity
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, NarrativeKind
from reporting.models import (
    Dismissal,
    Entry,
    EntryVersion,
    Issuing,
    Remark,
    ReportingYear,
    Submission,
    WritingDraft,
)
from reporting.queries.content_versions import edition_version
from reporting.queries.entries import content_of
from tests.factories import content

YEAR, NEXT = 2013, 2014

# Who there is: "both" is secretariat and administrator, "other" the focal point of another implementer.
ROLES = (
    "writer", "focal_point", "other", "secretariat", "administrator", "both", "stranger",
)  # fmt: skip
WRITERS = frozenset({"writer", "focal_point", "secretariat", "both"})
SIGNERS = frozenset({"focal_point", "secretariat", "both"})
FOCAL_POINT = frozenset({"focal_point"})
SECRETARIAT = frozenset({"secretariat", "both"})
ANYBODY = frozenset(ROLES)

PAGE = "7c8d0f3e-4f0a-4d5e-9a51-0d6c2f3b8a11"  # from which several saves come
KINDS = (EntryKind.EXECUTED, EntryKind.PLANNED, EntryKind.NEXT_YEAR)
FACTS: tuple[dict[str, Any], ...] = (
    {},
    {"activities": ("67", "68"), "countries": (("MEX", "place"),)},
    {
        "events": (
            EventContent(
                datetime.date(YEAR, 5, 1), datetime.date(YEAR, 5, 3), place="Lima", country="PER"
            ),
        )
    },
    {
        "countries": (("CRI", "participant"), ("HTI", "beneficiary")),
        "documents": (("Minutes", "https://example.org/minutes"),),
    },
)
OUTCOMES = (
    ("carried_out", ""), ("postponed", "No funds."), ("dropped", "No funds."), ("under_way", ""),
    ("", ""), ("dropped", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Occasion:
    """Where something is done and with what text; `n` chooses among what there is there, and `stale`
    says that the page shows what was there before."""

    chapter: Submission
    text: str
    n: int
    stale: bool

    @property
    def year(self) -> ReportingYear:
        return self.chapter.reporting_year

    @property
    def version(self) -> int:
        return self.chapter.content_version - self.stale

    def pick(self, rows: Iterable[Any]) -> Any:
        """One of them; None of none."""
        held = list(rows)
        return held[self.n % len(held)] if held else None

    def entry(self, **which: object) -> Entry | None:
        """One of the chapter, deleted or not."""
        entries = Entry.with_deleted.filter(submission=self.chapter, **which).order_by("pk")
        found: Entry | None = self.pick(entries.select_related("submission"))
        return found

    def revision(self, entry: Entry) -> int:
        return entry.revision - self.stale

    def remark(self, **which: object) -> Any:
        return self.pick(Remark.objects.filter(submission=self.chapter, **which).order_by("pk"))

    def highlight(self) -> Any:
        return self.pick(self.year.highlights.order_by("position"))


# What an act is called with besides the person; None where there is nothing to do it to.
Call = tuple[tuple[Any, ...], dict[str, Any]] | None


def call(*about: object, **how: object) -> Call:
    """Of what there is nothing, nothing is called."""
    return None if None in about else (about, how)


def add(on: Occasion) -> Call:
    kind = KINDS[on.n % 3]
    plans = [on.pick(linkable_entries(on.chapter, kind))] if on.n % 2 else []
    links = tuple(plan.reference for plan in plans if plan)
    added = content(kind=kind, text=on.text, continues=links, **FACTS[on.n % 4])
    return call(on.chapter, added, session=PAGE if on.n == 6 else "")


def change(on: Occasion) -> Call:
    """Sometimes also its column; always all that it names."""
    if (entry := on.entry()) is None:
        return None
    kind = entry.kind if on.n % 4 else KINDS[on.n % 3]
    changed = content(kind=kind, text=on.text, **FACTS[on.n // 2 % 4])
    session = PAGE if on.n > 5 and not on.stale else ""  # on its own page nobody is late
    return call(on.chapter, changed, entry=entry, based_on=on.revision(entry), session=session)


def link(on: Occasion) -> Call:
    """Add the links there can be, or drop those there are; where there can be none, try another's."""
    entry = on.entry(deleted_at=None, kind__in=(EntryKind.EXECUTED, EntryKind.PLANNED))
    if entry is None:
        return None
    held = content_of(entry)
    there = [one.reference for one in linkable_entries(on.chapter, entry.kind)] or ["2011-iom-1"]
    links = () if held.continues else tuple(there[: 1 + on.n % 2])
    changed = replace(held, continues=links)
    return call(on.chapter, changed, entry=entry, based_on=on.revision(entry))


def say_outcome(on: Occasion) -> Call:
    if (entry := on.entry(kind=EntryKind.PLANNED)) is None:
        return None
    return call(entry, *OUTCOMES[on.n % 6], based_on=on.revision(entry))


def move(on: Occasion) -> Call:
    return call(on.entry(), to=1 + on.n % 3)


def delete(on: Occasion) -> Call:
    if (entry := on.entry()) is None:
        return None
    return call(entry, based_on=on.revision(entry))


def undelete(on: Occasion) -> Call:
    return call(on.entry(deleted_at__isnull=False))


def restore(on: Occasion) -> Call:
    versions = EntryVersion.objects.filter(entry__submission=on.chapter).order_by("pk")
    if (version := on.pick(versions.select_related("entry__submission"))) is None:
        return None
    return call(version, based_on=on.revision(version.entry))


def write_words(on: Occasion) -> Call:
    words = ChapterTexts(heading=on.text[: 4 * on.n], preamble=on.text, lead_executed="All of it.")
    shown = ChapterTexts(preamble="Never.") if on.stale else texts_of(on.chapter)
    return call(on.chapter, words, based_on=shown)


def state_sources(on: Occasion) -> Call:
    entry = on.entry() if on.n % 2 else None
    source = SourceContent("other", on.text, entry=entry.reference if entry else "")
    shown = [source] if on.stale else sources_of(on.chapter)
    return call(on.chapter, [source, *shown][: on.n % 4], based_on=shown)


def take(on: Occasion) -> Call:
    return call(on.remark() if on.n == 0 else on.remark(suggestion__gt=""))


def write_about(on: Occasion) -> Call:
    """Of an entry, of the chapter, or with a suggested text, which the secretariat alone may give."""
    entry = on.entry() if on.n % 4 else None
    return call(on.chapter, "Where?", entry=entry, suggestion=on.text if on.n % 2 else "")


def dismiss_of_chapter(on: Occasion) -> Call:
    return call(on.year, on.pick(findings_of_chapter(on.chapter)), reason="It stays.")


def dismiss_of_year(on: Occasion) -> Call:
    """What cannot be dismissed last."""
    found = [one for one in findings_of_year(on.year) if not one.finding.chapter]
    found.sort(key=lambda one: one.finding.severity == Severity.BLOCKER)
    return call(on.year, on.pick(found), reason="It stays.")


def recall_of(chapter: str, on: Occasion) -> Call:
    return call(on.pick(Dismissal.objects.filter(reporting_year=on.year, chapter=chapter)))


def bound(**how: object) -> Callable[[Occasion], Call]:
    """A step of the chapter, from a page that shows it."""
    return lambda on: call(on.chapter, expected_version=on.version, **how)


def extend_time(on: Occasion) -> Call:
    return call(on.chapter, until=timezone.localdate() - datetime.timedelta(days=on.n == 0))


def write_part(on: Occasion) -> Call:
    kind = on.pick(NarrativeKind)
    part = NarrativeContent("", f"{on.text} It was was long." if on.n else "")
    shown = NarrativeContent("", "Never.") if on.stale else narrative_of(on.year, kind)
    return call(on.year, kind, part, based_on=shown)


def write_cover(on: Occasion) -> Call:
    held = cover_of(on.year)
    shown = replace(held, title="Never.") if on.stale else held
    return call(on.year, replace(held, title=on.text, council=on.text), based_on=shown)


def order_chapters(on: Occasion) -> Call:
    return call(on.chapter, "up" if on.n % 2 else "down")


def choose_highlight(on: Occasion) -> Call:
    return call(on.year, on.entry(kind=EntryKind.EXECUTED))


def word_highlight(on: Occasion) -> Call:
    if (held := on.highlight()) is None:
        return None
    return call(held, on.text if on.n else "", based_on="Never." if on.stale else held.text)


def order_highlights(on: Occasion) -> Call:
    return call(on.highlight(), "up" if on.n % 2 else "down")


def open_next(on: Occasion) -> Call:
    today = timezone.localdate()
    return call(Program.objects.get(is_current=True), NEXT, opens_on=today, due_on=today)


def ask(on: Occasion) -> Call:
    """Mostly without the chapters that are not accepted."""
    chapters = on.year.submissions.working().not_accepted().select_related("implementer")
    wanted = EditionWanted(
        symbol=f"DEMO/{on.year}/{Issuing.objects.count()}",
        date=datetime.date(on.year.year + 1, 2, 1),
        leaving_out=frozenset(one.implementer.slug for one in chapters if on.n),
    )
    read = "0:0" if on.stale else edition_version(on.year)
    return call(on.year, wanted, findings=(), expected_version=read)


def keep(on: Occasion) -> Call:
    typed = [("text", on.text)]
    entry = on.entry()
    form = f"/desk/entries/{entry.reference if entry else 'new'}/"
    return call(form, typed, title=form, submission=on.chapter, session=str(on.n))


def forget(on: Occasion) -> Call:
    entry = on.entry()
    form = f"/desk/entries/{entry.reference if entry else 'new'}/"
    return call(form, session=str(on.n))


def drop(on: Occasion) -> Call:
    return call(on.pick(WritingDraft.objects.filter(submission=on.chapter)))


@dataclass(frozen=True)
class Act:
    """A verb of `reporting.actions`, who may do it, and what it is called with."""

    verb: Callable[..., Any]
    may: frozenset[str]
    call: Callable[[Occasion], Call]


Acts = dict[str, Act]
WRITING: Acts = {
    "add": Act(save_entry, WRITERS, add),
    "change": Act(save_entry, WRITERS, change),
    "link": Act(save_entry, WRITERS, link),
    "say the outcome": Act(set_outcome, WRITERS, say_outcome),
    "move": Act(move_entry, WRITERS, move),
    "delete": Act(delete_entry, WRITERS, delete),
    "undelete": Act(undelete_entry, WRITERS, undelete),
    "restore": Act(restore_version, WRITERS, restore),
    "write the words": Act(save_chapter_texts, WRITERS, write_words),
    "state the financing": Act(save_financing, WRITERS, state_sources),
    "take a suggestion": Act(take_suggestion, WRITERS, take),
}
TALKING: Acts = {
    "remark": Act(write_remark, WRITERS, write_about),
    "answer": Act(answer, WRITERS, lambda on: call(on.remark(), "In Lima.")),
    "resolve": Act(resolve, WRITERS, lambda on: call(on.remark())),
    "unresolve": Act(unresolve, WRITERS, lambda on: call(on.remark())),
    "dismiss": Act(dismiss, WRITERS, dismiss_of_chapter),
    "recall": Act(recall, WRITERS, lambda on: recall_of(on.chapter.implementer.slug, on)),
    "dismiss of the year": Act(dismiss, SECRETARIAT, dismiss_of_year),
    "recall of the year": Act(recall, SECRETARIAT, lambda on: recall_of("", on)),
    "remind": Act(remind, SECRETARIAT, lambda on: call([on.chapter])),
}
STEPS: Acts = {
    "submit": Act(submit, SIGNERS, bound()),
    "declare nothing": Act(declare_nothing_to_report, SIGNERS, bound(reason="No funds came.")),
    "withdraw": Act(withdraw, FOCAL_POINT, bound()),
    "begin the review": Act(begin_review, SECRETARIAT, lambda on: call(on.chapter)),
    "return": Act(return_chapter, SECRETARIAT, bound(comment="Say where.")),
    "accept": Act(accept, SECRETARIAT, bound()),
    "reopen": Act(reopen, SECRETARIAT, bound(reason="A date is wrong.")),
    "extend": Act(extend, SECRETARIAT, extend_time),
}
PARTS: Acts = {
    "write a part": Act(save_narrative, SECRETARIAT, write_part),
    "write the cover": Act(save_cover, SECRETARIAT, write_cover),
    "order the chapters": Act(move_chapter, SECRETARIAT, order_chapters),
    "add a highlight": Act(add_highlight, SECRETARIAT, choose_highlight),
    "word a highlight": Act(save_wording, SECRETARIAT, word_highlight),
    "remove a highlight": Act(remove_highlight, SECRETARIAT, lambda on: call(on.highlight())),
    "order the highlights": Act(move_highlight, SECRETARIAT, order_highlights),
}
YEARS: Acts = {
    "open the next year": Act(open_year, SECRETARIAT, open_next),
    "close": Act(close_year, SECRETARIAT, lambda on: call(on.year)),
    "open again": Act(reopen_year, SECRETARIAT, lambda on: call(on.year, reason="Too early.")),
    "correct": Act(begin_correction, SECRETARIAT, lambda on: call(on.year, reason="A date.")),
    "ask for an edition": Act(ask_to_issue, SECRETARIAT, ask),
}
# No part of the record: the pages that call these ask before who is there.
BESIDE: Acts = {
    "keep a draft": Act(keep_draft, ANYBODY, keep),
    "drop a draft": Act(drop_draft, ANYBODY, drop),
    "forget a draft": Act(forget_draft, ANYBODY, forget),
    "note presence": Act(note_presence, ANYBODY, lambda on: call("/desk/", session="s")),
    "end presence": Act(end_presence, ANYBODY, lambda on: call("/desk/", session="s")),
}
ACTS: Acts = {**WRITING, **TALKING, **STEPS, **PARTS, **YEARS, **BESIDE}
