"""Public pages, lists of the API and files with twenty years of data, and with many readers at once.

Prints the CPU time of each address in a portal with twenty years beside that in one with 2011 alone.
`--readers 100` serves the twenty years to a hundred readers instead. See bench/README.md.
"""

import argparse
import http.client
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from io import StringIO
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_YEAR = 2011
MOST_TIMES, LEAST_SECONDS = 3.0, 0.3  # what is above both exceeds the limit
# Files with every row of a list. Of these the time for each byte is judged.
WHOLE_LIST = re.compile(r"\.(csv|xlsx|json|ics)(\?|\Z)|^/sitemap-")
# {year} is the newest year of the portal. These fill the parts of an address.
PARTS = {
    "iso3": ["MEX", "GUY"],
    "code": ["67"],
    "slug": ["iom"],
    "year": ["{year}"],
    "reference": ["{year}-iom-1"],
}
# Stored files of one year, whatever other years there are, and files that the data lacks.
NOT_MEASURED = ("edition-", "entry-attachment")
QUESTIONS = (
    "/countries/MEX/?part=executed&by=activity",
    "/activities/67/?year={year}",
    "/search/?q=migrants",
    "/search/?q=workshop&country=MEX",
    "/search/?q=%22human+rights%22",
    "/search/?q=migrants&page=5",
    "/search/?country=MEX",
    "/entries.csv?country=MEX",
    "/events.ics?country=MEX",
    "/api/v1/entries/?country=MEX",
    "/api/v1/entries/?q=migrants",
    "/api/v1/entries/?page_size=200&count=true",
    "/api/v1/events/?country=MEX",
)
# Of a hundred requests of readers, how many are for any page in a section of the sitemap, and for
# any of some other addresses.
SECTIONS = {
    "entries": 25,
    "countries": 20,
    "activities": 12,
    "pages": 9,
    "chapters": 8,
    "implementers": 5,
    "years": 4,
    "reports": 3,
}
OTHERS = {
    tuple(question for question in QUESTIONS if question.startswith("/search/")): 8,
    ("/api/v1/entries/", "/api/v1/events/", "/api/v1/countries/", "/api/v1/activities/"): 4,
    ("/entries.csv?country=MEX", "/events.ics", "/countries/MEX/feed.atom", "/reports/2011/report.pdf"): 2,
}  # fmt: skip


def main() -> int:
    options = read_options()
    if options.fill:
        return fill(options.fill)
    if options.measure:
        return measure_what_is_asked()
    if options.database == "postgres" and "IN_POSTGRES" not in os.environ:
        command = [str(ROOT / "bin" / "with-postgres"), sys.executable, *sys.argv]
        return subprocess.run(command, env={**os.environ, "IN_POSTGRES": "1"}).returncode
    with tempfile.TemporaryDirectory() as folder:
        return serve(folder, options) if options.readers else compare(folder, options)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--readers", type=int, help="serve this many readers instead")
    parser.add_argument("--seconds", type=int, default=60, help="how long the readers ask")
    parser.add_argument("addresses", nargs="*", help="compare only these")
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


# Years like 2011


def portal_of(years: int, folder: str, database: str) -> dict[str, str]:
    """The environment of a portal with a new database of that many years."""
    url = f"sqlite:///{folder}/{years}.sqlite3"
    if database == "postgres":
        url = os.environ["DATABASE_URL"].replace("/postgres?", f"/years_{years}?")
        ask_postgres(os.environ["DATABASE_URL"], f"CREATE DATABASE years_{years}")
    rendered = f"{folder}/rendered-{years}"
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "false", "RENDERED_ROOT": rendered}
    subprocess.run([sys.executable, __file__, "--fill", str(years)], env=environment, check=True)
    if database == "postgres":
        ask_postgres(url, "VACUUM ANALYZE")  # which PostgreSQL does by itself within minutes
    return environment


def ask_postgres(url: str, statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def set_up() -> None:
    sys.path.insert(0, str(ROOT))
    import config.wsgi  # noqa: F401  what a server loads


def fill(years: int) -> int:
    """Load the 2011 report into the empty database, and the years after it with the same words."""
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        with tempfile.TemporaryDirectory() as folder:
            call_command("load_report", write_year(Path(folder) / "year", year), stdout=StringIO())
    link_years()
    return 0


def write_year(folder: Path, year: int) -> Path:
    """Write the files of the 2011 report into `folder`, every year in them moved to `year`."""
    later = year - FIRST_YEAR
    shutil.copytree(ROOT / "fixtures" / "2011", folder)
    for path in (folder / "year.yaml", folder / "narratives.yaml", *folder.glob("chapters/*.yaml")):
        text = re.sub(r"\b20[01]\d\b", lambda found: str(int(found[0]) + later), path.read_text())
        path.write_text(text)
    return folder


def link_years() -> None:
    """Let plans continue what the year before announced, and announcements continue plans."""
    from reporting.enums import EntryKind
    from reporting.models import Entry, EntryLink

    columns: dict[tuple[int, str, str], list[Entry]] = {}
    for entry in Entry.objects.public().in_official_order():
        key = (entry.submission.reporting_year.year, entry.submission.implementer.slug, entry.kind)
        columns.setdefault(key, []).append(entry)
    pairs: list[tuple[Entry, Entry]] = []
    for (year, slug, kind), plans in columns.items():
        if kind == EntryKind.PLANNED:
            before = columns.get((year - 1, slug, EntryKind.NEXT_YEAR), [])
            after = columns.get((year, slug, EntryKind.NEXT_YEAR), [])
            pairs += [*zip(plans, before, strict=False), *zip(after, plans, strict=False)]
    links = [EntryLink(later=later, earlier=earlier) for later, earlier in pairs]
    EntryLink.objects.bulk_create(links, ignore_conflicts=True)


# One year and many


def compare(folder: str, options: argparse.Namespace) -> int:
    """Print the CPU times of each address in both portals; 1 if any exceeds the limit or fails."""
    portals = {
        years: subprocess.Popen(
            [sys.executable, __file__, "--measure"],
            env={**portal_of(years, folder, options.database), "API_RATE": "1000000/min"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for years in (1, options.years)
    }
    known = [json.loads(portal.stdout.readline()) for portal in portals.values()]
    print(f"{options.database}, ms of CPU, median of {options.rounds} rounds")
    print(f"{'1 year':>8} {options.years:>2} years  times     kB")
    failed = 0
    for address in options.addresses or known[0]:
        answers = [
            [ask(portal, address, FIRST_YEAR + years - 1) for years, portal in portals.items()]
            for _round in range(options.rounds + 1)
        ][1:]  # the first reads templates and renders files
        small, large = (
            statistics.median(answer["seconds"] for answer in of_portal)
            for of_portal in zip(*answers, strict=True)
        )
        times = growth = large / small
        if WHOLE_LIST.search(address):
            growth = times * answers[0][0]["size"] / answers[0][1]["size"]
        statuses = {answer["status"] for both in answers for answer in both} - {200}
        exceeds = large > LEAST_SECONDS and growth > MOST_TIMES
        failed += exceeds or bool(statuses)
        remark = f"  STATUS {statuses}" if statuses else "  EXCEEDS THE LIMIT" if exceeds else ""
        size = answers[0][1]["size"] / 1000
        print(
            f"{small * 1000:8.1f} {large * 1000:8.1f} {times:6.1f} {size:6.0f}  {address}{remark}"
        )
    for portal in portals.values():
        portal.communicate()
    print(f"{failed} of {len(options.addresses or known[0])} exceed the limit or fail")
    return min(failed, 1)


def ask(portal: "subprocess.Popen[str]", address: str, newest_year: int) -> dict[str, float]:
    print(address.format(year=newest_year), file=portal.stdin, flush=True)
    return json.loads(portal.stdout.readline())


def measure_what_is_asked() -> int:
    """Print every address, then read addresses and print what each takes."""
    set_up()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(raise_request_exception=False)
    print(json.dumps([*addresses(), *QUESTIONS]), flush=True)
    for line in sys.stdin:
        began = cpu_seconds()
        response = client.get(line.strip())
        content = b"".join(response) if response.streaming else response.content
        taken = cpu_seconds() - began
        answer = {"seconds": taken, "status": response.status_code, "size": len(content)}
        print(json.dumps(answer), flush=True)
    return 0


def addresses() -> Iterator[str]:
    """Every address in reporting/urls/public.py and every list of the API.

    Raises `KeyError` for a part of an address that is not in `PARTS`.
    """
    from reporting.filtered_lists import NOUNS
    from reporting.urls import api, public
    from reporting.views.sitemaps import SECTIONS

    known = {**PARTS, "noun": NOUNS, "file_format": ("csv", "xlsx", "json"), "section": SECTIONS}
    for pattern in public.urlpatterns:
        if pattern.name.startswith(NOT_MEASURED):
            continue
        form = pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z")
        for values in product(*(known[part] for part in pattern.pattern.regex.groupindex)):
            address = form
            for value in values:
                address = re.sub(r"\(\?P<\w+>[^)]*\)", value, address, count=1)
            yield "/" + address.replace("\\", "")
    yield from (f"/api/v1/{prefix}/" for prefix, _view, _name in api.router.registry)


def cpu_seconds() -> float:
    """CPU time of this process and of the PostgreSQL process that serves it."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return own + int(schedule.split()[0]) / 1e9


# Many readers


def serve(folder: str, options: argparse.Namespace) -> int:
    """Print throughput, percentiles and errors of readers that each ask without a pause; 1 if any."""
    with server(portal_of(options.years, folder, options.database)) as host:
        mix = {
            tuple(re.findall(r"//[^/]+(/[^<]*)</loc>", get(f"{host}/sitemap-{name}.xml"))): weight
            for name, weight in SECTIONS.items()
        } | OTHERS
        for address in {address for choice in OTHERS for address in choice}:
            get(host + address)  # renders the files
        began = time.monotonic()
        with ThreadPoolExecutor(options.readers) as pool:
            reader = partial(read, host, mix, began + options.seconds)
            answers = [
                answer for read in pool.map(reader, range(options.readers)) for answer in read
            ]
        seconds = time.monotonic() - began
    times = [taken for _address, taken, _error in answers]
    p50, p95, p99 = (statistics.quantiles(times, n=100)[place - 1] for place in (50, 95, 99))
    errors = Counter((address, error) for address, _taken, error in answers if error)
    print(f"{options.database}: {options.readers} readers, {options.years} years, {seconds:.0f} s")
    print(f"{len(answers)} requests, {len(answers) / seconds:.1f} a second")
    print(f"p50 {p50:.1f} s, p95 {p95:.1f} s, p99 {p99:.1f} s, longest {max(times):.1f} s")
    print(f"{errors.total()} errors")
    for (address, error), count in errors.most_common():
        print(f"{count:6} {address}: {error}")
    return 1 if errors else 0


@contextmanager
def server(environment: dict[str, str]) -> Iterator[str]:
    """gunicorn as ./run starts it, but behind a proxy, so that readers have different addresses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = "--worker-class gthread --workers 2 --threads 4 --timeout 120 --limit-request-line 0"
    command = f"-m gunicorn --config python:config.gunicorn config.wsgi --bind {address} {options}"
    process = subprocess.Popen(
        [sys.executable, *command.split(), "--no-control-socket", "--log-level", "warning"],
        cwd=ROOT,
        env={**environment, "NUM_PROXIES": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(300):
            try:
                get(f"http://{address}/health/")
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait()


def get(url: str, **headers: str) -> str:
    """What is answered with status 200. Raises `OSError` or `HTTPException` otherwise."""
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read().decode(errors="replace")


def read(
    host: str, mix: dict[tuple[str, ...], int], until: float, number: int
) -> list[tuple[str, float, str]]:
    """(address, seconds, error) of each request of the reader of that number."""
    choose = random.Random(number)
    answers = []
    while time.monotonic() < until:
        [choice] = choose.choices(list(mix), list(mix.values()))
        address, began, error = choose.choice(choice), time.monotonic(), ""
        try:
            get(host + address, **{"X-Forwarded-For": f"10.0.0.{number}"})
        except (OSError, http.client.HTTPException) as problem:
            error = repr(problem)
        answers.append((address, time.monotonic() - began, error))
    return answers


if __name__ == "__main__":
    sys.exit(main())
