"""A year in which little is regular, reached by the real actions, for tests and bench/snapshot.py.

2011 is loaded and announces much. 2012 is opened from it, partly accepted and issued without some of
its chapters. 2013 is the crooked year: its chapters stand in another order than they were made in, one
is in Spanish, a part of the report is missing, two editions are issued and a third correction is under
way. Chapters of 2013 as they stand at `NOW`, by slug:

- iachr: accepted and reopened after the second edition, changed since; its copy is public
- mide: draft, with a text that could not be saved; left out of both editions
- rial: submitted, in review, with remarks and a suggested text
- education: returned
- dps: accepted; before that, "nothing to report" was declared and returned, and the reason is kept
- summits: accepted, with nothing to report
- can: accepted, in Spanish
- csm: submitted
- iom: accepted, corrected and accepted again for the second edition
- unhcr: accepted
- ilo: left out of the first edition, accepted for the second
- iihr: draft in which nothing was touched

The clock goes from 2012 to `NOW` while the year is made. Whoever looks at what depends on today's date
sets the clock to `NOW` as well.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import time_machine

from implementers.models import User
from reporting.actions.editing import keep_draft
from reporting.actions.editions import begin_correction, issue
from reporting.actions.entries import (
    delete_entry,
    move_entry,
    save_entry,
    set_outcome,
    undelete_entry,
)
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.findings import dismiss, findings_of_chapter, findings_of_year, recall
from reporting.actions.highlights import add_highlight, move_highlight, save_wording
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.actions.narratives import (
    NarrativeContent,
    cover_of,
    move_chapter,
    save_cover,
    save_narrative,
)
from reporting.actions.remarks import answer, resolve, take_suggestion, write_remark
from reporting.actions.reminders import remind
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import (
    ChapterTexts,
    declare_nothing_to_report,
    save_chapter_texts,
    submit,
    withdraw,
)
from reporting.actions.years import close_year
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, FinancingKind, NarrativeKind, Outcome, Precision
from reporting.models import Edition, Entry, ReportingYear, Submission
from reporting.queries.entries import content_of
from tests.cast import chapter_of
from tests.factories import content, open_reporting_year
from tests.reporting.editions import quick

NOW = datetime.datetime(2014, 1, 20, 15, tzinfo=datetime.UTC)
_OPENED_2012 = datetime.datetime(2012, 11, 5, 15, tzinfo=datetime.UTC)
_OPENED_2013 = datetime.datetime(2013, 11, 4, 15, tzinfo=datetime.UTC)
_SPANISH = "can"
REASON_KEPT = "No course was financed this year."
MISSING_PART = NarrativeKind.OBJECTIVES


@dataclass(frozen=True)
class Writers:
    """Who makes the year: the secretariat, and IOM's two members."""

    secretariat: User
    iom_writer: User
    iom_focal_point: User


def make_crooked_year(writers: Writers, *, renderer: Callable[..., bytes] = quick) -> ReportingYear:
    """Open and write 2012 and 2013 as described above; returns 2013.

    Needs the loaded 2011 year. `renderer` makes the files of the editions.
    """
    with time_machine.travel(_OPENED_2012, tick=False) as clock:
        making = _Making(writers, renderer, clock)
        making.year_2012()
        clock.move_to(_OPENED_2013)
        made = making.year_2013()
    return made


def hand_in(submission: Submission, *, by: User) -> Submission:
    """The one call of `submit`."""
    return submit(submission, by=by)


def take_over(submission: Submission, *, by: User) -> Submission:
    """The one call of `accept`."""
    return accept(submission, by=by)


def give_back(submission: Submission, comment: str, *, by: User) -> Submission:
    """The one call of `return_chapter`."""
    return return_chapter(submission, comment=comment, by=by)


def open_again(submission: Submission, reason: str, *, by: User) -> Submission:
    """The one call of `reopen`."""
    return reopen(submission, reason=reason, by=by)


class _Making:
    """Each act a minute after the one before."""

    def __init__(
        self, writers: Writers, renderer: Callable[..., bytes], clock: time_machine.Traveller
    ) -> None:
        self.by = writers.secretariat
        self.iom_writer = writers.iom_writer
        self.iom_focal_point = writers.iom_focal_point
        self.renderer = renderer
        self.clock = clock
        self.year = 0

    def later(self, **time: int) -> None:
        self.clock.shift(datetime.timedelta(**(time or {"minutes": 1})))

    def chapter(self, slug: str) -> Submission:
        return chapter_of(ReportingYear.objects.get(year=self.year), slug)

    def entry(self, slug: str, number: int) -> Entry:
        reference = f"{self.year}-{slug}-{number}"
        return Entry.with_deleted.working().with_relations().get(reference=reference)

    def plan(self, slug: str) -> Entry:
        """The first plan of the chapter that stands."""
        plans = self.chapter(slug).entries.filter(kind=EntryKind.PLANNED)
        return Entry.objects.with_relations().get(pk=plans.order_by("position")[0].pk)

    def write(self, slug: str, *, by: User | None = None, **parts: object) -> Entry:
        self.later()
        return save_entry(self.chapter(slug), content(**parts), by=by or self.by).entry

    def change(self, entry: Entry, *, by: User | None = None, **parts: object) -> Entry:
        self.later()
        held = Entry.objects.working().with_relations().get(pk=entry.pk)
        changed = replace(content_of(held), **parts)
        chapter = Submission.objects.get(pk=held.submission_id)
        saved = save_entry(chapter, changed, entry=held, based_on=held.revision, by=by or self.by)
        return saved.entry

    def accept(self, *slugs: str) -> None:
        for slug in slugs:
            self.later()
            hand_in(self.chapter(slug), by=self.by)
            self.later()
            take_over(self.chapter(slug), by=self.by)

    def issue(self, symbol: str, *, note: str = "", leaving_out: tuple[str, ...]) -> Edition:
        self.later()
        wanted = EditionWanted(
            symbol,
            datetime.date(self.year + 1, 1, 9),
            note=note,
            leaving_out=frozenset(leaving_out),
        )
        year = ReportingYear.objects.get(year=self.year)
        issuing = ask_to_issue(year, wanted, findings=(), by=self.by)
        edition = issue(issuing, renderer=self.renderer)
        issuing.refresh_from_db()
        assert edition is not None, issuing.message
        return edition

    def year_2012(self) -> None:
        """The year before: announcements, one Spanish chapter, an edition without what is not accepted."""
        self.year = 2012
        year = open_reporting_year(self.year, by=self.by)
        # Only an import sets the language of a chapter; a new year takes it from the last one.
        Submission.objects.filter(pk=self.chapter(_SPANISH).pk).update(language="es")
        self.write(
            "iom",
            text="<p>A workshop on <strong>identification of victims</strong> was held in Antigua "
            "Guatemala.</p>",
            activities=("67", "68"),
            countries=(("GTM", "place"), ("USA", "funder")),
            events=(_event(2012, 12, 3, 5, place="Antigua Guatemala", country="GTM"),),
            continues=(self.plan("iom").reference,),
        )
        self.write("iom", kind="next_year", text="A course for consuls will be held in 2013.",
                   activities=("67",), countries=(("MEX", "place"),))  # fmt: skip
        self.write("iom", kind="next_year", text="A guide on return will be published in 2013.")
        self.write("unhcr", text="A mission visited the border.", countries=(("HTI", "subject"),))
        self.write("unhcr", kind="next_year", text="A further mission will follow in 2013.")
        self.write(_SPANISH, language="es", text="Se realizó un taller en Lima.",
                   countries=(("PER", "place"),))  # fmt: skip
        self.write(_SPANISH, language="es", kind="next_year", text="Se publicará una guía.")
        self.write("iachr", kind="next_year", text="A hearing on detention will be held in 2013.")
        self.write("ilo", kind="next_year", text="A seminar on domestic work will be held in 2013.")
        announcement = self.write(
            "ilo", kind="next_year", text="A study of wages will be made in 2013."
        )
        self.later()
        source = SourceContent(
            kind=FinancingKind.REGULAR_FUND, text="Regular fund.", entry=announcement.reference
        )
        save_financing(self.chapter("ilo"), [source], by=self.by)
        self.accept("iom", "unhcr", _SPANISH, "iachr", "ilo")
        for plan in self.chapter("iihr").entries.all():
            self.later()
            delete_entry(plan, by=self.by)
        self.later()
        iihr = declare_nothing_to_report(
            self.chapter("iihr"), reason="The course was given in 2011.", by=self.by
        )
        self.later()
        take_over(iihr, by=self.by)
        self.later(days=60)
        self.issue("DEMO/2012", leaving_out=("mide", "rial", "education", "dps", "summits", "csm"))
        self.later()
        close_year(year, by=self.by)
        self.later()
        extend(self.chapter("summits"), until=NOW.date() + datetime.timedelta(days=30), by=self.by)

    def year_2013(self) -> ReportingYear:
        self.year = 2013
        open_reporting_year(self.year, by=self.by)
        self._order_the_chapters()
        self._write_iom()
        self._write_the_spanish_chapter()
        self._write_dps()
        self._write_the_other_accepted_chapters()
        self._write_what_is_not_accepted()
        self._write_the_report()
        self._dismiss_findings()
        self.later(days=50)
        self._issue_and_correct()
        self.clock.move_to(NOW)
        return ReportingYear.objects.get(year=self.year)

    def _order_the_chapters(self) -> None:
        for slug, direction in ((_SPANISH, "up"), ("iachr", "down"), ("ilo", "up"), ("ilo", "up")):
            self.later()
            move_chapter(self.chapter(slug), direction, by=self.by)

    def _write_iom(self) -> None:
        writer = self.iom_writer
        self.later()
        remind([self.chapter("iom")], by=self.by)
        plan = self.plan("iom")
        other = self.write(
            "iom", kind="planned", text="Three radio programs are planned.", by=writer
        )
        third = self.write(
            "iom",
            kind="planned",
            text="<p>A <strong>regional</strong> meeting &amp; its minutes; see below.</p>",
            by=writer,
        )
        fourth = self.write("iom", kind="planned", text="A mobile consulate is planned.", by=writer)
        course = self.write(
            "iom",
            label="Result 1",
            heading="Training",
            subheading="Consuls",
            text="<p>The course was held in Tapachula. It cost USD 12,500.</p>"
            '<ul><li><p>12 consuls from <a href="https://example.org/hn">Honduras</a>;</p></li>'
            "<li><p>8 from <em>El Salvador</em>.</p></li></ul>",
            activities=("67", "69", "5"),
            countries=(
                ("MEX", "place"), ("HND", "participant"), ("SLV", "participant"),
                ("HND", "mentioned"), ("USA", "funder"),
            ),
            events=(
                _event(2013, 3, 4, 8, place="Tapachula", country="MEX"),
                EventContent(
                    datetime.date(2013, 6, 1), datetime.date(2013, 6, 30), Precision.MONTH,
                    year_inferred=True, country="HND",
                ),
                EventContent(
                    datetime.date(2013, 12, 30), datetime.date(2014, 1, 2), place="San Salvador",
                    country="SLV",
                ),
            ),
            continues=(plan.reference, other.reference),
            documents=(("Minutes; final, signed", "https://example.org/minutes"),),
            by=writer,
        )  # fmt: skip
        radio = self.write(
            "iom",
            text="Two of the three radio programs were broadcast.",
            activities=("68",),
            countries=(("CRI", "place"), ("NIC", "beneficiary")),
            continues=(other.reference,),
            by=writer,
        )
        meeting = self.write("iom", text="The meeting took place; 14 states took part.",
                             continues=(third.reference,), activities=("RIAL-1",),
                             events=(_whole_year(2013),), by=writer)  # fmt: skip
        gone = self.write("iom", text="A duplicate of the meeting.", by=writer)
        back = self.write("iom", text="Deleted and brought back.", by=writer)
        self.write("iom", kind="next_year", text="The course will be repeated in 2014.", by=writer,
                   activities=("67",), countries=(("MEX", "place"), ("GTM", "place")))  # fmt: skip
        self._outcomes(plan, other, third, fourth)
        # What lies between the announcement of 2012 and what was done of it in 2013 is deleted.
        for entry in (gone, back, plan):
            self.later()
            delete_entry(entry, by=writer)
        self.later()
        undelete_entry(back, by=writer)
        self.later()
        move_entry(meeting, to=1, by=writer)
        self.change(radio, text="Two of the three radio programs were broadcast in May.", by=writer)
        self.later()
        save_chapter_texts(
            self.chapter("iom"),
            ChapterTexts(
                heading="International Organization for Migration (IOM) & partners",
                preamble="<p>IOM works in <em>all</em> member states.</p>",
                lead_executed="The following was executed:",
            ),
            by=writer,
        )
        self.later()
        save_financing(self.chapter("iom"), _sources(course.reference), by=writer)
        self.later()
        write_remark(
            self.chapter("iom"), "Is the number of consuls right?", entry=course, by=writer
        )
        self.later()
        hand_in(self.chapter("iom"), by=self.iom_focal_point)
        self.later()
        withdraw(self.chapter("iom"), by=self.iom_focal_point)
        self.later()
        hand_in(self.chapter("iom"), by=self.iom_focal_point)
        self.later()
        take_over(self.chapter("iom"), by=self.by)

    def _outcomes(
        self, carried_out: Entry, under_way: Entry, postponed: Entry, dropped: Entry
    ) -> None:
        for entry, outcome, reason in (
            (carried_out, Outcome.CARRIED_OUT, ""),
            (under_way, Outcome.UNDER_WAY, ""),
            (postponed, Outcome.POSTPONED, "The hall was not free."),
            (dropped, Outcome.DROPPED, "No vehicle; no funds."),
        ):
            self.later()
            set_outcome(entry, outcome, reason, based_on=entry.revision, by=self.iom_focal_point)

    def _write_the_spanish_chapter(self) -> None:
        plan = self.plan(_SPANISH)
        self.write(
            _SPANISH, language="es",
            text="La guía se publicó en Lima, el 4 de marzo de 2013, «con apoyo» de la OIM.",
            countries=(("PER", "place"), ("BOL", "beneficiary")), continues=(plan.reference,),
            events=(_event(2013, 3, 4, 4, place="Lima", country="PER"),), activities=("42",),
        )  # fmt: skip
        self.write(_SPANISH, language="es", kind="next_year", text="Se traducirá la guía en 2014.")
        self.later()
        words = ChapterTexts(heading="Comunidad Andina", preamble="Capítulo en español.")
        save_chapter_texts(self.chapter(_SPANISH), words, by=self.by)
        self.accept(_SPANISH)

    def _write_dps(self) -> None:
        self.later()
        declare_nothing_to_report(self.chapter("dps"), reason=REASON_KEPT, by=self.by)
        self.later()
        give_back(self.chapter("dps"), "There was a course in May.", by=self.by)
        self.write("dps", text="A course was held in May after all.",
                   countries=(("JAM", "place"),), activities=("5",))  # fmt: skip
        self.accept("dps")

    def _write_the_other_accepted_chapters(self) -> None:
        self.write("iachr", text="The hearing was held at headquarters.",
                   continues=(self.plan("iachr").reference,), activities=("1", "2"))  # fmt: skip
        self.write("iachr", kind="next_year", text="A report on the hearing will follow.")
        self.write("unhcr", text="The further mission visited the border twice.",
                   countries=(("HTI", "place"), ("DOM", "place")),
                   continues=(self.plan("unhcr").reference,))  # fmt: skip
        self.later()
        declare_nothing_to_report(self.chapter("summits"), reason="No summit met.", by=self.by)
        self.later()
        take_over(self.chapter("summits"), by=self.by)
        self.accept("iachr", "unhcr")

    def _write_what_is_not_accepted(self) -> None:
        self.write("mide", text="A draft that nobody may read.", countries=(("BRB", "place"),))
        self.later()
        keep_draft(
            f"/desk/{self.chapter('mide').reporting_year.year}/mide/entries/new/?kind=executed",
            [("kind", "executed"), ("text", "Typed, and not saved.")],
            title="New entry", submission=self.chapter("mide"), session="7b3c3f0e-3b0e-4a53-9f0a-0a7f1d0c9a11",
            reason="The year was closed.", by=self.by,
        )  # fmt: skip
        rial = self.write("rial", text="A seminar was hold in Bridgetown.", activities=("RIAL-1",))
        other = self.write("rial", text="A a doubled word, and  two spaces.")
        for slug in ("rial", "csm", "education"):
            if not self.chapter(slug).entries.exists():
                self.write(slug, text=f"What {slug} did is written here.")
            self.later()
            hand_in(self.chapter(slug), by=self.by)
        self.later()
        begin_review(self.chapter("rial"), by=self.by)
        self.later()
        remark = write_remark(self.chapter("rial"), "The whole is short.", by=self.by)
        self.later()
        answer(remark, "There was little money.", by=self.by)
        self.later()
        resolve(remark, by=self.by)
        self.later()
        write_remark(self.chapter("rial"), "A misprint.", entry=rial,
                     suggestion="A seminar was held in Bridgetown.", by=self.by)  # fmt: skip
        self.later()
        write_remark(self.chapter("rial"), "A word too many.", entry=other, by=self.by)
        self.later()
        give_back(self.chapter("education"), "Say where it was.", by=self.by)

    def _write_the_report(self) -> None:
        year = ReportingYear.objects.get(year=self.year)
        for kind in NarrativeKind:
            if kind != MISSING_PART:
                self.later()
                words = NarrativeContent(
                    f"{kind.label} 2013", f"<p>The <em>{kind.label}</em> of 2013 &amp; more.</p>"
                )
                save_narrative(year, kind, words, by=self.by)
        self.later()
        save_cover(year, replace(cover_of(year), council="Permanent Council", series="OEA/Ser.G"),
                   by=self.by)  # fmt: skip
        course = Entry.objects.working().get(label="Result 1")
        hearing = self.entry("iachr", 2)
        for entry in (hearing, course, self.entry("dps", 1)):
            self.later()
            made = add_highlight(year, entry, by=self.by)
        self.later()
        save_wording(made, "<p>A course was held <strong>after all</strong>.</p>", by=self.by)
        self.later()
        move_highlight(made, "up", by=self.by)

    def _dismiss_findings(self) -> None:
        year = ReportingYear.objects.get(year=self.year)
        of_rial = [one for one in findings_of_chapter(self.chapter("rial")) if one.finding.entry]
        for judged in (of_rial[0], of_rial[1]):
            self.later()
            held = dismiss(year, judged, reason="A quotation.", by=self.by)
        self.later()
        recall(held, by=self.by)
        of_the_year = [
            one
            for one in findings_of_year(year)
            if not one.finding.chapter and one.finding.severity != "blocker"
        ]
        for judged in of_the_year[:1]:
            self.later()
            dismiss(year, judged, reason="Known, and left so.", by=self.by)

    def _issue_and_correct(self) -> None:
        year = ReportingYear.objects.get(year=self.year)
        never = ("mide", "rial", "education", "csm", "iihr")
        self.issue("DEMO/2013", leaving_out=(*never, "ilo"))
        self.later()
        begin_correction(year, reason="Two chapters were wrong.", by=self.by)
        self.write("ilo", text="The seminar on domestic work was held.", activities=("42", "5"))
        self.accept("ilo")
        self.later()
        open_again(self.chapter("iom"), "The number of consuls.", by=self.by)
        course = Entry.objects.working().with_relations().get(label="Result 1")
        self.change(
            course, text="The course was held in Tapachula for 21 consuls. It cost USD 12,500."
        )
        self.later()
        suggested = write_remark(self.chapter("iom"), "Shorter.", entry=course,
                                 suggestion="The course in Tapachula cost USD 12,500.",
                                 by=self.by)  # fmt: skip
        self.later()
        take_suggestion(suggested, by=self.iom_writer)
        self.accept("iom")
        self.later()
        save_narrative(year, NarrativeKind.CONCLUSION, NarrativeContent("Conclusion", "Corrected."),
                       by=self.by)  # fmt: skip
        self.issue("DEMO/2013 rev. 1", note="IOM corrected; ILO added.", leaving_out=never)
        self.later()
        begin_correction(year, reason="The hearing was elsewhere.", by=self.by)
        self.later()
        open_again(self.chapter("iachr"), "The hearing was elsewhere.", by=self.by)
        self.change(self.entry("iachr", 2), text="The hearing was held in Mexico City.",
                    countries=(("MEX", "place"),))  # fmt: skip
        self.later()
        delete_entry(self.entry("iachr", 3), by=self.by)
        self.write("iachr", text="An entry that is new since the second edition.")


def _event(year: int, month: int, first: int, last: int, **parts: str) -> EventContent:
    return EventContent(
        datetime.date(year, month, first), datetime.date(year, month, last), **parts
    )


def _whole_year(year: int) -> EventContent:
    return EventContent(datetime.date(year, 1, 1), datetime.date(year, 12, 31), Precision.YEAR)


def _sources(reference: str) -> list[SourceContent]:
    """One tied to the entry of this reference, one in another currency, one without an amount."""
    return [
        SourceContent(
            FinancingKind.EXTERNAL, "A grant of USD 12,500 of the United States of America.",
            contributor="United States of America", amount=Decimal(12500), currency="USD",
            entry=reference,
        ),
        SourceContent(
            FinancingKind.SPECIFIC_FUND, "EUR 1,000.50 of the European Union.",
            contributor="European Union", amount=Decimal("1000.50"), currency="EUR",
        ),
        SourceContent(FinancingKind.OTHER, "=In kind, by the host."),
    ]  # fmt: skip
