"""All acts by all roles in any order, also from pages that are old and while an edition is made
(S4, S5).

A machine of hypothesis makes the orders out of `acts.ACTS`. Before each act everybody tries it who may
not, and writes nothing. What holds after each step is at the end of `Machine`.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lxml import html

from implementers.exceptions import NotPermitted
from implementers.models import Role, User
from reporting.actions.background_checks import ask_for_checks, run_background_check
from reporting.actions.editions import ChangedMeanwhile, issue
from reporting.actions.issuing import ask_to_issue
from reporting.actions.narratives import save_cover
from reporting.actions.reviews import accept, begin_review
from reporting.api.selections.highlights import public_highlights
from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.document.freezing import from_json
from reporting.enums import IssueState, SubmissionStatus
from reporting.exceptions import ReportingError
from reporting.models import Issuing, ReportingYear, SearchDocument, Submission
from reporting.models.edition import STALE_AFTER
from reporting.queries.narratives import narratives_in_force
from tests.cast import chapter_of
from tests.factories import member, open_reporting_year, person
from tests.reporting.actions.acts import (
    ACTS,
    ANYBODY,
    BESIDE,
    NEXT,
    PARTS,
    STEPS,
    TALKING,
    WRITING,
    YEAR,
    YEARS,
    Act,
    Occasion,
)
from tests.reporting.actions.reading import AtWork, Key, Reading, Version, printed, read

SLUGS = ("iom", "unhcr")
PLACES: tuple[Key, ...] = tuple((year, slug) for year in (YEAR, NEXT) for slug in SLUGS)
HERE, THERE = PLACES[:2]
ADDRESSES = (
    *(
        f"/api/v1/{noun}/?year={year}"
        for noun in ("entries", "events", "financing", "chapters")
        for year in (YEAR, NEXT)
    ),
    *(f"/api/v1/chapters/{year}-{slug}/" for year, slug in PLACES),
    *(f"/api/v1/years/{year}/" for year in (YEAR, NEXT)),
)
PAGES = (
    *(f"/years/{year}/" for year in (YEAR, NEXT)),
    *(f"/years/{year}/{slug}/" for year, slug in PLACES),
    *(f"/entries/{YEAR}-{slug}-{number}/" for slug in SLUGS for number in range(1, 6)),
    *(f"/{noun}.json?year={YEAR}" for noun in ("entries", "events", "financing")),
    *(f"/implementers/iom/{page}" for page in ("", "feed.atom")),
    *("/", "/years/", "/countries/PER/", "/activities/67/", "/financing/", "/search/?q=course"),
)


@dataclass(frozen=True)
class Step:
    """One of `ACTS`, or a method of the machine.

    `who` chooses among those who may, `n` among what there is; `stale` is a page that is old; `then`
    are steps within it, None among them that whoever makes an edition gives no sign for long.
    """

    act: str
    place: Key
    who: int = 0
    n: int = 0
    stale: bool = False
    then: tuple["Step | None", ...] = ()


# What each chapter begins with: something of everything. Acts, and what `n` they choose by.
WRITTEN = (
    *(("add", n) for n in (0, 1, 2, 3, 4, 0)),
    *((act, 1) for act in ("state the financing", "write the words")),
    *(("remark", n) for n in (0, 1)),
    ("dismiss", 0),
    ("delete", 5),
    ("add a highlight", 0),
    ("add a highlight", 1),
)

places, numbers = st.sampled_from(PLACES), st.integers(0, 7)


def one_of(acts: dict[str, Act]) -> st.SearchStrategy[Step]:
    stale = st.sampled_from((False, False, True))
    return st.builds(Step, st.sampled_from(sorted(acts)), places, numbers, numbers, stale)


def routine(method: str, *then: st.SearchStrategy[Step | None]) -> st.SearchStrategy[Step]:
    within = st.lists(st.one_of(*then), min_size=1, max_size=3).map(tuple) if then else st.just(())
    return st.builds(Step, st.just(method), places, numbers, numbers, then=within)


MEANWHILE = (st.none(), one_of({**STEPS, **YEARS}), one_of(ACTS))
ANYTHING = st.one_of(
    *map(routine, ("give_no_sign", "look", "check_in_background", "forward", "forward")),
    routine("rewrite", one_of(WRITING)),
    routine("rewrite", one_of(WRITING)),
    routine("issue", *MEANWHILE),
    routine("render", *MEANWHILE),
    *map(one_of, (WRITING, TALKING, STEPS, PARTS, YEARS, BESIDE)),
)


@dataclass(frozen=True)
class World:
    """What each order begins with: an open year with two chapters that are written, and people, by
    implementer and role.

    `last_keys` are the keys of what was there before, by table.
    """

    people: dict[str, dict[str, User]]
    last_keys: dict[str, int]


def make_world() -> World:
    """To be made once: each order takes back what it did."""
    last_keys = {
        model._meta.db_table: model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        for model in apps.get_app_config("reporting").get_models()
    }
    administrator = {"is_staff": True, "is_superuser": True}
    central = {
        "secretariat": person("Secretariat", is_secretariat=True),
        "administrator": person("Administrator", **administrator),
        "both": person("Both", is_secretariat=True, **administrator),
        "stranger": person("Stranger"),
    }
    people = {
        slug: {
            "writer": member(f"{slug} writer", slug, Role.WRITER),
            "focal_point": member(f"{slug} focal point", slug, Role.FOCAL_POINT),
            **central,
        }
        for slug in SLUGS
    }
    for slug, elsewhere in zip(SLUGS, reversed(SLUGS), strict=True):
        people[slug]["other"] = people[elsewhere]["focal_point"]
    year = open_reporting_year(YEAR, by=central["secretariat"])
    for slug in SLUGS:
        for number, (name, n) in enumerate(WRITTEN):
            on = Occasion(chapter_of(year, slug), f"Course {number} of {slug}.", n, stale=False)
            arguments, options = ACTS[name].call(on)
            ACTS[name].verb(*arguments, **options, by=central["secretariat"])
    return World(people, last_keys)


class Machine(RuleBasedStateMachine):
    """Two years with two chapters each that are written, with their people; the others are empty."""

    def __init__(self, world: World, addresses: tuple[str, ...] = ADDRESSES) -> None:
        super().__init__()
        self.world, self.addresses = world, addresses
        self.rolled_back = transaction.atomic()
        # As Django marks that of a test, within which what must be outermost may run.
        self.rolled_back._from_testcase = True
        self.rolled_back.__enter__()
        self.is_changed = True
        self.texts = 0
        self.versions: dict[int, Version] = {}
        self.contents: dict[tuple[Key, int], object] = {}
        self.public: dict[Key, AtWork] = {}
        self.asked: dict[int, dict[Key, AtWork]] = {}
        self.answers: dict[str, str] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    @initialize(begins=st.sampled_from(("open", "accepted", "two years", "issued", "corrected")))
    def begin(self, begins: str) -> None:
        if begins == "open":
            return
        for place in (HERE, THERE, HERE, THERE):
            self.forward(Step("forward", place))
        if begins == "two years":
            self.do(Step("open the next year", HERE))
        if begins in ("issued", "corrected"):
            self.issue(Step("issue", HERE))
        if begins == "corrected":
            self.forward(Step("forward", HERE))

    @rule(step=ANYTHING)
    def anything(self, step: Step) -> None:
        """One rule, since hypothesis leaves some of several out of each order."""
        self.happens(step)

    def happens(self, step: Step) -> bool:
        """Whether anything was done."""
        if step.act in ACTS:
            return self.do(step)
        getattr(self, step.act)(step)
        return True

    # The regular way, so that most of what there is happens often

    def forward(self, step: Step) -> None:
        """The chapter's next step."""
        chapter = self.chapter(step.place)
        if chapter.status == SubmissionStatus.SUBMITTED:
            self.do(Step("accept", step.place))
        elif chapter.status == SubmissionStatus.ACCEPTED:
            if chapter.reporting_year.issued_at is not None:
                self.do(Step("correct", step.place))
            self.do(Step("reopen", step.place))
        else:
            self.do(Step("submit", step.place))

    def rewrite(self, step: Step) -> None:
        """The chapter is given back, if it must be, and changed."""
        status = self.chapter(step.place).status
        if status == SubmissionStatus.SUBMITTED:
            self.do(Step("return", step.place))
        elif status == SubmissionStatus.ACCEPTED:
            self.forward(step)
        for change in step.then:
            self.do(replace(change, place=step.place))

    def issue(self, step: Step) -> None:
        """Asked for and rendered, while others do something else."""
        self.do(Step("ask for an edition", step.place, n=1))
        self.render(step)

    def render(self, step: Step) -> None:
        """What was asked for last, if it is not done yet. It fails for no other reason than changes."""
        meanwhile = list(step.then)
        faults: list[BaseException] = []

        def renderer(report: Report, *, file_format: str, layout: str) -> bytes:
            try:
                if meanwhile:
                    self.happens(meanwhile.pop(0) or Step("give_no_sign", step.place))
            except BaseException as fault:
                faults.append(fault)  # which would be told as a failure of the rendering
                raise
            return file_format.encode()

        year = self.chapter(step.place).reporting_year
        issuing = year.issuings.order_by("pk").last()
        if issuing is None or issuing.state == IssueState.DONE:
            return
        self.is_changed = True
        edition = issue(issuing, renderer=renderer)
        if faults:
            raise faults[0]
        issuing.refresh_from_db()
        if edition is not None:
            self.public |= self.asked[issuing.pk]
            self.answers.clear()
        elif issuing.state == IssueState.FAILED:
            known = (str(ChangedMeanwhile()).rstrip("."), "did not respond")
            assert any(words in issuing.message for words in known), issuing.message

    # What the portal does by itself, and time

    def check_in_background(self, step: Step) -> None:
        check, is_new = ask_for_checks(self.chapter(step.place))
        if is_new:
            run_background_check(check)

    def give_no_sign(self, _step: Step) -> None:
        """Whoever makes an edition is taken for gone."""
        Issuing.objects.update(last_sign_at=timezone.now() - 2 * STALE_AFTER)

    def look(self, _step: Step) -> None:
        """A stranger reads as before, while nothing was made public."""
        caches["throttle"].clear()
        for address in self.addresses:
            given = _words(Client().get(address))
            assert self.answers.setdefault(address, given) == given, address

    # How it is done

    def chapter(self, place: Key) -> Submission:
        """That of the first year until the next is opened."""
        year, slug = place
        held = ReportingYear.objects.filter(year__in=(YEAR, year), program__is_current=True)
        return chapter_of(held.latest("year"), slug)

    def do(self, step: Step) -> bool:
        """Everybody tries it who may not; then one does who may. Returns whether it was done.

        If it was refused, or done from an old page, nothing has changed.
        """
        act, chapter = ACTS[step.act], self.chapter(step.place)
        self.texts += 1
        text = f"Course {self.texts} was held."
        about = act.call(Occasion(chapter, text, step.n, step.stale))
        if about is None:
            return False
        arguments, options = about
        people = self.world.people[chapter.implementer.slug]
        for role in sorted(ANYBODY - act.may):
            _require_refused(act, *arguments, **options, by=people[role])
        before = self.held()
        working = self.read().working if act.verb in (accept, ask_to_issue) else {}
        role = sorted(act.may)[step.who % len(act.may)]
        try:
            done = act.verb(*arguments, **options, by=people[role])
        except ReportingError:
            assert self.held() == before
            return False
        self.is_changed = True
        if step.stale and {"based_on", "expected_version"} & set(options):
            assert self.held() == before
        self.note(act, chapter, done, working)
        return True

    def note(self, act: Act, chapter: Submission, done: Any, working: dict[Key, AtWork]) -> None:
        """What is public from now on, or will be with the edition that is asked for."""
        year = chapter.reporting_year
        is_issued = year.editions.exists()
        if act.verb is accept and not is_issued:
            key = (year.year, chapter.implementer.slug)
            self.public[key] = working[key]
        if act.verb is ask_to_issue:
            self.asked[done.pk] = {
                key: one
                for key, one in working.items()
                if key[0] == year.year and one.status == SubmissionStatus.ACCEPTED
            }
        publishes = act in PARTS.values() or act.verb is accept
        if act.verb is save_cover or (publishes and not is_issued):
            self.answers.clear()

    def held(self) -> list[object]:
        """All that was made since the machine began, as it stands in the tables."""
        with connection.cursor() as cursor:
            return [_rows(cursor, table, last) for table, last in self.world.last_keys.items()]

    def read(self) -> Reading:
        of_machine = {"reporting_year__year__in": (YEAR, NEXT), "implementer__slug__in": SLUGS}
        return read(Submission.objects.filter(**of_machine))

    # What holds after each step

    @invariant()
    def it_holds(self) -> None:
        if self.is_changed:
            now = self.read()
            self.no_version_is_lost(now)
            self.one_version_of_a_chapter_is_one_content(now)
            self.what_was_accepted_is_public(now)
            self.what_is_public_is_found(now)
            self.an_issued_year_shows_its_newest_edition()
            self.is_changed = False

    def no_version_is_lost(self, now: Reading) -> None:
        """But for one that its page goes on with."""
        for pk, held in self.versions.items():
            assert now.versions[pk] == held or held.session
        self.versions = now.versions

    def one_version_of_a_chapter_is_one_content(self, now: Reading) -> None:
        """Or whoever acts on the version that was read acts on something else."""
        for key, chapter in now.working.items():
            content = (chapter.status, chapter.shown, chapter.claimed)
            held = self.contents.setdefault((key, chapter.content_version), content)
            assert held == content

    def what_was_accepted_is_public(self, now: Reading) -> None:
        """And nothing else: at once before the first edition, then what the newest was asked with.

        A link to what was deleted, when the chapter was accepted, shows or not.
        """
        public = dict(now.public)
        assert len(public) == len(now.public)
        assert public == {key: chapter.shown for key, chapter in self.public.items()}
        accepted = {link for chapter in self.public.values() for link in chapter.links}
        claimed = {link for chapter in self.public.values() for link in chapter.claimed}
        shown = {link for link in accepted if now.references.issuperset(link)}
        assert shown <= now.public_links <= claimed

    def what_is_public_is_found(self, now: Reading) -> None:
        """By the search; and highlights name nothing else."""
        documents = SearchDocument.objects.filter(entry__submission__reporting_year__year__gte=YEAR)
        assert set(documents.values_list("entry__reference", flat=True)) == now.references
        assert not documents.exclude(entry__submission__is_public=True).exists()
        for year in ReportingYear.objects.filter(year__gte=YEAR):
            assert all(now.references.issuperset(one.entries) for one in public_highlights(year))

    def an_issued_year_shows_its_newest_edition(self) -> None:
        """But for links to other years, whose entries are public when those are."""
        for year in ReportingYear.objects.filter(year__gte=YEAR, editions__number=1):
            frozen = from_json(year.editions.latest("number").content)
            assert printed(assemble(year, language="en")) == printed(frozen)
            parts = narratives_in_force().filter(reporting_year=year)
            assert {part.kind: part.text for part in parts} == {
                part.kind: part.text for part in frozen.narratives()
            }
            assert [(one.number, one.text, one.entries) for one in public_highlights(year)] == [
                (one.number, one.text, one.references) for one in frozen.highlights
            ]


def _require_refused(act: Act, *arguments: object, **options: object) -> None:
    """Nothing is even written. A review that is begun is not begun again, by whomever."""
    with connection.execute_wrapper(_no_writing):
        try:
            act.verb(*arguments, **options)
        except (NotPermitted, ReportingError):
            return
    assert act.verb is begin_review


def _no_writing(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
    assert not sql.startswith(("INSERT", "UPDATE", "DELETE")), sql
    return execute(sql, parameters, many, context)


def _words(response: HttpResponse) -> str:
    """Of a page those of its main part: the rest holds numbers that are used once."""
    text = response.content.decode()
    if not response["Content-Type"].startswith("text/html"):
        return text
    return html.document_fromstring(text).find(".//main").text_content()


def _rows(cursor: Any, table: str, last: int) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {table} WHERE id > %s ORDER BY id", [last])
    return list(cursor.fetchall())
