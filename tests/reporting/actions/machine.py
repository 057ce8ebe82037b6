"""All acts by all roles in any order, also on versions that are not there any more (S4, S5).

A machine of hypothesis makes the orders. After each act, refused or not, it holds that a refused act
changed nothing, that no version of an entry was lost, that nothing is public that was not accepted,
and that an issued year shows what its newest edition holds.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from implementers.exceptions import NotPermitted
from implementers.models import Role, User
from reporting.actions.editions import begin_correction, issue
from reporting.actions.entries import delete_entry, move_entry, save_entry, undelete_entry
from reporting.actions.highlights import add_highlight, remove_highlight, save_wording
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.actions.narratives import (
    NarrativeContent,
    move_chapter,
    save_narrative,
)
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import (
    ChapterWords,
    declare_nothing_to_report,
    save_words,
    submit,
    withdraw,
)
from reporting.actions.years import close_year, reopen_year
from reporting.api.selections.highlights import public_highlights
from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.document.freezing import from_json
from reporting.enums import IssueState, NarrativeKind, SubmissionStatus
from reporting.exceptions import ReportingError
from reporting.models import (
    Edition,
    Entry,
    EntryVersion,
    Highlight,
    Issuing,
    LogEntry,
    Narrative,
    Remark,
    ReportingYear,
    Submission,
)
from reporting.queries.content_versions import edition_version
from reporting.queries.narratives import narratives_in_force
from tests.cast import chapter_of
from tests.factories import content, member, open_reporting_year, person

YEAR = 2013
SLUGS = ("iom", "unhcr")
TABLES = (
    Submission, Entry, EntryVersion, Remark, LogEntry, ReportingYear, Narrative, Highlight, Edition,
)  # fmt: skip

STEPS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "submit": (submit, {}),
    "declare nothing": (declare_nothing_to_report, {"reason": "No funds came."}),
    "withdraw": (withdraw, {}),
    "begin review": (begin_review, {}),
    "return": (return_chapter, {"comment": "Say where."}),
    "accept": (accept, {}),
    "reopen": (reopen, {"reason": "A date is wrong."}),
    "extend": (extend, {"until": timezone.localdate()}),
}
WRITING = ("add", "change", "change what is old", "move", "delete", "undelete", "words")
PARTS = ("narrative", "highlight", "word it", "remove it", "order")
MEANWHILE = ("nothing", "accept", "reopen", "correct", "write")

slugs = st.sampled_from(SLUGS)
people = st.sampled_from(("secretariat", "focal_point", "writer", "other", "stranger"))
reviewing = st.sampled_from(("secretariat", "secretariat", "secretariat", "focal_point"))
behind = st.sampled_from((0, 0, 1))


class Acts(RuleBasedStateMachine):
    """One year with two chapters that are written, each with its people, and the others empty."""

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        # As Django marks that of a test, within which what must be outermost may run.
        self.rolled_back._from_testcase = True
        self.rolled_back.__enter__()
        self.versions: dict[int, Any] = {}
        self.texts = 0
        self.issuing: Issuing | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    @initialize(begins=st.sampled_from(("open", "accepted", "issued", "corrected")))
    def open(self, begins: str) -> None:
        secretariat = person("Secretariat", is_secretariat=True)
        self.year = open_reporting_year(YEAR, by=secretariat)
        central = {"secretariat": secretariat, "stranger": person("Stranger")}
        self.people: dict[str, dict[str, User]] = {
            slug: {
                "writer": member(f"{slug} writer", slug, Role.WRITER),
                "focal_point": member(f"{slug} focal point", slug, Role.FOCAL_POINT),
                **central,
            }
            for slug in SLUGS
        }
        self.people["iom"]["other"] = self.people["unhcr"]["writer"]
        self.people["unhcr"]["other"] = self.people["iom"]["writer"]

        if begins != "open":
            self.write("add", "iom", "writer", 0)
            for slug in (*SLUGS, *SLUGS):
                self.forward(slug)
        if begins in ("issued", "corrected"):
            self.issue("nothing", "iom")
        if begins == "corrected":
            self.forward("iom")

    # The regular way, so that most of what there is happens often

    @rule(slug=slugs)
    def forward(self, slug: str) -> None:
        """The chapter's next step."""
        status = chapter_of(self.year, slug).status
        if status == SubmissionStatus.SUBMITTED:
            self.chapter_act("accept", slug, "secretariat", 0)
        elif status == SubmissionStatus.ACCEPTED:
            self.year_act("correct", "secretariat")
            self.chapter_act("reopen", slug, "secretariat", 0)
        else:
            self.chapter_act("submit", slug, "focal_point", 0)

    @rule(slug=slugs)
    def rewrite(self, slug: str) -> None:
        """Another text, where the chapter can be written."""
        self.write("words", slug, "secretariat", 0)
        self.write("add", slug, "focal_point", 0)

    @rule(meanwhile=st.sampled_from(MEANWHILE), slug=slugs)
    def issue(self, meanwhile: str, slug: str) -> None:
        """Asked for and rendered, while somebody does something else."""
        self.ask_to_issue("secretariat", is_read=True)
        self.render(meanwhile, slug)

    # Anything by anybody

    @rule(act=st.sampled_from(WRITING), slug=slugs, who=people, which=st.integers(0, 3))
    def write(self, act: str, slug: str, who: str, which: int) -> None:
        chapter, by = chapter_of(self.year, slug), self.by(slug, who)
        self.texts += 1
        text = f"Course {self.texts} was held."
        entries = Entry.with_deleted.filter(submission=chapter).order_by("pk")
        entry = entries.select_related("submission")[which : which + 1].first()
        if act == "add":
            self.attempt(save_entry, chapter, content(text=text), by=by)
        elif act == "words":
            self.attempt(save_words, chapter, ChapterWords(preamble=text), by=by)
        elif entry is None:
            return
        elif act in ("change", "change what is old"):
            based_on = entry.revision - (act != "change")
            self.attempt(
                save_entry, chapter, content(text=text), entry=entry, based_on=based_on, by=by
            )
        elif act == "move":
            self.attempt(move_entry, entry, to=1, by=by)
        else:
            self.attempt(delete_entry if act == "delete" else undelete_entry, entry, by=by)

    @rule(act=st.sampled_from(PARTS), slug=slugs, who=reviewing)
    def write_part(self, act: str, slug: str, who: str) -> None:
        by, held = self.by(slug, who), self.year.highlights.first()
        self.texts += 1
        text = f"Words {self.texts}."
        if act == "narrative":
            part = NarrativeContent("", text)
            self.attempt(save_narrative, self.year, NarrativeKind.BACKGROUND, part, by=by)
        elif act == "order":
            self.attempt(move_chapter, chapter_of(self.year, slug), "down", by=by)
        elif act == "highlight":
            if entry := chapter_of(self.year, slug).entries.filter(kind="executed").last():
                self.attempt(add_highlight, self.year, entry, by=by)
        elif held is not None and act == "word it":
            self.attempt(save_wording, held, text, by=by)
        elif held is not None:
            self.attempt(remove_highlight, held, by=by)

    @rule(act=st.sampled_from(sorted(STEPS)), slug=slugs, who=people, behind=behind)
    def chapter_act(self, act: str, slug: str, who: str, behind: int) -> None:
        """From a page that shows the chapter as it is, or as it was `behind` changes ago."""
        verb, more = STEPS[act]
        chapter = chapter_of(self.year, slug)
        if act in ("begin review", "extend"):
            self.attempt(verb, chapter, by=self.by(slug, who), **more)
            return
        version = chapter.content_version - behind
        done = self.attempt(verb, chapter, expected_version=version, by=self.by(slug, who), **more)
        assert not (done and behind)

    @rule(act=st.sampled_from(("correct", "close", "open again", "ask", "render")), who=reviewing)
    def year_act(self, act: str, who: str) -> None:
        by = self.by("iom", who)
        if act == "correct":
            self.attempt(begin_correction, self.year, reason="A date is wrong.", by=by)
        elif act == "close":
            self.attempt(close_year, self.year, by=by)
        elif act == "open again":
            self.attempt(reopen_year, self.year, reason="Too early.", by=by)
        elif act == "ask":
            self.ask_to_issue(who, is_read=False)
        else:
            self.render("nothing", "iom")

    def ask_to_issue(self, who: str, *, is_read: bool) -> None:
        left_out = self.year.submissions.working().not_accepted().select_related("implementer")
        wanted = EditionWanted(
            symbol=f"DEMO/{YEAR}/{Issuing.objects.count()}",
            date=datetime.date(YEAR + 1, 2, 1),
            leaving_out=frozenset(chapter.implementer.slug for chapter in left_out),
        )
        read = edition_version(self.year) if is_read else "0:0"
        by = self.by("iom", who)
        asked = self.attempt(
            ask_to_issue, self.year, wanted, findings=(), expected_version=read, by=by
        )
        assert not (asked and not is_read)
        self.issuing = asked or self.issuing

    def render(self, meanwhile: str, slug: str) -> None:
        if self.issuing is None or self.issuing.state == IssueState.DONE:
            return

        def renderer(report: Report, *, file_format: str, layout: str) -> bytes:
            if meanwhile in ("accept", "reopen"):
                self.chapter_act(meanwhile, slug, "secretariat", 0)
            elif meanwhile == "correct":
                self.year_act("correct", "secretariat")
            elif meanwhile == "write":
                self.write("add", slug, "writer", 0)
            return file_format.encode()

        issue(self.issuing, renderer=renderer)
        self.issuing.refresh_from_db()

    # What holds after each

    @invariant()
    def no_version_is_lost(self) -> None:
        now = dict(EntryVersion.objects.values_list("pk", "content"))
        assert all(now.get(pk) == held for pk, held in self.versions.items())
        self.versions = now

    @invariant()
    def only_what_was_accepted_is_public(self) -> None:
        if not hasattr(self, "year"):
            return
        public = list(self.year.submissions.public())
        assert all(chapter.status == SubmissionStatus.ACCEPTED for chapter in public)
        implementers = [chapter.implementer_id for chapter in public]
        assert len(set(implementers)) == len(implementers)
        if not self.year.editions.exists():
            accepted = self.year.submissions.to_issue()
            assert {chapter.pk for chapter in public} == {chapter.pk for chapter in accepted}

    @invariant()
    def an_issued_year_shows_its_newest_edition(self) -> None:
        edition = self.year.editions.order_by("number").last() if hasattr(self, "year") else None
        if edition is None:
            return
        year = ReportingYear.objects.get(pk=self.year.pk)
        frozen = from_json(edition.content)
        assert assemble(year, language="en").chapters == frozen.chapters
        narratives = narratives_in_force().filter(reporting_year=year)
        assert {part.kind: part.text for part in narratives} == {
            part.kind: part.text for part in frozen.narratives()
        }
        shown = [(one.number, one.text, list(one.entries)) for one in public_highlights(year)]
        assert shown == [
            (one.number, one.text, [link.reference for link in one.supported_by])
            for one in frozen.highlights
        ]

    # How it is done

    def by(self, slug: str, who: str) -> User:
        return self.people[slug][who]

    def attempt(self, act: Callable[..., Any], *about: object, **how: object) -> Any:
        """Do it; when it is refused, nothing has changed."""
        before = self.held()
        try:
            return act(*about, **how)
        except (ReportingError, NotPermitted):
            assert self.held() == before
            return None

    def held(self) -> list[object]:
        return [list(_all(model).order_by("pk").values()) for model in TABLES]


def _all(model: Any) -> Any:
    return model._base_manager.all()
