"""`manage.py send_due_mail [--today YYYY-MM-DD]`, for cron."""

import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.management.refusals import refuse
from reporting.notifications.sending import send_due


class Command(BaseCommand):
    help = "Send the mail that is due, once; as often as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", help="act as if it were that day (YYYY-MM-DD)")

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_due(self._day(options["today"]))
        for failure in result.failures:
            self.stderr.write(failure)
        self.stdout.write(
            _("New: %(queued)d. Messages sent: %(sent)d. Failed: %(failed)d.")
            % {
                "queued": result.queued,
                "sent": result.sent,
                "failed": len(result.failures),
            }
        )
        if result.failures:
            sys.exit(1)

    def _day(self, value: str | None) -> date:
        if value is None:
            return timezone.localdate()
        try:
            return date.fromisoformat(value)
        except ValueError:
            refuse(self, _("“%(words)s” is not a day; write it as 2013-02-28.") % {"words": value})
