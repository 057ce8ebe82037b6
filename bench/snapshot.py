"""Records what the portal shows into a folder, so that two states of the code can be compared.

`DATABASE_URL=… python bench/snapshot.py FOLDER` fills the empty database it names and writes a file for
each page and file; `--compare A B` prints what differs between two folders. See bench/README.md.
"""

import argparse
import datetime
import difflib
import os
import re
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import Any

from snapshot_addresses import (
    API_LISTS,
    API_QUESTIONS,
    HOST,
    QUESTIONS,
    desk_addresses,
    is_followed,
    links_in,
)
from snapshot_text import FORMATS, Unreadable, masked, text_of_file, text_of_json

ROOT = Path(__file__).resolve().parent.parent
BEGINS = (2012, 4, 2, 15)  # UTC; when the 2011 report is loaded and looked at
_LONGEST_NAME = 180  # bytes of a file's name


def main() -> None:
    options = read_options()
    if options.compare:
        sys.exit(compare(*map(Path, options.compare)))
    if not options.folder:
        sys.exit("Name the folder to write into.")
    # Before the settings are read.
    os.environ |= {"API_RATE": "1000000/min", "TASKS_RUN_IN": "immediate", "MAIL_NEWS_DAYS": "400"}
    os.environ |= {"DEBUG": "false", "SITE_URL": HOST, "LOG_LEVEL": "ERROR"}
    os.environ["REQUIRE_TOTP_FOR"] = ""  # nobody here has an authenticator app
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as rendered:
        os.environ["RENDERED_ROOT"] = rendered
        record(Path(options.folder))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"))
    return parser.parse_args()


def record(folder: Path) -> None:
    """Fill the database, and write what is shown of 2011 and of the crooked year."""
    import django
    import time_machine

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    if connection.introspection.table_names():
        sys.exit("The database that DATABASE_URL names is not empty.")
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty.")
    setup_test_environment()
    begins = datetime.datetime(*BEGINS, tzinfo=datetime.UTC)
    with time_machine.travel(begins, tick=False) as clock:
        Snapshot(folder, clock).take()


class Snapshot:
    """One run: the folder it writes into, and the people who look."""

    def __init__(self, folder: Path, clock: Any) -> None:
        from implementers.models import Role
        from tests.factories import member, person

        self.root = self.folder = folder
        self.clock = clock
        self.failures = 0
        self.began = time.monotonic()
        self.fill()
        self.people = {
            "secretariat": person("Secretariat", is_secretariat=True),
            "writer": member("IOM Writer", "iom", Role.WRITER),
            "focal-point": member("IOM Focal Point", "iom", Role.FOCAL_POINT),
            "administrator": person("Administrator", is_staff=True, is_superuser=True),
            "stranger": person("Stranger"),
        }

    def fill(self) -> None:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_report", str(ROOT / "fixtures" / "2011"), stdout=StringIO())

    def take(self) -> None:
        """Each state in a folder of its own."""
        from reporting.document.formats import render
        from tests.crooked_year import NOW, Writers, make_crooked_year

        self.stage("2011", [2011])
        self.prepare_people()
        writers = Writers(
            self.people["secretariat"], self.people["writer"], self.people["focal-point"]
        )
        make_crooked_year(writers, renderer=render)
        self.clock.move_to(NOW)
        self.stage("crooked", [2012, 2013])
        self.tell(f"done, {self.failures} answers of the kind 500")

    def prepare_people(self) -> None:
        """An invitation, tokens of the API, and memberships where chapters can be written."""
        from implementers.actions import add_member
        from implementers.invitations import invite
        from implementers.models import Implementer, Role
        from implementers.tokens import make_token

        iom = Implementer.objects.get(slug="iom")
        by = self.people["focal-point"]
        invite(iom, email="invited@example.org", role=Role.WRITER, by=by)
        for slug, name, role in (
            ("mide", "writer", Role.WRITER),
            ("education", "focal-point", Role.FOCAL_POINT),
        ):
            implementer = Implementer.objects.get(slug=slug)
            add_member(user=self.people[name], implementer=implementer, role=role)
        self.tokens = {
            name: make_token(name="export", days=900, by=self.people[name])[1]
            for name in ("writer", "secretariat")
        }

    def stage(self, name: str, years: list[int]) -> None:
        self.folder = self.root / name
        for part in (self.public_pages, self.api, self.reports, self.desk, self.admin, self.mail):
            self.tell(f"{name}: {part.__name__}")
            part(years)

    def tell(self, words: str) -> None:
        print(f"{time.monotonic() - self.began:6.0f} s  {words}", flush=True)

    # What is written

    def keep(self, place: str, name: str, text: str) -> None:
        path = self.folder / place / f"{file_name(masked(name))}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:  # two addresses may have one name
            file.write(masked(text).rstrip("\n") + "\n")

    def ask(self, client: Any, address: str, **headers: str) -> Any:
        """The answer; one of the kind 500 is counted, never raised."""
        response = client.get(address, **headers)
        self.failures += response.status_code >= 500
        return response

    def look(self, place: str, client: Any, address: str) -> Any:
        """Ask for the address and write down what is answered."""
        response = self.ask(client, address)
        media_type = response.get("Content-Type", "").partition(";")[0]
        content = b"".join(response) if response.streaming else response.content
        head = f"{address}\n{response.status_code} {response.get('Content-Type', '')}"
        if "Location" in response:
            head += f" -> {response['Location']}"
        try:
            said = text_of_file(content, media_type) if content else ""
        except Unreadable as error:  # a fault of the portal is recorded, not raised
            said = f"Cannot be read: {error!r}"
        self.keep(place, address, f"{head}\n\n{said}")
        return response

    # What is looked at

    def public_pages(self, years: list[int]) -> None:
        """Everything that the sitemaps name and links lead to, the files included."""
        client = new_client()
        seen: set[str] = set()
        waiting = ["/", "/sitemap.xml", "/robots.txt"]
        while waiting:
            address = waiting.pop()
            if address in seen:
                continue
            seen.add(address)
            response = self.look("public", client, address)
            waiting += [link for link in links_in(address, response) if is_followed(link)]
        for address in QUESTIONS:
            self.look("public", client, address)

    def api(self, years: list[int]) -> None:
        """Each list over all its pages, and each detail."""
        client = new_client()
        for address in API_QUESTIONS:
            self.look("api", client, address)
        for name in API_LISTS:
            rows = self.api_list("api", client, f"/api/v1/{name}/")
            for row in rows:
                if detail := row.get("api_url"):
                    self.look("api", client, detail.removeprefix(HOST))
        for name, secret in getattr(self, "tokens", {}).items():
            headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
            place = f"api-drafts-{name}"
            for chapter in self.api_list(place, client, "/api/v1/drafts/", **headers):
                address = f"/api/v1/drafts/{chapter['id']}/"
                self.keep(place, address, self.ask(client, address, **headers).content.decode())
                self.api_list(place, client, f"{address}entries/", **headers)

    def api_list(self, place: str, client: Any, address: str, **headers: str) -> list[Any]:
        """The rows of all pages; where a page begins is not compared, how many it has is."""
        rows: list[Any] = []
        sizes: list[int] = []
        following: str | None = address
        while following:
            response = self.ask(client, following, **headers)
            if response.status_code != 200:
                self.keep(place, following, f"{response.status_code}\n{response.content.decode()}")
                break
            answer = response.json()
            page = answer["results"] if isinstance(answer, dict) else answer
            rows += page
            sizes.append(len(page))
            following = answer["next"] if isinstance(answer, dict) else None
        self.keep(place, f"{address}all", f"pages: {sizes}\n{text_of_json(rows)}")
        return rows

    def reports(self, years: list[int]) -> None:
        """What the commands write: the export, the checks, the report in each format."""
        from reporting.models import ReportingYear

        for year in map(str, ReportingYear.objects.values_list("year", flat=True).order_by("year")):
            self.command("report", "export_year", year, "--format", "json")
            self.command("report", "check_report", year)
        for year in map(str, years):
            for file_format, media_type in FORMATS.items():
                for option in (["--layout", "matrix"], ["--drafts"]):
                    if file_format == "pdf" and option != ["--drafts"]:
                        continue  # the slowest, and the same words
                    with tempfile.NamedTemporaryFile() as file:
                        arguments = [year, "--format", file_format, *option, "--output", file.name]
                        self.call("render_report", *arguments)
                        said = text_of_file(Path(file.name).read_bytes(), media_type)
                    self.keep("report", f"{year} {' '.join(option)} {file_format}", said)
        self.command("report", "verify_editions")

    def command(self, place: str, *words: str) -> None:
        self.keep(place, " ".join(words), self.call(*words))

    def call(self, *words: str) -> str:
        from django.core.management import CommandError, call_command

        out = StringIO()
        try:
            call_command(*words, stdout=out, stderr=out)
        except (CommandError, SystemExit) as error:
            out.write(f"\n{type(error).__name__}: {error}")
        return out.getvalue()

    def desk(self, years: list[int]) -> None:
        """Every address of the desk for each role: all entries for who writes, some for the others."""
        for role, person in self.people.items():
            client = new_client()
            client.force_login(person)
            everything = role == "secretariat"
            for address in desk_addresses(years, everything=everything):
                self.look(f"desk-{role}", client, address)
            for name in ("/", "/accounts/password/change/", "/accounts/2fa/", "/admin/"):
                self.look(f"desk-{role}", client, name)

    def admin(self, years: list[int]) -> None:
        """Each list of the administration, and its first and last row."""
        from django.contrib import admin
        from django.urls import reverse

        client = new_client()
        client.force_login(self.people["administrator"])
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            self.look("admin", client, reverse(f"{name}_changelist"))
            keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
            for key in dict.fromkeys([*keys[:1], *keys[-1:]]):
                self.look("admin", client, reverse(f"{name}_change", args=[key]))
                self.look("admin", client, reverse(f"{name}_history", args=[key]))

    def mail(self, years: list[int]) -> None:
        """Every message that is due, in the order of receiver and subject."""
        from django.core import mail

        mail.outbox = []
        self.command("mail", "send_due_mail")
        messages = sorted(mail.outbox, key=lambda one: (one.to, one.subject, one.body))
        for number, message in enumerate(messages, start=1):
            page = "".join(text_of_file(part[0].encode(), part[1]) for part in message.alternatives)
            text = f"{message.subject}\n{message.to}\n{message.body}\n{page}"
            self.keep("mail", f"{number:02} {message.to[0]}", text)


def new_client() -> Any:
    from django.test import Client

    return Client(raise_request_exception=False)


def file_name(address: str) -> str:
    """A name for the answer of this address; long ones are cut."""
    name = re.sub(r"[^\w.?=&%-]+", "_", address.strip("/")) or "front"
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def compare(one: Path, other: Path, *, lines: int = 30) -> int:
    """Print the files that differ, each with the first lines of its difference; 1 if any does."""
    names = sorted(
        {path.relative_to(root) for root in (one, other) for path in root.rglob("*.txt")}
    )
    differing = 0
    for name in names:
        texts = [(root / name).read_text().splitlines() if (root / name).exists() else None
                 for root in (one, other)]  # fmt: skip
        if texts[0] == texts[1]:
            continue
        differing += 1
        if None in texts:
            print(f"Only in {other if texts[0] is None else one}: {name}")
            continue
        diff = list(difflib.unified_diff(*texts, f"{one}/{name}", f"{other}/{name}", "", "", 1, ""))
        print("\n".join(diff[:lines]))
        if len(diff) > lines:
            print(f"… {len(diff) - lines} more lines")
    print(f"{differing} of {len(names)} files differ")
    return min(differing, 1)


if __name__ == "__main__":
    main()
