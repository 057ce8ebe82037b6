"""Looks at an upgraded database with the present code, and writes what it finds as JSON.

    python -m tests.upgrade.look RECORD.json SMALL_YEAR ANSWERS.json

A process of its own, since the database of the running tests is another one. Two hours have passed
since the fixture was made. What is only read comes first.
"""
# ruff: noqa: E402

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import AutoField, Max
from django.test import Client
from django.utils import timezone
from lxml import html

from implementers.models import Membership, User
from program.rich_text import to_plain
from reporting.actions.entries import restore_version, undelete_entry
from reporting.actions.exceptions import EditConflict
from reporting.actions.findings import findings_of_year
from reporting.actions.issuing import EditionWanted, ask_to_issue
from reporting.actions.merging import merge_entry
from reporting.actions.remarks import take_suggestion
from reporting.checks.budget import Budget
from reporting.document.formats import render
from reporting.document.freezing import from_json
from reporting.document.layout import Layout
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, LogAct, Origin
from reporting.models import (
    Edition,
    Entry,
    EntryVersion,
    Issuing,
    LogEntry,
    MailPreference,
    Notification,
    Remark,
    ReportingYear,
    Submission,
    WritingDraft,
)
from reporting.queries.entries import content_of
from reporting.tasks import issue_edition
from tests.reporting.words.html import Page
from tests.upgrade.small_year import replace_once

SITE = "localhost"
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "2011"
_PLENTY = 300  # CPU seconds for the checks
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b")


def visible_words(text: str) -> str:
    """The words that a reader sees of a long text, in the form in which it is stored now.

    The numbers of lists do not count: 27a46af did not write them into plain text.
    """
    return literal(to_plain(re.sub(r"<(/?)ol\b[^>]*>", r"<\1ul>", text)))


def literal(text: str) -> str:
    """The words of a text that is shown to the letter; what nobody sees does not count."""
    return " ".join(text.translate(_INVISIBLE).split())


# What 27a46af showed to the letter and the present code does too.
SHOWN_TO_THE_LETTER = {
    ("program.Resolution", "note"),
    ("reporting.ReportCover", "committees"),
    ("reporting.Dismissal", "message"),
    ("reporting.Dismissal", "reason"),
    ("reporting.WritingDraft", "data.text"),
    ("reporting.WritingDraft", "reason"),
    ("reporting.Issuing", "note"),
    ("reporting.Issuing", "message"),
    ("reporting.Edition", "note"),
    ("reporting.LogEntry", "note"),
}

Answers = dict[str, Any]


class Looker:
    """Asks one thing after the other; each answer is JSON."""

    def __init__(self, record: dict[str, Any], small_year: Path) -> None:
        self.record = record
        self.small_year = small_year
        self.began_at = timezone.now()

    def look(self) -> Iterator[tuple[str, object]]:
        for question in (
            self.texts,
            self.rows,
            self.converted,
            self.outcomes,
            self.corrected,
            self.editions,
            self.versions,
            self.dismissed,
            self.statuses,
            self.public,
            self.sequences,
            self.refused_changes,
            self.pages,
            self.hidden,
            self.found,
            self.drafts,
            self.session,
            self.password_reset,
            self.tokens,
            self.second_factor,
            self.loading_2011,
            self.loading_small_year,
            self.mail,
            self.invitations,
            self.unsubscribe,
            self.restored,
            self.merged,
            self.taken,
            self.undeleted,
            self.queued,
        ):
            yield question.__name__, question()

    # Only read

    def texts(self) -> list[list[object]]:
        """Of each text on record that is there: model, key, field, words."""
        rows: dict[tuple[str, int], Any] = {}
        wanted = [(label, pk) for label, pk, *_rest in self.record["texts"]]
        for label in dict.fromkeys(label for label, _pk in wanted):
            rows |= {(label, row.pk): row for row in apps.get_model(label)._base_manager.all()}
        return [
            [label, pk, field, self._shown(rows[label, pk], label, field)]
            for label, pk, field, *_rest in self.record["texts"]
            if (label, pk) in rows
        ]

    def _shown(self, row: Any, label: str, field: str) -> str:
        column, _dot, key = field.partition(".")
        value = getattr(row, column)
        text = str(dict(value).get(key, "")) if key else str(value)
        return literal(text) if (label, field) in SHOWN_TO_THE_LETTER else visible_words(text)

    def rows(self) -> dict[str, int]:
        return {
            model._meta.label: model._base_manager.count()
            for model in apps.get_models()
            if model._meta.label in self.record["rows"]
        }

    def converted(self) -> list[list[str]]:
        """The lines of the log about converted texts: an entry, chapter or year, and the note."""
        lines = LogEntry.objects.filter(act=LogAct.CONVERT_TEXT).select_related(
            "entry", "submission__implementer", "reporting_year"
        )
        return [
            [
                line.entry.reference
                if line.entry
                else line.submission.implementer.slug
                if line.submission
                else str(line.reporting_year),
                line.note,
            ]
            for line in lines
        ]

    def outcomes(self) -> list[list[object]]:
        """Of each entry with an outcome, published copies too: what it is and who stated it."""
        entries = Entry.with_deleted.exclude(outcome="").select_related("outcome_stated_by")
        return [
            [
                entry.reference,
                entry.outcome,
                entry.outcome_source,
                getattr(entry.outcome_stated_by, "email", ""),
                entry.outcome_stated_at.year if entry.outcome_stated_at else None,
                bool(entry.outcome_quotation),
            ]
            for entry in entries.order_by("reference", "pk")
        ]

    def corrected(self) -> Answers:
        """The lines of the log about outcomes, and versions of a file with an unquoted outcome."""
        lines = LogEntry.objects.filter(act=LogAct.CORRECT_OUTCOME).select_related("entry")
        of_files = EntryVersion.objects.filter(origin=Origin.IMPORT).exclude(content__outcome="")
        return {
            "lines": sorted([line.entry.reference, line.note] for line in lines if line.entry),
            "unquoted": [
                version.pk for version in of_files if not version.content["outcome_quotation"]
            ],
        }

    def editions(self) -> list[Answers]:
        """Hashes as they are, and the words of each part as issued and as rendered now."""
        return [
            {
                "symbol": edition.symbol,
                "year": edition.reporting_year.year,
                "sha256": edition.sha256,
                "files": {file.format: sha256(bytes(file.data)) for file in edition.files.all()},
                "issued": _parts(edition, self._issued(edition)),
                "rendered": _parts(edition, self._rendered(edition)),
            }
            for edition in Edition.objects.select_related("reporting_year").order_by("pk")
        ]

    def _issued(self, edition: Edition) -> str:
        return bytes(edition.files.get(format="html").data).decode()

    def _rendered(self, edition: Edition) -> str:
        report = from_json(edition.content)
        return render(report, file_format="html", layout=Layout.READING).decode()

    def versions(self) -> Answers:
        """How many versions are read, and of which entries the newest is not what they hold."""
        unlike = []
        newest: dict[int, EntryContent] = {}
        for version in EntryVersion.objects.order_by("entry", "number"):
            newest[version.entry_id] = EntryContent.from_json(version.content)
        for entry in Entry.with_deleted.with_relations().filter(pk__in=newest):
            if _comparable(content_of(entry)) != _comparable(newest[entry.pk]):
                unlike.append(entry.reference)
        return {"read": EntryVersion.objects.count(), "unlike": unlike}

    def dismissed(self) -> list[list[object]]:
        return sorted(
            [year.year, judged.finding.code, judged.finding.chapter, judged.finding.entry]
            for year in ReportingYear.objects.all()
            for judged in findings_of_year(year, Budget(_PLENTY))
            if judged.dismissal is not None
        )

    def statuses(self) -> dict[str, str]:
        chapters = Submission.objects.working().select_related("reporting_year", "implementer")
        return {f"{one.reporting_year.year}-{one.implementer.slug}": one.status for one in chapters}

    def public(self) -> dict[str, str]:
        return {entry.reference: visible_words(entry.text) for entry in Entry.objects.public()}

    def sequences(self) -> list[str]:
        """Tables whose next key is one that is there already."""
        return [
            model._meta.db_table
            for model in apps.get_models()
            if isinstance(model._meta.pk, AutoField)
            and _last_key(model) < (model._base_manager.aggregate(last=Max("pk"))["last"] or 0)
        ]

    def refused_changes(self) -> list[str]:
        """The tables on record of which the database changes and deletes nothing."""
        return [
            table
            for table in ("reporting_edition", "reporting_editionfile", "reporting_logentry")
            if _is_refused(f"UPDATE {table} SET id = id") and _is_refused(f"DELETE FROM {table}")
        ]

    def pages(self) -> dict[str, int]:
        """The status of each page, for a stranger and for those who work on it."""
        stranger = Client(SERVER_NAME=SITE)
        secretariat = self._client("second-secretariat@example.org")
        public = [
            *("/", "/years/2012/", "/years/2011/", "/years/2012/iachr/", "/years/2012/csm/"),
            *("/reports/2011/", "/reports/2012/", "/reports/2011/editions/1/"),
            *("/reports/2011/editions/2/", "/entries/2012-iachr-5/", "/entries/2012-dps-2/"),
            *("/financing/", "/activities/67/", "/countries/PER/", "/entries.csv", "/events.ics"),
            *("/api/v1/entries/", "/api/v1/years/2011/"),
        ]
        desk = [
            f"/desk/2012/{slug}/{page}"
            for slug in ("iom", "iachr", "dps", "unhcr", "ilo", "csm")
            for page in ("", "review/", "findings/")
        ]
        year = "/desk/years/2012/"
        desk += [f"{year}{page}" for page in ("", "matrix/", "log/", "report/", "issue/")]
        desk += ["/desk/", "/desk/years/2011/issue/", "/desk/people/", "/desk/2012/findings/"]
        desk += [f"/desk/entries/{one}/history/" for one in ("2012-iom-85", "2011-iom-28")]
        desk += [f"/desk/years/2012/report/parts/{kind}/" for kind in ("background", "conclusion")]
        return {
            **{address: stranger.get(address).status_code for address in public},
            **{address: secretariat.get(address).status_code for address in desk},
        }

    def hidden(self) -> list[int]:
        """The status, for a stranger, of pages of what is not accepted."""
        stranger = Client(SERVER_NAME=SITE)
        hidden = ("/entries/2012-iom-40/", "/entries/2012-ilo-5/", "/years/2012/iom/")
        return [stranger.get(address).status_code for address in hidden]

    def found(self) -> bool:
        """Whether the search finds the words of a chapter that was accepted before the upgrade."""
        page = Client(SERVER_NAME=SITE).get("/search/", {"q": "provisional"})
        return "2012-iachr-" in page.content.decode()

    def drafts(self) -> list[Answers]:
        """Each kept text as its writer finds it, and whether their chapter offers it."""
        answers = []
        for kept in self.record["drafts"]:
            client = self._client(kept["email"])
            page = html.fromstring(client.get(f"/desk/drafts/{kept['pk']}/").content.decode())
            for area in page.xpath("//textarea"):  # as a browser reads it
                area.text = (area.text or "").removeprefix("\n")
            [shown] = page.xpath("//textarea[@readonly]")
            [opening] = page.xpath("//form[.//button[@name='restore']]")
            draft = WritingDraft.objects.get(pk=kept["pk"])
            work = "/desk/2012/iom/" if "/entries/new/" in draft.form else draft.form
            offer = client.get(work).content.decode()
            fields = {**dict(opening.form_values()), "restore": "1"}
            form = client.post(opening.action, fields).content.decode()
            [typed] = html.fromstring(form).xpath("//textarea[@name='text']")
            answers.append(
                {
                    "pk": kept["pk"],
                    "shown": shown.text,
                    "offered": f"/desk/drafts/{kept['pk']}/" in offer,
                    "in_form": typed.text.removeprefix("\n"),
                }
            )
        return answers

    def session(self) -> Answers:
        client = Client(SERVER_NAME=SITE)
        client.cookies["sessionid"] = self.record["session"]["cookie"]
        page = client.get("/desk/")
        return {"status": page.status_code, "email": getattr(page.wsgi_request.user, "email", "")}

    def password_reset(self) -> Answers:
        client = Client(SERVER_NAME=SITE)
        page = client.get(self.record["password_reset"]["path"], follow=True)
        password = "another umbrella 28 lanterns"
        answered = client.post(
            page.request["PATH_INFO"], {"password1": password, "password2": password}
        )
        user = User.objects.get(email=self.record["password_reset"]["email"])
        return {"status": answered.status_code, "changed": user.check_password(password)}

    def tokens(self) -> Answers:
        def status_of(secret: str) -> tuple[int, str]:
            answer = Client(SERVER_NAME=SITE).get(
                "/api/v1/drafts/", headers={"Authorization": f"Bearer {secret}"}
            )
            return answer.status_code, answer.content.decode()

        status, body = status_of(self.record["token"]["secret"])
        return {
            "status": status,
            "chapter": "2012-iom" in body,
            "useless": [status_of(secret)[0] for secret in self.record["useless_tokens"]],
        }

    # What is done

    def second_factor(self) -> Answers:
        """Two sign-ins: with a code of the app, and with a recovery code."""
        factor = self.record["second_factor"]
        rows = Authenticator.objects.filter(user__email=factor["email"])
        step = next(iter(totp.yield_hotp_counters_from_time()))
        code = totp.format_hotp_value(totp.hotp_value(factor["secret"], step))
        return {
            "encrypted": factor["secret"] not in json.dumps(list(rows.values_list("data"))),
            "signed_in": [
                self._sign_in(factor, code),
                self._sign_in(factor, factor["recovery_codes"][0]),
            ],
        }

    def _sign_in(self, factor: dict[str, Any], code: str) -> bool:
        client = Client(SERVER_NAME=SITE)
        client.post("/accounts/login/", {"login": factor["email"], "password": factor["password"]})
        client.post("/accounts/2fa/authenticate/", {"code": code})
        return "_auth_user_id" in client.session

    def loading_2011(self) -> list[str]:
        return _load(FIXTURES)

    def loading_small_year(self) -> list[str]:
        """As it was loaded; then with a changed text in the files."""
        unchanged = _load(self.small_year)
        replace_once(
            self.small_year / "chapters" / "csm.yaml", "Harmonisation of", "Harmonization of"
        )
        return [*unchanged, *_load(self.small_year)]

    def invitations(self) -> Answers:
        """The status of each link; then two are accepted, with a new account and with an old one."""
        tokens = {name: held["token"] for name, held in self.record["invitations"].items()}
        stranger = Client(SERVER_NAME=SITE)
        statuses = {
            name: stranger.get(f"/invitations/{token}/").status_code
            for name, token in tokens.items()
        }
        stranger.post(
            f"/invitations/{tokens['open']}/",
            {
                "name": "Luz Núñez",
                "password": "another umbrella 28 lanterns",
                "password_again": "another umbrella 28 lanterns",
            },
        )
        account = self.record["invitations"]["account"]["email"]
        self._client(account).post(f"/invitations/{tokens['account']}/")
        joined = Membership.objects.filter(
            implementer__slug="iom", user__email__in=["open@iom.int", account]
        )
        return {"statuses": statuses, "joined": joined.count()}

    def unsubscribe(self) -> Answers:
        held = self.record["unsubscribe"]
        statuses = [
            Client(SERVER_NAME=SITE).post(held[link]).status_code for link in ("mailed", "made")
        ]
        preference = MailPreference.objects.filter(person__email=held["email"]).first()
        return {
            "statuses": statuses,
            "off": [kind for kind in held["kinds"] if preference and not getattr(preference, kind)],
        }

    def restored(self) -> list[list[object]]:
        """Each version of the entries with several, restored: its key, and the words it brings."""
        answers: list[list[object]] = []
        by = User.objects.get(email="iom-focal-point@example.org")
        chapter = Submission.objects.working().get(
            reporting_year__year=2012, implementer__slug="iom"
        )
        for entry in chapter.entries.filter(versions__number=2).order_by("pk"):
            for version in entry.versions.filter(saved_at__lt=self.began_at).order_by("number"):
                version.entry = Entry.objects.get(pk=entry.pk)
                saved = restore_version(version, based_on=version.entry.revision, by=by)
                answers.append([version.pk, visible_words(saved.entry.text)])
        return answers

    def merged(self) -> Answers:
        """A conflict at the entry with many versions: what only the other changed is taken over."""
        versions = EntryVersion.objects.filter(entry__reference=self.record["versioned"])
        base, latest = versions.get(number=1), versions.get(number=3)
        mine = EntryContent.from_json(base.content)
        result = merge_entry(EditConflict(latest, base), mine)
        return {
            "taken": [name for field in result.taken for name in field.names],
            "words": visible_words(result.content.text),
        }

    def taken(self) -> Answers:
        remark = Remark.objects.get(pk=self.record["suggestion"])
        saved = take_suggestion(remark, by=User.objects.get(email="iom-writer@example.org"))
        return {"pk": remark.pk, "words": visible_words(saved.entry.text)}

    def undeleted(self) -> Answers:
        deleted = Entry.with_deleted.filter(
            submission__implementer__slug="iom", text__contains="Deleted", deleted_at__isnull=False
        ).get()
        by = User.objects.get(email="iom-writer@example.org")
        return {"words": visible_words(undelete_entry(deleted, by=by).text)}

    def mail(self) -> Answers:
        """The people with notifications that waited, and who gets mail at the next two runs."""
        runs = []
        for _run in range(2):
            mail.outbox = []
            call_command("send_due_mail", stdout=StringIO())
            runs.append(sorted(message.to[0] for message in mail.outbox))
        return {"runs": runs, "unsent": Notification.objects.filter(sent_at=None).count()}

    def queued(self) -> Answers:
        """The edition that waited, of a year whose outcomes were corrected, is asked for again."""
        _work()
        refused = Issuing.objects.get(pk=self.record["queued"]["issuing"])
        issuing = ask_to_issue(
            refused.reporting_year,
            EditionWanted(refused.symbol, refused.date, refused.language, refused.note),
            findings=(),
            by=refused.asked_by,
        )
        issue_edition.enqueue(issuing.pk)
        _work()
        issuing.refresh_from_db()
        edition = Edition.objects.filter(symbol=self.record["queued"]["symbol"]).first()
        return {
            "refused": refused.message,
            "state": issuing.state,
            "message": issuing.message,
            "formats": sorted(edition.files.values_list("format", flat=True)) if edition else [],
        }

    def _client(self, email: str) -> Client:
        client = Client(SERVER_NAME=SITE)
        client.force_login(User.objects.get(email=email))
        return client


def _parts(edition: Edition, page: str) -> dict[str, str]:
    """The words of each part of an HTML report, by its name."""
    report, read = from_json(edition.content), Page(_with_numbers(page), markers=True)
    parts = {part.kind: read.narrative(part.kind) for part in report.narratives()}
    for number, words in enumerate(read.highlights(), start=1):
        parts[f"highlight {number}"] = words
    for chapter in report.chapters:
        for column in ("activities", *EntryKind.values, "financing"):
            parts[f"{chapter.implementer} {column}"] = read.cell(chapter.implementer, column)
    return {name: " ".join(words) for name, words in parts.items()}


def _with_numbers(page: str) -> str:
    """Write the numbers of lists into an HTML report, whose browser showed them."""
    root = html.document_fromstring(page)
    for numbered_list in root.xpath("//ol[not(@class)]"):
        for number, item in enumerate(
            numbered_list.xpath("./li"), int(numbered_list.get("start", 1))
        ):
            first = [*item.xpath("./p[1]"), item][0]
            first.text = f"{number}. {first.text or ''}"
    return html.tostring(root, encoding="unicode")


def _comparable(content: EntryContent) -> object:
    """Without links, which an entry has to what was deleted since, and not its version."""
    return {**content.as_json(), "continues": []}


def _work() -> None:
    call_command("db_worker", batch=True, interval=0.1, startup_delay=False, verbosity=0)


def _load(folder: Path) -> list[str]:
    out, err = StringIO(), StringIO()
    call_command("load_report", str(folder), update=True, stdout=out, stderr=err)
    return (out.getvalue() + err.getvalue()).splitlines()


def _last_key(model: Any) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            column = model._meta.pk.column
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
            cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]}")
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return row[0] if row else 0


def _is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main(record: Path, small_year: Path, target: Path) -> None:
    held = json.loads(record.read_text(encoding="utf-8"))
    now = datetime.fromisoformat(held["now"]) + timedelta(hours=2)
    with time_machine.travel(now, tick=True):
        answers = dict(Looker(held, small_year).look())
    target.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
