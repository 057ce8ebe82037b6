"""`manage.py prune`, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from reporting.actions.pruning import prune


class Command(BaseCommand):
    help = "Delete expired sessions, closed invitations and other rows that are no longer needed."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, number in prune().items():
            self.stdout.write(f"{kind}: {number}")
