"""Makes a database as the commit 27a46af left one. It runs only with the code of that commit.

    git worktree add --detach ../old 27a46af && cd ../old
    SECRET_KEY=… DATABASE_URL=… TASKS_RUN_IN=database EMAIL_URL=memorymail:// \
        python …/tests/upgrade/make_27a46af.py RECORD.json

Everything is made by the actions, forms, pages and the API of that commit. What a person wrote is
then read as that commit showed it, into RECORD.json (README.md says how the rest is done).
"""
# ruff: noqa: E402, I001 (the imports are those of another commit)

import datetime
import hashlib
import json
import os
import random
import re
import secrets
import sys
import tempfile
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
sys.path.insert(0, str(Path.cwd()))
django.setup()

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from small_year import write_small_year
from typed_texts import TYPED

from implementers.actions import add_member, create_account
from implementers.invitations import (
    accept_with_new_account,
    cancel,
    invitation_of,
    invite,
    link_token,
)
from implementers.models import ApiToken, Implementer, Invitation, Role, User
from implementers.people import change_role, remove_member
from implementers.tokens import make_token, revoke_token
from program.models import Activity, Program
from reporting.actions.deleting import delete_entry, undelete_entry
from reporting.actions.editions import begin_correction, issue
from reporting.actions.entries import save_entry
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.findings import (
    JudgedFinding,
    dismiss,
    findings_of_chapter,
    findings_of_year,
    recall,
)
from reporting.actions.highlights import add_highlight, move_highlight, save_wording
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.actions.moving import move_entry
from reporting.actions.narratives import (
    CoverContent,
    NarrativeContent,
    cover_of,
    move_chapter,
    save_cover,
    save_narrative,
)
from reporting.actions.outcomes import set_outcome
from reporting.actions.presence import note_presence
from reporting.actions.remarks import answer, resolve, take_suggestion, unresolve, write_remark
from reporting.actions.reminders import remind
from reporting.actions.restoring import restore_version
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import (
    ChapterWords,
    declare_nothing_to_report,
    save_words,
    submit,
    withdraw,
)
from reporting.actions.years import close_year, open_year, reopen_year
from reporting.checks.finding import Severity
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind, FinancingKind, NarrativeKind, Outcome
from reporting.mail.links import unsubscribe_link
from reporting.mail.preferences import choose_mail, unsubscribe
from reporting.mail.queue import queue_due
from reporting.mail.sending import send_due
from reporting.markdown import to_plain
from reporting.models import (
    Delivery,
    Dismissal,
    Edition,
    Entry,
    EntryVersion,
    MailKind,
    Notification,
    ReportingYear,
    Submission,
    WritingDraft,
)
from reporting.queries.entries import content_of
from reporting.tasks import begin_issuing
from tests.reporting.views.desk_forms import event, posted

PASSWORD = "violet umbrella 27 lanterns"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIXTURES = Path.cwd() / "fixtures" / "2011"
SITE = "localhost"

# Each long text and how 27a46af shows it: as Markdown, or to the letter.
LONG_TEXTS: dict[str, dict[str, str]] = {
    "program.Resolution": {"note": "literal"},
    "program.Activity": {"text": "markdown"},
    "reporting.ReportCover": {"note": "literal", "committees": "literal"},
    "reporting.Submission": {
        "preamble": "markdown",
        "lead_planned": "markdown",
        "lead_executed": "markdown",
        "lead_next_year": "markdown",
        "nothing_to_report_reason": "literal",
    },
    "reporting.SubmissionActivity": {"wording": "markdown"},
    "reporting.Entry": {"text": "markdown", "outcome_reason": "literal"},
    "reporting.EntryVersion": {"content.text": "markdown", "content.outcome_reason": "literal"},
    "reporting.Financing": {"text": "markdown"},
    "reporting.Narrative": {"text": "markdown"},
    "reporting.Highlight": {"text": "markdown"},
    # A suggested text is shown to the letter and becomes the text of an entry, which is Markdown.
    "reporting.Remark": {"text": "literal", "suggestion": "markdown"},
    "reporting.Dismissal": {"message": "literal", "reason": "literal"},
    "reporting.WritingDraft": {"data.text": "literal", "reason": "literal"},
    "reporting.Issuing": {"note": "literal", "message": "literal"},
    "reporting.Edition": {"note": "literal"},
    "reporting.LogEntry": {"note": "literal"},
}


class Clock:
    """The time of day, which stands still between two steps."""

    def __init__(self, traveller: Any) -> None:
        self._traveller = traveller

    def at(self, moment: str) -> None:
        self._traveller.move_to(datetime.datetime.fromisoformat(moment + "+00:00"), tick=False)

    def later(self, **interval: int) -> None:
        self._traveller.shift(datetime.timedelta(**interval))


def predictable() -> None:
    """Let keys, salts and identifiers be the same at each run."""
    drawn, numbers = random.Random(27), count(1)

    def token_bytes(size: int | None = None) -> bytes:
        return drawn.randbytes(size or 32)

    secrets.token_bytes = token_bytes
    secrets.token_urlsafe = lambda size=None: (
        urlsafe_b64encode(token_bytes(size)).rstrip(b"=").decode()
    )
    secrets.choice = drawn.choice
    secrets.randbelow = lambda top: drawn.randrange(top)
    uuid.uuid4 = lambda: uuid.UUID(int=next(numbers) << 64 | 4 << 76 | 2 << 62, version=4)


def address(name: str) -> str:
    return f"{name}@example.org"


def chapter(year: int, slug: str) -> Submission:
    return (
        Submission.objects.at_work()
        .select_related("reporting_year__program", "implementer")
        .get(reporting_year__year=year, implementer__slug=slug)
    )


def entry(reference: str) -> Entry:
    return (
        Entry.objects.at_work()
        .with_facts()
        .select_related("submission__reporting_year__program", "submission__implementer")
        .get(reference=reference)
    )


def content(text: str, kind: str = EntryKind.EXECUTED, **parts: object) -> EntryContent:
    return replace(EntryContent(kind=kind, text=text), **parts)


def change(reference: str, *, by: User, **parts: object) -> Entry:
    current = entry(reference)
    saved = save_entry(
        current.submission,
        replace(content_of(current), **parts),
        entry=current,
        based_on=current.revision,
        by=by,
    )
    return saved.entry


def client_of(user: User) -> Client:
    """A browser in which the person signs in with their password."""
    client = Client(SERVER_NAME=SITE)
    answered = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "remember": "on"}
    )
    assert answered["Location"] == "/desk/", answered.content
    return client


class Maker:
    """Makes the database, one part after the other."""

    def __init__(self, clock: Clock, record: dict[str, Any]) -> None:
        self.clock = clock
        self.record = record
        self.people: dict[str, User] = {}

    def make(self) -> None:
        self.clock.at("2012-03-01T14:00")
        self.make_years_of_files()
        self.make_people()
        self.clock.at("2012-03-05T15:00")
        self.issue_2011()
        self.clock.at("2012-03-20T15:00")
        self.correct_2011()
        self.clock.at("2012-04-10T15:00")
        self.begin_another_correction()
        self.clock.at("2013-01-10T15:00")
        self.open_2012()
        self.clock.at("2013-01-15T15:00")
        self.write_drafts()
        self.clock.at("2013-01-22T15:00")
        self.write_accepted_chapters()
        self.clock.at("2013-01-29T15:00")
        self.write_other_chapters()
        self.clock.at("2013-02-05T15:00")
        self.write_report()
        self.clock.at("2013-02-08T15:00")
        self.dismiss_findings()
        self.clock.at("2013-02-10T15:00")
        self.keep_texts()
        self.clock.at("2013-02-14T15:00")
        self.make_mail()
        self.clock.at("2013-02-20T15:00")
        self.make_access()
        self.clock.later(minutes=5)
        self.ask_for_edition()
        self.clock.later(minutes=5)

    # The years of files

    def make_years_of_files(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for year in (2009, 2010):
                made = write_small_year(FIXTURES, Path(folder) / str(year), year)
                call_command("load_report", str(made), stdout=StringIO())
        call_command("load_report", str(FIXTURES), stdout=StringIO())

    def make_people(self) -> None:
        for name, columns in {
            "secretariat": {"is_secretariat": True},
            "second-secretariat": {"is_secretariat": True},
            "administrator": {"is_administrator": True},
        }.items():
            self.person(name, **columns)
        for name, slug, role in (
            ("iom-writer", "iom", Role.WRITER),
            ("iom-second-writer", "iom", Role.WRITER),
            ("iom-focal-point", "iom", Role.FOCAL_POINT),
            ("unhcr-writer", "unhcr", Role.WRITER),
            ("unhcr-focal-point", "unhcr", Role.FOCAL_POINT),
            ("ilo-focal-point", "ilo", Role.FOCAL_POINT),
            ("iachr-focal-point", "iachr", Role.FOCAL_POINT),
            ("dps-focal-point", "dps", Role.FOCAL_POINT),
            ("sedi-focal-point", "sedi", Role.FOCAL_POINT),
            ("csm-focal-point", "csm", Role.FOCAL_POINT),
        ):
            person = self.person(name)
            add_member(user=person, implementer=Implementer.objects.get(slug=slug), role=role)
        self.person("stranger")
        spanish = self.people["csm-focal-point"]
        spanish.language = "es"
        spanish.save()

    def person(self, name: str, **columns: Any) -> User:
        self.people[name] = create_account(
            email=address(name),
            name=name.replace("-", " ").title() + " Peña",
            password=PASSWORD,
            **columns,
        )
        return self.people[name]

    @property
    def secretariat(self) -> User:
        return self.people["secretariat"]

    # 2011: issued, corrected, issued again, and a further correction begun

    def issue_2011(self) -> None:
        self.issue(2011, EditionWanted("CP/CAJP-3035/12", datetime.date(2012, 3, 5)))

    def issue(self, year: int, wanted: EditionWanted) -> None:
        asked = ask_to_issue(
            ReportingYear.objects.get(year=year), wanted, findings=(), by=self.secretariat
        )
        assert issue(asked) is not None

    def correct_2011(self) -> None:
        year = ReportingYear.objects.get(year=2011)
        begin_correction(
            year, reason="IOM found 2 * 3 errors:\n1. a place\n2. a date", by=self.secretariat
        )
        reopen(chapter(2011, "iom"), reason="Correct the place of entry 28.", by=self.secretariat)
        self.clock.later(days=1)
        writer, focal_point = self.people["iom-writer"], self.people["iom-focal-point"]
        before = entry("2011-iom-28").text
        change(
            "2011-iom-28",
            text=f"{before}\n\n**Corrected:** the course was held in *Lima*.",
            by=writer,
        )
        change("2011-iom-30", text=TYPED["list_from_three"], by=writer)
        save_entry(chapter(2011, "iom"), content(TYPED["everything"]), by=writer)
        self.clock.later(days=1)
        submit(chapter(2011, "iom"), by=focal_point)
        accept(chapter(2011, "iom"), by=self.secretariat)
        self.clock.later(days=1)
        self.issue(
            2011,
            EditionWanted(
                "CP/CAJP-3035/12 corr. 1",
                datetime.date(2012, 3, 23),
                note="Entries 28 and 30 of IOM are corrected; 1998. is a year.",
            ),
        )

    def begin_another_correction(self) -> None:
        year = ReportingYear.objects.get(year=2011)
        self.dismiss_in(chapter(2011, "unhcr"), 3)
        begin_correction(year, reason="UNHCR asks for a correction.", by=self.secretariat)
        reopen(
            chapter(2011, "unhcr"),
            reason="Correct the dates.\n\n- of entry 1\n- of entry 2",
            by=self.secretariat,
        )
        self.clock.later(days=1)
        writer = self.people["unhcr-writer"]
        change("2011-unhcr-1", text=TYPED["headings"], by=writer)
        delete_entry(entry("2011-unhcr-2"), by=writer)
        save_entry(chapter(2011, "unhcr"), content(TYPED["spanish"], language="es"), by=writer)
        # As the administration site does: a record of a file that somebody edited.
        activity = Activity.objects.get(code="67")
        activity.short_title = "Edited by the administrator"
        activity._history_user = self.people["administrator"]
        activity.save()

    # 2012

    def open_2012(self) -> None:
        open_year(
            Program.objects.get(is_current=True),
            2012,
            opens_on=datetime.date(2013, 1, 10),
            due_on=datetime.date(2013, 3, 1),
            by=self.secretariat,
        )

    def write_drafts(self) -> None:
        """IOM's chapter: a draft with each kind of text, written by several people."""
        writer, second = self.people["iom-writer"], self.people["iom-second-writer"]
        focal_point = self.people["iom-focal-point"]
        iom = chapter(2012, "iom")
        for text in TYPED.values():
            save_entry(iom, content(text), by=writer)
            self.clock.later(minutes=1)
        self.write_rich_entry(iom, writer)
        self.write_versions(iom, writer, second, focal_point)
        self.say_outcomes(writer)
        self.write_words(iom, focal_point)
        save_financing(
            iom,
            [
                SourceContent(
                    FinancingKind.REGULAR_FUND, "**Regular** fund of IOM\n\n- salaries\n- rent"
                ),
                SourceContent(
                    FinancingKind.EXTERNAL,
                    "1998. Contribution of the Government of Canada: 10^6 * 2 (see [note](https://iom.int/)).",
                    "Government of Canada",
                    Decimal("2000000.50"),
                    "CAD",
                    entry="2012-iom-1",
                ),
            ],
            by=writer,
        )
        move_entry(entry("2012-iom-20"), to=3, by=writer)
        deleted = save_entry(iom, content("**Deleted** text:\n\n1. one\n2. two"), by=writer).entry
        delete_entry(deleted, by=second)
        back = save_entry(iom, content("Deleted and *brought back*."), by=writer).entry
        delete_entry(back, by=writer)
        undelete_entry(back, by=second)
        note_presence(entry("2012-iom-21"), by=second)
        self.write_by_api(writer)

    def write_rich_entry(self, iom: Submission, writer: User) -> None:
        save_entry(
            iom,
            content(
                "A *course* in Lima and San José:\n\n1. opening\n2. visits",
                heading="Capacity building",
                subheading="Courses",
                label="Scheduled Activity 1",
                activities=("67", "68", "69"),
                countries=(("PER", "place"), ("CRI", "participant"), ("CAN", "funder")),
                events=(
                    EventContent(
                        datetime.date(2012, 5, 14),
                        datetime.date(2012, 5, 16),
                        place="Lima",
                        country="PER",
                    ),
                    EventContent(
                        datetime.date(2012, 6, 1), datetime.date(2012, 6, 30), precision="month"
                    ),
                ),
                continues=("2012-iom-2", "2012-iom-3"),
                documents=(("Minutes of the course", "https://www.iom.int/minutes.pdf"),),
            ),
            by=writer,
        )

    def write_versions(self, iom: Submission, writer: User, second: User, third: User) -> None:
        """An entry with versions by several people, of which an earlier one is restored."""
        page = str(uuid.uuid4())
        for text in ("A course", "A course was *held*", TYPED["list_nested"]):
            current = Entry.objects.filter(reference=self.reference_of(page)).first()
            saved = save_entry(
                iom,
                content(text),
                entry=current,
                based_on=current.revision if current else None,
                session=page,
                by=writer,
            ).entry
            self.clock.later(minutes=2)
        reference = saved.reference
        self.record["versioned"] = reference
        change(reference, text=TYPED["everything"], activities=("70",), by=second)
        self.clock.later(hours=3)
        change(
            reference, text=TYPED["spanish"], language="es", countries=(("CRI", "place"),), by=third
        )
        self.clock.later(hours=3)
        change(
            reference,
            text="Cut short by the secretariat:\n\n> on behalf of IOM",
            by=self.secretariat,
        )
        self.clock.later(hours=3)
        second_version = EntryVersion.objects.get(entry__reference=reference, number=2)
        restored = restore_version(second_version, based_on=entry(reference).revision, by=writer)
        assert restored.version.number == 5, restored.version.number

    def reference_of(self, page: str) -> str:
        version = EntryVersion.objects.filter(session=page).select_related("entry").first()
        return version.entry.reference if version else ""

    def say_outcomes(self, writer: User) -> None:
        reasons = {
            Outcome.CARRIED_OUT: "",
            Outcome.UNDER_WAY: "",
            Outcome.POSTPONED: "Postponed to 2013:\n1. no *funds*\n2. no staff",
            Outcome.DROPPED: "1998. The partner withdrew & <left>; 2 * 3 * 4 meetings.",
        }
        for number, (outcome, reason) in enumerate(reasons.items(), start=1):
            plan = entry(f"2012-iom-{number}")
            set_outcome(plan, outcome, reason, based_on=plan.revision, by=writer)

    def write_words(self, iom: Submission, by: User) -> None:
        save_words(
            iom,
            ChapterWords(
                heading="International Organization for Migration (IOM) – 2012",
                preamble=TYPED["list_nested"],
                lead_planned="In 2012 IOM *planned* to\n\n3. continue its courses:",
                lead_executed=TYPED["year_at_the_beginning"],
                lead_next_year=TYPED["hard_break_by_spaces"],
            ),
            by=by,
        )

    def write_by_api(self, writer: User) -> None:
        """A program writes an entry with a token."""
        _token, secret = make_token(name="Import of 2012", days=365, by=writer)
        self.record["token"] = {"secret": secret, "email": writer.email}
        answered = Client(SERVER_NAME=SITE).post(
            "/api/v1/drafts/2012-iom/entries/",
            {"kind": "next_year", "text": "By the API:\n\n- **one**\n- two & three"},
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answered.status_code == 201, answered.content

    def write_accepted_chapters(self) -> None:
        """IACHR's chapter, accepted with each kind of text; DPS's, reopened since."""
        for slug in ("iachr", "dps"):
            by = self.people[f"{slug}-focal-point"]
            made = chapter(2012, slug)
            texts = TYPED.values() if slug == "iachr" else [TYPED[name] for name in _SOME]
            for text in texts:
                save_entry(made, content(text), by=by)
                self.clock.later(minutes=1)
            for text in texts if slug == "dps" else [TYPED["spanish"]]:
                save_entry(made, content(text, EntryKind.NEXT_YEAR), by=by)
            save_words(
                made,
                ChapterWords(
                    heading=made.heading,
                    preamble="The *chapter* of 2012.",
                    lead_executed=TYPED["list_from_three"],
                ),
                by=by,
            )
            save_financing(made, [SourceContent(FinancingKind.OTHER, TYPED["soft_breaks"])], by=by)
            submit(made, by=by)
            self.clock.later(hours=1)
            accept(made, by=self.secretariat)
        dps = chapter(2012, "dps")
        self.dismiss_in(dps, 3)
        reopen(dps, reason="2. Say where:\n\n- and when\n- *please*", by=self.secretariat)
        self.clock.later(hours=1)
        by = self.people["dps-focal-point"]
        changed = dps.entries.filter(kind=EntryKind.EXECUTED).order_by("position").first()
        change(changed.reference, text=TYPED["year_at_the_beginning"], by=by)
        self.record["reopened"] = changed.reference

    def write_other_chapters(self) -> None:
        unhcr, ilo = chapter(2012, "unhcr"), chapter(2012, "ilo")
        by = self.people["unhcr-focal-point"]
        for name in _SOME:
            save_entry(unhcr, content(TYPED[name]), by=self.people["unhcr-writer"])
        submit(unhcr, by=by)
        begin_review(unhcr, by=self.secretariat)
        self.clock.later(hours=1)
        return_chapter(
            unhcr,
            comment="1998. is a year.\n\n3. Say *where* it was held;\n4. and <when> & with whom.",
            by=self.secretariat,
        )
        by = self.people["ilo-focal-point"]
        for name in _SOME:
            save_entry(ilo, content(TYPED[name]), by=by)
        submit(ilo, by=by)
        self.clock.later(hours=1)
        self.talk(ilo)
        self.talk_at_iom()
        self.declare_nothing()
        extend(chapter(2012, "mide"), until=datetime.date(2013, 6, 30), by=self.secretariat)
        write = self.people["sedi-focal-point"]
        save_entry(chapter(2012, "mide"), content("By the *parent’s* focal point."), by=write)

    def talk(self, ilo: Submission) -> None:
        """Remarks with answers, and a suggestion that waits, at a submitted chapter."""
        by, references = self.people["ilo-focal-point"], self.references(ilo)
        write_remark(ilo, "* One remark of the chapter.\n* 2 * 3 * 4", by=by)
        thread = write_remark(
            ilo,
            "Where was it, and **when**?\n\n- say so",
            entry=entry(references[0]),
            by=self.secretariat,
        )
        answer(thread, "In Lima.\nIn 10^6 places, & 1998. too.", by=by)
        answer(thread, "> Thank you.", by=self.people["second-secretariat"])
        resolve(thread, by=by)
        unresolve(thread, by=self.secretariat)
        done = write_remark(ilo, "Well done.", entry=entry(references[1]), by=self.secretariat)
        resolve(done, by=by)
        suggested = write_remark(
            ilo,
            "I suggest this text.",
            entry=entry(references[2]),
            suggestion=TYPED["list_of_paragraphs"],
            by=self.secretariat,
        )
        self.record["suggestion_at_submitted"] = suggested.pk

    def talk_at_iom(self) -> None:
        """Suggestions at a draft: one that waits, one that is taken over."""
        iom = chapter(2012, "iom")
        first, second = self.references(iom)[:2]
        waiting = write_remark(
            iom,
            "Shorter:",
            entry=entry(first),
            suggestion=f"{TYPED['year_at_the_beginning']}\n\n{TYPED['list_nested']}",
            by=self.secretariat,
        )
        self.record["suggestion"] = waiting.pk
        taken = write_remark(
            iom,
            "Clearer:",
            entry=entry(second),
            suggestion="A *clearer* text:\n\n1. one\n2. two",
            by=self.secretariat,
        )
        take_suggestion(taken, by=self.people["iom-writer"])

    def references(self, made: Submission) -> list[str]:
        executed = made.entries.filter(kind=EntryKind.EXECUTED).order_by("position")
        return list(executed.values_list("reference", flat=True))

    def declare_nothing(self) -> None:
        """CSM declares that there is nothing to report, in one chapter to accept and one to write."""
        reason = "1998. Nothing was planned.\n\n- no *funds*\n- no staff & <no> time"
        for slug in ("csm", "summits"):
            made = chapter(2012, slug)
            for plan in made.entries.all():
                delete_entry(plan, by=self.secretariat)
            declare_nothing_to_report(made, reason=reason, by=self.secretariat)
        accept(chapter(2012, "csm"), by=self.secretariat)
        made = chapter(2012, "summits")
        add_member(
            user=self.people["csm-focal-point"],
            implementer=made.implementer,
            role=Role.FOCAL_POINT,
        )
        withdraw(made, by=self.people["csm-focal-point"])

    def write_report(self) -> None:
        """The report's own parts of 2012."""
        year = ReportingYear.objects.get(year=2012)
        texts = {
            NarrativeKind.BACKGROUND: TYPED["everything"],
            NarrativeKind.OBJECTIVES: TYPED["list_of_paragraphs"],
            NarrativeKind.INTRODUCTION: TYPED["long"],
            NarrativeKind.AFTER_HIGHLIGHTS: TYPED["year_in_a_line"],
            NarrativeKind.CONCLUSION: TYPED["link"],
        }
        for kind, text in texts.items():
            save_narrative(
                year, kind, NarrativeContent(f"{kind.label} of 2012", text), by=self.secretariat
            )
        save_narrative(
            year,
            NarrativeKind.CONCLUSION,
            NarrativeContent("Conclusion", f"{TYPED['quotation']}\n\n{TYPED['entities']}"),
            by=self.people["second-secretariat"],
        )
        cover = replace(
            cover_of(year),
            committees="Committee on Juridical and Political Affairs\nSpecial Committee on Migration",
            council="Permanent Council",
            symbol="CP/CAJP-3100/13",
            document_date=datetime.date(2013, 3, 1),
            note="1998. The original is in *Spanish*.\n2 * 3 * 4 & more.",
        )
        assert isinstance(cover, CoverContent)
        save_cover(year, cover, by=self.secretariat)
        iachr = self.references(chapter(2012, "iachr"))
        for reference in iachr[:4]:
            add_highlight(year, entry(reference), by=self.secretariat)
        first, second = year.highlights.order_by("position")[:2]
        save_wording(first, "In **own** words:\n\n3. three\n4. four", by=self.secretariat)
        save_wording(second, TYPED["year_at_the_beginning"], by=self.secretariat)
        move_highlight(first, "down", by=self.secretariat)
        move_chapter(chapter(2012, "ilo"), "up", by=self.secretariat)

    def dismiss_findings(self) -> None:
        """Some findings of each year and chapter, for those who may dismiss them."""
        for year in (2011, 2012):
            reporting_year = ReportingYear.objects.get(year=year)
            self.dismiss_some(reporting_year, findings_of_year(reporting_year), 6)
        for slug in ("iom", "iachr", "unhcr"):
            self.dismiss_in(chapter(2012, slug), 2)
        recalled = Dismissal.objects.filter(reporting_year__year=2012, chapter="iom").last()
        recall(recalled, by=self.secretariat)

    def dismiss_in(self, made: Submission, number: int) -> None:
        self.dismiss_some(made.reporting_year, findings_of_chapter(made), number)

    def dismiss_some(
        self, year: ReportingYear, findings: Iterable[JudgedFinding], number: int
    ) -> None:
        """Dismiss one finding of each code. That commit cannot in a chapter that is reopened."""
        reopened = set(
            year.submissions.filter(stand_in_for__isnull=False).values_list(
                "implementer__slug", flat=True
            )
        )
        by_code = {
            judged.finding.code: judged
            for judged in findings
            if judged.dismissal is None
            and judged.finding.severity != Severity.BLOCKER
            and judged.finding.chapter not in reopened
        }
        for judged in list(by_code.values())[:number]:
            dismiss(
                year, judged, reason="1998. It *is* so & stays:\n- as printed", by=self.secretariat
            )

    def keep_texts(self) -> None:
        """Forms that could not be saved: an impossible date, a conflict, a closed year."""
        writer, second = self.people["iom-writer"], self.people["iom-second-writer"]
        page, other = client_of(writer), client_of(second)
        new = "/desk/2012/iom/entries/autosave/?kind=executed"
        self.post(
            page, new, text=TYPED["everything"], events=[event("31 February 2012", place="Lima")]
        )
        self.post(
            page,
            new,
            text=TYPED["year_at_the_beginning"],
            events=[event("someday")],
            countries=[{"country": "PER", "role": "place"}],
        )
        reference = self.references(chapter(2012, "iom"))[4]
        self.post(other, f"/desk/entries/{reference}/", based_on=99, text=TYPED["list_nested"])
        gone = self.references(chapter(2012, "iom"))[5]
        revision = entry(gone).revision
        delete_entry(entry(gone), by=writer)
        self.post(other, f"/desk/entries/{gone}/", based_on=revision, text=TYPED["escapes"])
        year = ReportingYear.objects.get(year=2012)
        close_year(year, by=self.secretariat)
        reference = self.references(chapter(2012, "iom"))[6]
        self.post(page, f"/desk/entries/{reference}/", based_on=1, text=TYPED["list_from_three"])
        reopen_year(
            year,
            reason="IOM asked for *two* days:\n1. Monday\n2. Tuesday",
            by=self.secretariat,
        )
        assert WritingDraft.objects.count() == 5, list(WritingDraft.objects.values_list("reason"))
        self.record["drafts"] = [
            {"pk": kept.pk, "email": kept.user.email, "text": dict(kept.data)["text"]}
            for kept in WritingDraft.objects.select_related("user").order_by("pk")
        ]

    def post(self, client: Client, to: str, **fields: Any) -> None:
        self.clock.later(minutes=1)
        client.post(to, posted(session=str(uuid.uuid4()), **fields))

    # People, mail and access

    def make_mail(self) -> None:
        """Mail that was sent, mail that waits, and what people want of it."""
        choose_mail(
            delivery=Delivery.AT_ONCE,
            kinds=[MailKind.RETURNED, MailKind.ACCEPTED],
            by=self.people["unhcr-focal-point"],
        )
        unsubscribe(self.people["ilo-focal-point"], [MailKind.REMINDER])
        remind([chapter(2012, "iom")], by=self.secretariat)
        send_due(timezone.localdate())
        self.clock.later(days=1)
        waiting = chapter(2012, "ilo")
        return_chapter(waiting, comment="Say *when*.", by=self.secretariat)
        submit(waiting, by=self.people["ilo-focal-point"])
        queue_due(timezone.localdate())
        unsent = Notification.objects.filter(sent_at__isnull=True).order_by("person__email")
        self.record["unsent"] = list(unsent.values_list("person__email", "kind"))
        person = self.people["iom-writer"]
        link = unsubscribe_link(person, [MailKind.REMINDER, MailKind.RETURNED])
        sent = [message for message in mail.outbox if message.to == [person.email]]
        self.record["unsubscribe"] = {
            "email": person.email,
            "made": path_of(link),
            "mailed": path_of(sent[-1].extra_headers["List-Unsubscribe"].strip("<>")),
            "kinds": ["reminder", "returned"],
        }

    def make_access(self) -> None:
        self.make_invitations()
        self.make_tokens()
        self.make_second_factor()
        self.make_memberships()
        writer = client_of(self.people["iom-writer"])
        self.record["session"] = {
            "cookie": writer.cookies["sessionid"].value,
            "email": self.people["iom-writer"].email,
        }
        Client(SERVER_NAME=SITE).post(
            "/accounts/password/reset/", {"email": self.people["unhcr-writer"].email}
        )
        body = str(mail.outbox[-1].body)
        found = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", body)
        assert found, body
        self.record["password_reset"] = {
            "path": found[1],
            "email": self.people["unhcr-writer"].email,
        }

    def make_invitations(self) -> None:
        iom = Implementer.objects.get(slug="iom")
        by = self.people["iom-focal-point"]
        made: dict[str, Invitation] = {}
        self.clock.at("2013-02-01T15:00")
        made["expired"] = invite(iom, email="expired@iom.int", role=Role.WRITER, by=by)
        self.clock.at("2013-02-20T15:10")
        for name in ("open", "account", "cancelled", "accepted"):
            email = address("stranger") if name == "account" else f"{name}@iom.int"
            made[name] = invite(iom, email=email, role=Role.FOCAL_POINT, by=by)
        cancel(made["cancelled"], by=by)
        self.people["accepted"] = accept_with_new_account(
            invitation_of(link_token(made["accepted"])), name="Ana Peña", password=PASSWORD
        )
        self.record["invitations"] = {
            name: {"token": link_token(invitation), "email": invitation.email}
            for name, invitation in made.items()
        }

    def make_tokens(self) -> None:
        focal_point = self.people["iom-focal-point"]
        revoked, secret = make_token(name="Revoked", days=30, by=focal_point)
        revoke_token(revoked, by=focal_point)
        _expired, old = make_token(name="Expired", days=1, by=self.people["dps-focal-point"])
        self.record["useless_tokens"] = [secret, old]
        self.clock.later(days=2)
        assert ApiToken.objects.count() == 3

    def make_second_factor(self) -> None:
        person = self.people["second-secretariat"]
        TOTP.activate(person, TOTP_SECRET)
        codes = RecoveryCodes.activate(person).get_unused_codes()
        self.record["second_factor"] = {
            "email": person.email,
            "secret": TOTP_SECRET,
            "recovery_codes": codes,
            "password": PASSWORD,
        }

    def make_memberships(self) -> None:
        person, iom = self.person("iom-former"), Implementer.objects.get(slug="iom")
        membership = add_member(user=person, implementer=iom, role=Role.WRITER)
        change_role(membership, Role.FOCAL_POINT, by=self.secretariat)
        remove_member(membership, by=self.secretariat)

    def ask_for_edition(self) -> None:
        """An edition of 2009 that failed, and one that waits in the queue of tasks."""

        def broken(*_arguments: object, **_options: object) -> bytes:
            raise OSError("The disk is *full*.")

        year = ReportingYear.objects.get(year=2009)
        wanted = EditionWanted("CP/CAJP-2009", datetime.date(2013, 2, 20), note="The *first* one.")
        assert (
            issue(ask_to_issue(year, wanted, findings=(), by=self.secretariat), renderer=broken)
            is None
        )
        self.clock.later(minutes=1)
        asked = ask_to_issue(year, wanted, findings=(), by=self.secretariat)
        begin_issuing(asked)
        self.record["queued"] = {"issuing": asked.pk, "symbol": asked.symbol}


# Texts of the smaller chapters.
_SOME = (
    "plain",
    "bold_and_italic",
    "list_from_three",
    "list_nested",
    "year_at_the_beginning",
    "hard_break_by_spaces",
    "soft_breaks",
    "product",
    "entities",
    "spanish",
)


def path_of(link: str) -> str:
    return re.sub(r"^https?://[^/]+", "", link)


# What 27a46af showed


def record_state(record: dict[str, Any]) -> None:
    record["now"] = timezone.now().isoformat()
    record["texts"] = list(shown_texts())
    record["rows"] = {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ("program", "implementers", "reporting")
    }
    record["editions"] = [
        {
            "symbol": edition.symbol,
            "year": edition.reporting_year.year,
            "sha256": edition.sha256,
            "files": {file.format: sha256(bytes(file.data)) for file in edition.files.all()},
        }
        for edition in Edition.objects.select_related("reporting_year").order_by("pk")
    ]
    record["dismissed"] = sorted(
        [year.year, judged.finding.code, judged.finding.chapter, judged.finding.entry]
        for year in ReportingYear.objects.all()
        for judged in findings_of_year(year)
        if judged.dismissal is not None
    )
    record["statuses"] = {
        f"{made.reporting_year.year}-{made.implementer.slug}": made.status
        for made in Submission.objects.at_work().select_related("reporting_year", "implementer")
    }
    record["public"] = {
        made.reference: words(made.text) for made in Entry.objects.public().order_by("reference")
    }


def record_loading(record: dict[str, Any]) -> None:
    """What loading the files of 2011 again with `--update` says; it changes nothing."""
    out, err = StringIO(), StringIO()
    call_command("load_report", str(FIXTURES), update=True, stdout=out, stderr=err)
    record["loading_2011"] = (out.getvalue() + err.getvalue()).splitlines()


def shown_texts() -> Iterable[list[object]]:
    """Model, primary key, field, how it is shown and the words, of each long text."""
    for label, fields in LONG_TEXTS.items():
        for row in apps.get_model(label)._base_manager.order_by("pk"):
            for field, form in fields.items():
                if text := text_of(row, field):
                    yield [
                        label,
                        row.pk,
                        field,
                        form,
                        words(text) if form == "markdown" else literal(text),
                    ]


def text_of(row: Any, field: str) -> str:
    column, _dot, key = field.partition(".")
    value = getattr(row, column)
    return str(dict(value).get(key) or "") if key else str(value)


def words(text: str) -> str:
    return literal(to_plain(text))


def literal(text: str) -> str:
    return " ".join(text.split())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def as_lines(record: dict[str, Any]) -> str:
    """The record as JSON with one line for each text, so that a change can be read."""

    def written(value: Any) -> str:
        if isinstance(value, list) and value:
            return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in value) + "\n]"
        return json.dumps(value, ensure_ascii=False)

    parts = [f"{json.dumps(name)}: {written(value)}" for name, value in record.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(target: Path) -> None:
    predictable()
    record: dict[str, Any] = {"commit": "27a46af"}
    with time_machine.travel(
        datetime.datetime(2012, 3, 1, 13, tzinfo=datetime.UTC), tick=False
    ) as now:
        clock = Clock(now)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        Maker(clock, record).make()
        record_state(record)
        record_loading(record)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.write_text(as_lines(record), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
