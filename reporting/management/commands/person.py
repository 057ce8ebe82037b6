"""`manage.py person export|deactivate|anonymize EMAIL`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from implementers.exceptions import PeopleRefused
from implementers.models import User
from reporting.actions.people import anonymize, deactivate, personal_data
from reporting.management.output import write_output
from reporting.management.refusals import refuse


class Command(BaseCommand):
    help = "Export what is held about a person, end their access, or remove their name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["export", "deactivate", "anonymize"])
        parser.add_argument("email")
        parser.add_argument("--output", type=Path, help="the file of the export")
        parser.add_argument(
            "--confirm", action="store_true", help="needed to anonymize, which cannot be undone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            refuse(self, _("No one has the address %(email)s.") % {"email": options["email"]})
        try:
            self._act(person, options)
        except PeopleRefused as error:
            refuse(self, str(error))

    def _act(self, person: User, options: dict[str, Any]) -> None:
        if options["act"] == "export":
            text = json.dumps(personal_data(person), cls=DjangoJSONEncoder, indent=2)
            write_output(self, options["output"], f"{text}\n".encode())
        elif options["act"] == "deactivate":
            deactivate(person, by=None)
            self.stdout.write(_("%(person)s can no longer sign in.") % {"person": person})
        elif not options["confirm"]:
            refuse(
                self,
                _("Anonymizing %(person)s cannot be undone. Repeat the command with --confirm.")
                % {"person": person},
            )
        else:
            anonymize(person, by=None)
            person.refresh_from_db()
            self.stdout.write(_("The account is now %(person)s.") % {"person": person})
