"""`manage.py import_report FILE --year YEAR [--dry-run] [--format json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.actions.imports import store_import
from reporting.enums import EntryKind
from reporting.exceptions import FileRefused
from reporting.importing.proposals.build import propose_report
from reporting.importing.proposals.storing import file_read
from reporting.management.commands.import_submission import read_or_refuse
from reporting.management.refusals import choice_or_refuse, refuse, year_or_refuse


class Command(BaseCommand):
    help = "Read a whole report, and store what it proposes for each chapter of a year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", required=True)
        parser.add_argument("--format", default="text")
        parser.add_argument("--dry-run", action="store_true", help=_("store no proposal"))

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], ["text", "json"])
        reporting_year = year_or_refuse(self, options["year"])
        path: Path = options["file"]
        data = read_or_refuse(self, path)
        try:
            proposals, missing = propose_report(data, path.name, reporting_year=reporting_year)
        except FileRefused as error:
            refuse(self, str(error))
        chapters = {
            chapter.implementer.acronym: chapter
            for chapter in reporting_year.submissions.working().select_related("implementer")
        }
        for proposal in proposals:
            chapter = chapters.get(proposal.implementer)
            if chapter is None:
                missing.append(
                    _("%(acronym)s has no chapter in the year.") % {"acronym": proposal.implementer}
                )
            elif not options["dry_run"]:
                store_import(chapter, file_read(proposal, data), by=None)
        if options["format"] == "json":
            found = {
                "year": reporting_year.year,
                "chapters": [proposal.as_dict() for proposal in proposals],
                "missing": missing,
            }
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for proposal in proposals:
            counts = ", ".join(f"{kind.label} {len(proposal.of_kind(kind))}" for kind in EntryKind)
            self.stdout.write(f"{proposal.implementer}: {counts}")
        for line in missing:
            self.stdout.write(f"! {line}")
