"""`manage.py rebuild_search`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from reporting.search.index import index_everything


class Command(BaseCommand):
    help = "Make the search index anew, for example after rows were changed behind the portal."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            number = index_everything()
        self.stdout.write(_("%(number)d documents are indexed.") % {"number": number})
