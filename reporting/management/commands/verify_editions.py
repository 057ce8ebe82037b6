"""`manage.py verify_editions`: whether editions are unchanged since they were issued."""

import sys
from collections.abc import Iterator
from hashlib import file_digest
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.document.freezing import canonical, sha256
from reporting.models import Edition


class Command(BaseCommand):
    help = "Recompute the hashes of every edition. Ends with 1 when one does not match."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for edition in Edition.objects.select_related("reporting_year").order_by("pk").iterator():
            faults = list(_faults(edition))
            count += len(faults)
            for fault in faults:
                self.stderr.write(f"{edition.symbol}: {fault}")
            if not faults:
                self.stdout.write(_("%(symbol)s: as issued") % {"symbol": edition.symbol})
        if count:
            sys.exit(1)


def _faults(edition: Edition) -> Iterator[str]:
    """Yield, in sentences, what differs from what was issued."""
    if sha256(canonical(edition.content)) != edition.sha256:
        yield _("the frozen content is not what was issued: its hash differs.")
    files = list(edition.files.all())
    if not files:
        yield _("its files are gone.")
    for file in files:
        if sha256(bytes(file.data)) != file.sha256:
            yield _("the %(format)s file is not what was issued: its hash differs.") % {
                "format": file.get_format_display()
            }
    for attached in edition.attachments.all():
        try:
            with attached.file.open("rb") as stored:
                is_as_issued = file_digest(stored, "sha256").hexdigest() == attached.sha256
        except OSError:
            is_as_issued = False
        if not is_as_issued:
            yield _("the attached file %(name)s is not what was issued.") % {"name": attached.name}
