"""`manage.py loaddata`, after which the search and the figures are of what was loaded."""

from typing import Any

from django.core.management.commands.loaddata import Command as LoadData
from django.db import transaction

from reporting.actions.figures import keep_figures
from reporting.queries.years import years_reported
from reporting.search.index import index_everything


class Command(LoadData):
    def handle(self, *fixture_labels: str, **options: Any) -> None:
        with transaction.atomic():
            super().handle(*fixture_labels, **options)
            if self.loaded_object_count:
                index_everything()
                for year in years_reported().values_list("pk", flat=True):
                    keep_figures(year)
