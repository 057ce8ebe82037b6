"""How long public pages and lists of the API take with twenty years of data, all caches off.

Each is measured against itself with one year of data, and against a view that does nothing but
render the same template with its data at hand, in turn, in one run. See bench/README.md.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESSES = (
    "/",
    "/countries/",
    "/countries/MEX/",
    "/countries/GUY/",
    "/activities/",
    "/activities/1/",
    "/activities/67/",
    "/implementers/",
    "/implementers/iom/",
    "/implementers/sedi/",
    "/years/",
    "/years/2012/",
    "/years/2012/iom/",
    "/years/2012/calendar/",
    "/entries/2012-iom-1/",
    "/reports/",
    "/reports/2011/",
    "/reports/2012/",
    "/search/",
    "/search/?q=migrants",
    "/search/?q=workshop",
    "/search/?q=workshop&country=MEX",
    "/search/?q=migration",
    "/search/?q=%22human+rights%22",
    "/search/?country=MEX",
    "/search/?country=GUY",
    "/financing/",
    "/data/",
    "/api/v1/years/",
    "/api/v1/chapters/",
    "/api/v1/entries/",
    "/api/v1/entries/?country=MEX",
    "/api/v1/entries/?q=migrants",
    "/api/v1/events/",
    "/api/v1/financing/",
    "/api/v1/activities/",
    "/api/v1/countries/",
    "/api/v1/implementers/",
)
MOST_TO_TEMPLATE, MOST_TO_ONE_YEAR = 3.0, 1.5
_VALUE = re.compile(r"(?<=[:,])")


@dataclass(frozen=True)
class Answer:
    """One address of one portal: wall times in seconds, SQL queries (below 0: the status), bytes."""

    seconds: float
    template: float
    queries: int
    size: int


def main() -> None:
    options = read_options()
    if options.measured:
        measure_what_is_asked()
    elif options.database == "postgres" and "IN_POSTGRES" not in os.environ:
        command = [str(ROOT / "bin" / "with-postgres"), sys.executable, *sys.argv]
        sys.exit(subprocess.run(command, env={**os.environ, "IN_POSTGRES": "1"}).returncode)
    else:
        compare(options)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--implementers", type=int, default=40)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--folder", help="keeps the SQLite files for the next run")
    parser.add_argument("addresses", nargs="*", help="these alone")
    parser.add_argument("--measured", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def compare(options: argparse.Namespace) -> None:
    """Two portals, of one year and of many, asked in turn."""
    if options.folder:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        portals = {
            years: portal(
                database_url(options.database, options.folder or folder, years), years, options
            )
            for years in (1, options.years)
        }
        addresses = options.addresses or ADDRESSES
        for address in addresses:  # what is only done once: templates read, SQL compiled
            for one in portals.values():
                ask(one, address)
        print(f"{options.database}: {options.years} years against one, against a template alone")
        misses = 0
        for address in addresses:
            runs: dict[int, list[Answer]] = {years: [] for years in portals}
            for _round in range(options.rounds):
                for years, one in portals.items():
                    runs[years].append(ask(one, address))
            misses += not show(address, runs[1], runs[options.years])
        for one in portals.values():
            one.terminate()
        print(f"{misses} of {len(addresses)} beyond an aim")


def database_url(database: str, folder: str, years: int) -> str:
    if database == "sqlite":
        return f"sqlite:///{folder}/{years}.sqlite3"
    base = os.environ["DATABASE_URL"]
    name = f"years_{years}"
    import psycopg2

    connection = psycopg2.connect(base)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return base.replace("/postgres?", f"/{name}?")


def portal(url: str, years: int, options: argparse.Namespace) -> subprocess.Popen[str]:
    """A process that answers for a new database of that many years, at the first answer ready."""
    environment = {**os.environ, "DATABASE_URL": url, "LOCAL_DEMONSTRATION": "true"}
    environment |= {"DEBUG": "false", "API_RATE": "1000000/min"}
    if not Path(url.removeprefix("sqlite:///")).exists():
        fill(environment, years, options)
    return subprocess.Popen(
        [sys.executable, str(Path(__file__)), "--measured"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def fill(environment: dict[str, str], years: int, options: argparse.Namespace) -> None:
    size = ["--implementers", str(options.implementers), "--entries", str(options.entries)]
    for command in (
        ["migrate", "-v0"],
        ["load_report", str(ROOT / "fixtures" / "2011")],
        ["make_large_demo", "--years", str(years), *size],
    ):
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *command],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    if environment["DATABASE_URL"].startswith("postgres"):
        settle(environment["DATABASE_URL"])


def settle(url: str) -> None:
    """What PostgreSQL does by itself within a minute or two, and so in the midst of measuring."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()


def ask(one: "subprocess.Popen[str]", address: str) -> Answer:
    one.stdin.write(f"{address}\n")
    one.stdin.flush()
    return Answer(**json.loads(one.stdout.readline()))


def measure_what_is_asked() -> None:
    """Reads addresses from standard input and answers each with one measurement."""
    set_up()
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.get("/health/")
    for line in sys.stdin:
        print(json.dumps(measurement(client, line.strip())), flush=True)


def set_up() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.ALLOWED_HOSTS = ["testserver"]
    import config.wsgi  # noqa: F401  what a server loads, and how it sets up its process


def measurement(client, address: str) -> dict[str, float]:
    with counted() as queries, watched() as rendered:
        begun = time.perf_counter()
        response = client.get(address)
        seconds = time.perf_counter() - begun
    if response.status_code != 200:
        return {
            "seconds": seconds,
            "template": seconds,
            "queries": -response.status_code,
            "size": 0,
        }
    with a_view_that_renders(rendered, response.content.decode()) as alone:
        begun = time.perf_counter()
        client.get(alone)
        template = time.perf_counter() - begun
    return {
        "seconds": seconds,
        "template": template,
        "queries": len(queries),
        "size": len(response.content),
    }


@contextmanager
def watched() -> Iterator[list]:
    """The template that the page renders, with the context that it renders it with."""
    from django.template.backends.django import Template

    rendered: list = []
    render = Template.render

    def watch(template, context=None, request=None):
        if not rendered:
            rendered.append((template, context))
        return render(template, context, request)

    Template.render = watch
    try:
        yield rendered
    finally:
        Template.render = render


@contextmanager
def counted() -> Iterator[list[str]]:
    from django.db import connection

    queries: list[str] = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield queries


@contextmanager
def a_view_that_renders(rendered: list, text: str) -> Iterator[str]:
    """The address of a view that only renders the page's template, all its data at hand.

    What has no template, as a list of the API, is given by one that prints each of its values.
    """
    from django.http import HttpResponse
    from django.template import engines
    from django.test import override_settings
    from django.urls import include, path

    if rendered:
        template, context = rendered[0]
    else:
        template = engines["django"].from_string("{% for part in parts %}{{ part }}{% endfor %}")
        context = {"parts": _VALUE.split(text)}

    def alone(request):
        return HttpResponse(template.render(context, request))

    class Addresses:
        urlpatterns = [path("alone/", alone), path("", include("config.urls"))]

    try:
        with override_settings(ROOT_URLCONF=Addresses):
            read_the_addresses()
            yield "/alone/"
    finally:
        read_the_addresses()


def read_the_addresses() -> None:
    """What a server does once and Django here after each change of a setting: 12 ms."""
    from django.urls import reverse

    reverse("front")


def show(address: str, small: list[Answer], large: list[Answer]) -> bool:
    """Print one line; whether every aim is met."""
    seconds = statistics.median(answer.seconds for answer in large)
    to_template = seconds / statistics.median(answer.template for answer in large)
    to_one_year = seconds / statistics.median(answer.seconds for answer in small)
    queries = (small[0].queries, large[0].queries)
    missed = [
        words
        for words, is_missed in (
            ("template", to_template > MOST_TO_TEMPLATE),
            ("one year", to_one_year > MOST_TO_ONE_YEAR),
            ("queries", queries[0] != queries[1]),
            (f"status {-queries[1]}", queries[1] < 0),
        )
        if is_missed
    ]
    print(
        f"{address:36} {seconds * 1000:7.1f} ms  {large[0].size / 1000:6.0f} kB  "
        f"queries {queries[0]:3d} {queries[1]:3d}  to template {to_template:5.1f}  "
        f"to one year {to_one_year:5.2f}  {'beyond: ' + ', '.join(missed) if missed else 'ok'}",
        flush=True,
    )
    return not missed


if __name__ == "__main__":
    main()
