"""What the tests of public pages share: a page to be asked, a walk over all pages, new years."""

import datetime
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from lxml import html
from lxml.html import HtmlElement

from implementers.models import Implementer, User
from program.models import Activity, Program
from reporting.actions.entry_writing import persist_entry
from reporting.actions.publishing import publish
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, Origin, SubmissionStatus
from reporting.models import Entry, ReportingYear, Submission, SubmissionActivity
from reporting.queries.content_versions import edition_version

HOST = "http://testserver"


class Page:
    """The HTML of a response, asked for what a reader finds in it."""

    def __init__(self, response: HttpResponse) -> None:
        assert response.status_code == 200, response.status_code
        self.root: HtmlElement = html.document_fromstring(response.content.decode())

    def find(self, path: str) -> list[HtmlElement]:
        """The elements of an XPath in which `.name` after a tag stands for a class."""
        return self.root.xpath(_with_classes(path))

    def words(self, path: str = "//main") -> str:
        """The text of the first element there, white space made single."""
        return words_of(self.find(path)[0])

    def all_words(self, path: str) -> list[str]:
        return [words_of(element) for element in self.find(path)]

    def links(self, path: str = "//main") -> list[str]:
        """The addresses of the links there, other than those of printed counts."""
        return [
            link.get("href")
            for element in self.find(path)
            for link in element.iter("a")
            if link.get("data-count") is None
        ]

    def entries(self, path: str = "//main") -> list[str]:
        """References of the entries shown there, in the order of the page."""
        shown = (found for element in self.find(path) for found in element.iter("li"))
        return [li.get("id")[2:] for li in shown if "entry" in (li.get("class") or "").split()]


def act(client: Client, address: str, typed: dict[str, str] | None = None) -> HttpResponse:
    """A form of a chapter or of issuing sent to its address by somebody who read it as it is now."""
    _, _, *where = address.split("/")
    if where[0] == "years":
        version = edition_version(ReportingYear.objects.get(year=where[1]))
    else:
        chapter = Submission.objects.get(reporting_year__year=where[0], implementer__slug=where[1])
        version = str(chapter.content_version)
    return client.post(address, {"expected_version": version, **(typed or {})})


def words_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _with_classes(path: str) -> str:
    of_class = r"[contains(concat(' ', normalize-space(@class), ' '), ' \1 ')]"
    return re.sub(r"(?<=[a-z0-9*])\.([a-z_-]+)", of_class, path)


def page_of(client: Client, address: str) -> Page:
    return Page(client.get(address))


def crawl(client: Client) -> dict[str, HttpResponse]:
    """Everything that links lead to from the front page, files left out, by address.

    Only what a stranger gets by following links of this site; redirects are followed.
    """
    found: dict[str, HttpResponse] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = client.get(address, follow=True)
        waiting += [link for link in links_in(address, found[address]) if link not in found]
    return found


_walked: dict[str, HttpResponse] = {}


def walk_of_2011(client: Client) -> dict[str, HttpResponse]:
    """`crawl` before a test has changed anything; made once, since it takes its time."""
    if not _walked:
        _walked.update(crawl(client))
    return _walked


def links_in(address: str, response: HttpResponse) -> Iterator[str]:
    """Addresses of this site that the page links to, without fragments and files."""
    if not response["Content-Type"].startswith("text/html"):
        return
    for element in html.document_fromstring(response.content.decode()).iter("a"):
        link = urldefrag(urljoin(HOST + address, element.get("href", ""))).url
        parts = urlsplit(link)
        ours = f"{parts.scheme}://{parts.netloc}" == HOST
        if ours and not is_file(parts.path) and not is_narrowed(parts):
            yield link.removeprefix(HOST)


def is_narrowed(parts: SplitResult) -> bool:
    """An activity's page with some of its rows, to which each mark leads; hundreds of them. Or a part
    of a country's page in the other order, or the rows behind a number with several filters."""
    if parts.path.startswith("/lists/") and parts.query.count("=") > 1:
        return True
    of_activity = parts.path.startswith("/activities/") and parts.query.startswith("year=")
    return of_activity or ("part=" in parts.query and "by=" in parts.query)


def is_file(path: str) -> bool:
    return path.endswith(
        (".pdf", ".docx", ".csv", ".xlsx", ".json", ".ics", ".atom", ".bib", ".jsonld", ".xml")
    ) or path.startswith("/static/")


def new_year(year: int, *, demonstration: bool = False) -> ReportingYear:
    """A year of the current Program with nothing in it."""
    return ReportingYear.objects.create(
        program=Program.objects.current().get(),
        year=year,
        title=f"Annual report {year}",
        is_demonstration=demonstration,
    )


def new_chapter(
    reporting_year: ReportingYear,
    slug: str,
    *,
    status: str = SubmissionStatus.ACCEPTED,
    by: User,
) -> Submission:
    """A chapter of that status with each step's time and actor; public once it is accepted."""
    chapter = Submission.objects.create(
        reporting_year=reporting_year,
        implementer=Implementer.objects.get(slug=slug),
        position=Implementer.objects.get(slug=slug).position,
        status=status,
        **{
            f"{step}_{what}": value
            for step in _STEPS[status]
            for what, value in (("at", timezone.now()), ("by", by))
        },
    )
    if status == SubmissionStatus.ACCEPTED:
        publish(chapter)
    return chapter


_STEPS: dict[str, tuple[str, ...]] = {
    SubmissionStatus.DRAFT: (),
    SubmissionStatus.SUBMITTED: ("submitted",),
    SubmissionStatus.RETURNED: ("submitted", "returned"),
    SubmissionStatus.ACCEPTED: ("submitted", "accepted"),
}


def new_entry(chapter: Submission, content: EntryContent, *, by: User) -> Entry:
    """The chapter's next entry, written as every entry is."""
    number = chapter.entries.count() + 1
    year = chapter.reporting_year.year
    entry = Entry(
        submission=chapter,
        reference=f"{year}-{chapter.implementer.slug}-{number}",
        position=number,
    )
    persist_entry(entry, content, origin=Origin.PORTAL, by=by)
    return entry


def full_content(
    year: int,
    *,
    kind: str = EntryKind.EXECUTED,
    text: str = "A course was held.",
    activities: tuple[str, ...] = ("1", "2", "3"),
    countries: tuple[str, ...] = ("GUY", "SUR", "BLZ"),
    continues: tuple[str, ...] = (),
) -> EntryContent:
    """An entry with an event, dated in its own month of `year`, for each of its countries."""
    return EntryContent(
        kind=kind,
        text=text,
        activities=activities,
        countries=tuple((code, CountryRole.PLACE) for code in countries),
        events=tuple(
            EventContent(
                start=datetime.date(year, month, 3),
                end=datetime.date(year, month, 5),
                place=f"Town {month}",
                country=code,
            )
            for month, code in enumerate(countries, start=1)
        ),
        continues=continues,
    )


def list_activities(chapter: Submission, codes: tuple[str, ...]) -> None:
    """Let the chapter name these activities as its own."""
    activities = Activity.objects.filter(program=chapter.reporting_year.program, code__in=codes)
    SubmissionActivity.objects.bulk_create(
        SubmissionActivity(submission=chapter, activity=activity, position=place)
        for place, activity in enumerate(activities, start=1)
    )
