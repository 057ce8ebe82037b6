"""`manage.py loaddata`, which also rebuilds the search index."""

from typing import Any

from django.core.management.commands.loaddata import Command as LoadData
from django.db import transaction

from reporting.search.index import index_everything


class Command(LoadData):
    def handle(self, *fixture_labels: str, **options: Any) -> None:
        with transaction.atomic():
            super().handle(*fixture_labels, **options)
            if self.loaded_object_count:
                index_everything()
