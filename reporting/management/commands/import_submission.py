"""`manage.py import_submission FILE --implementer ACRONYM --year YEAR [--dry-run] [--accept]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from implementers.exceptions import NotPermitted
from implementers.models import Implementer, User
from reporting.actions.imports import accept_item, store_import
from reporting.enums import EntryKind
from reporting.exceptions import FileRefused, ReportingError
from reporting.importing.proposals.build import propose
from reporting.importing.proposals.proposal import Proposal
from reporting.importing.proposals.storing import file_read
from reporting.importing.sources.packages import MAX_FILE, too_large
from reporting.management.refusals import choice_or_refuse, refuse, year_or_refuse
from reporting.models import ReportingYear


class Command(BaseCommand):
    help = "Read a chapter from a Word, Excel or text file, and propose its entries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--implementer", required=True, help=_("acronym, for example IOM"))
        parser.add_argument("--year", required=True)
        parser.add_argument("--format", default="text")
        parser.add_argument("--dry-run", action="store_true", help=_("store no proposal"))
        parser.add_argument(
            "--accept", action="store_true", help=_("save every proposed entry, as the form does")
        )
        parser.add_argument(
            "--by", default="", help=_("with --accept: the e-mail address of the person who saves")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], ["text", "json"])
        reporting_year = year_or_refuse(self, options["year"])
        implementer = _implementer_or_refuse(self, options["implementer"])
        path: Path = options["file"]
        data = read_or_refuse(self, path)
        try:
            proposal = propose(
                data, path.name, implementer=implementer, reporting_year=reporting_year
            )
        except FileRefused as error:
            refuse(self, str(error))
        if not options["dry_run"]:
            self.store(proposal, data, implementer, reporting_year, options)
        self.write(proposal, options["format"])

    def store(
        self,
        proposal: Proposal,
        data: bytes,
        implementer: Implementer,
        reporting_year: ReportingYear,
        options: dict[str, Any],
    ) -> None:
        """Store the proposal for review and, if asked, accept its items."""
        by = _person_or_refuse(self, options["by"]) if options["accept"] else None
        chapter = reporting_year.submissions.working().filter(implementer=implementer).first()
        if chapter is None:
            refuse(
                self,
                _("%(implementer)s has no chapter in %(year)s. Open the year first.")
                % {"implementer": implementer.acronym, "year": reporting_year.year},
            )
        stored = store_import(chapter, file_read(proposal, data), by=by)
        if by is None:
            return
        try:
            for item in stored.items.all():
                accept_item(item, by=by)
        except (NotPermitted, ReportingError) as error:
            refuse(self, str(error))

    def write(self, proposal: Proposal, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(proposal.as_dict(), ensure_ascii=False, indent=2))
            return
        for line in _as_text(proposal):
            self.stdout.write(line)


def read_or_refuse(command: BaseCommand, path: Path) -> bytes:
    """Return the bytes of a file; refuse one that is missing, unreadable or too large."""
    try:
        if path.stat().st_size > MAX_FILE:
            refuse(command, str(too_large()))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(command, _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": reason})


def _implementer_or_refuse(command: BaseCommand, acronym: str) -> Implementer:
    """Return the implementer with this acronym, in capitals or not."""
    reporting = Implementer.objects.reporting()
    implementer = reporting.filter(acronym__iexact=acronym).first()
    if implementer is None:
        known = ", ".join(reporting.values_list("acronym", flat=True))
        refuse(
            command,
            _("Unknown implementer “%(words)s”. Known: %(known)s.")
            % {"words": acronym[:40], "known": known},
        )
    return implementer


def _person_or_refuse(command: BaseCommand, email: str) -> User:
    """Return the active user with this address; without one, the only member of the secretariat."""
    users = User.objects.filter(is_active=True)
    found = users.filter(email__iexact=email) if email else users.filter(is_secretariat=True)
    if found.count() != 1:
        refuse(command, _("Say by --by ADDRESS which person saves the entries."))
    return found.get()


def _as_text(proposal: Proposal) -> list[str]:
    lines = [
        _("%(implementer)s, %(year)d, language “%(language)s”:")
        % {
            "implementer": proposal.implementer,
            "year": proposal.year,
            "language": proposal.language,
        }
    ]
    for kind in EntryKind:
        lines.append(f"{kind.label}: {len(proposal.of_kind(kind))}")
        for entry in proposal.as_dict()[kind.value]:
            title = " | ".join(
                filter(None, [entry["heading"], entry["subheading"], entry["label"]])
            )
            lines.append(f"  {title + ': ' if title else ''}{entry['text'][:100]}")
            lines += [f"    ! {doubt}" for doubt in entry["doubts"]]
    lines += [f"! {warning}" for warning in proposal.warnings]
    return lines
