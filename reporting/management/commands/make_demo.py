"""`manage.py make_demo`: marked demonstration accounts and an open demonstration year."""

import datetime
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.actions import add_member, create_account
from implementers.models import Implementer, Role, User
from program.models import Program
from reporting.actions.years import open_year
from reporting.enums import LogAct
from reporting.management.refusals import refuse
from reporting.models import LogEntry, ReportingYear

YEAR = 2012
_DAYS_TO_WRITE = 90


@dataclass(frozen=True)
class Account:
    """A demonstration account; `implementer` is a slug, or empty for a central role."""

    address: str
    name: str
    implementer: str = ""
    role: Role | None = None
    is_secretariat: bool = False
    is_administrator: bool = False

    @property
    def email(self) -> str:
        return f"{self.address}@demonstration.example"


SECRETARIAT = Account("secretariat", "Demonstration Secretariat", is_secretariat=True)
ACCOUNTS = (
    Account("iom-writer", "Demonstration Writer (IOM)", "iom", Role.WRITER),
    Account("iom-focal-point", "Demonstration Focal Point (IOM)", "iom", Role.FOCAL_POINT),
    Account("unhcr-writer", "Demonstration Writer (UNHCR)", "unhcr", Role.WRITER),
    SECRETARIAT,
    Account("administrator", "Demonstration Administrator", is_administrator=True),
)


class Command(BaseCommand):
    help = "Make marked demonstration accounts and open a marked demonstration year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts",
            type=Path,
            default=settings.BASE_DIR / "build" / "demonstration-accounts.txt",
            help="the file that keeps the passwords",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL_DEMONSTRATION:
            refuse(self, _("Demonstration accounts are made only where LOCAL_DEMONSTRATION is on."))
        program = Program.objects.current().first()
        if program is None:
            refuse(self, _("There is no current Program: load a year first."))
        file: Path = options["accounts"]
        with transaction.atomic():
            passwords = _make_missing_accounts(_read(file))
            _open_demonstration_year(program)
            _write(file, passwords)
        self._print(passwords)

    def _print(self, passwords: dict[str, str]) -> None:
        self.stdout.write(
            _("Demonstration accounts (the year %(year)d is theirs to try on):") % {"year": YEAR}
        )
        for account in ACCOUNTS:
            password = passwords.get(account.email) or _("(set at an earlier start, file lost)")
            self.stdout.write(f"  {account.email:<42} {password:<20} {account.name}")


def _make_missing_accounts(passwords: dict[str, str]) -> dict[str, str]:
    """Return the passwords by address; an existing account keeps its own."""
    existing = set(User.objects.values_list("email", flat=True))
    known = {account.email: passwords.get(account.email, "") for account in ACCOUNTS}
    for account in ACCOUNTS:
        if account.email not in existing:
            known[account.email] = secrets.token_urlsafe(12)
            _create(account, known[account.email])
    return known


def _create(account: Account, password: str) -> None:
    user = create_account(
        email=account.email,
        name=account.name,
        password=password,
        is_secretariat=account.is_secretariat,
        is_administrator=account.is_administrator,
    )
    if account.role:
        implementer = Implementer.objects.get(slug=account.implementer)
        add_member(user=user, implementer=implementer, role=account.role)


def _open_demonstration_year(program: Program) -> None:
    """Open the year unless it exists, or somebody removed a demonstration."""
    if ReportingYear.objects.filter(program=program, year=YEAR).exists():
        return
    if LogEntry.objects.filter(act=LogAct.REMOVE_DEMONSTRATION).exists():
        return
    today = timezone.localdate()
    open_year(
        program,
        YEAR,
        opens_on=today,
        due_on=today + datetime.timedelta(days=_DAYS_TO_WRITE),
        is_demonstration=True,
        by=User.objects.get(email=SECRETARIAT.email),
    )


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    rows = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) >= 2 and "@" in row[0]}


def _write(file: Path, passwords: dict[str, str]) -> None:
    """Write the passwords for the next start, atomically, readable only by the owner."""
    lines = [f"{address} {password}" for address, password in passwords.items() if password]
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
    temporary.replace(file)
