"""While a chapter is reopened nothing that anybody may read changes, on any page, in any file or list.

Everything that a chapter can hold is added, changed and taken away in it, in either of two years that
links hold together. Accepted again, it is all public.
"""

import io
import json
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from program.models import Contributor
from reporting.actions.attachments import attach_file, remove_attachment
from reporting.actions.entries import delete_entry, move_entry, save_entry, undelete_entry
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import ChapterTexts, save_chapter_texts, submit
from reporting.api.throttling import AnonymousRateThrottle
from reporting.document.assemble import assemble
from reporting.document.freezing import sha256
from reporting.entry_content import EntryContent
from reporting.filtered_lists import NOUNS
from reporting.models import Attachment, Entry, ReportingYear, Submission
from reporting.queries.entries import content_of
from reporting.queries.years import get_year
from reporting.urls import public
from reporting.views.sitemaps import SECTIONS
from tests.cast import chapter_of
from tests.factories import open_reporting_year, rich_content, write_entry
from tests.files import pdf, upload
from tests.reporting.views import full_content

pytestmark = pytest.mark.django_db

FILES = (pdf(b"% one\n"), pdf(b"% two\n"))
YEARS = (2013, 2014)
COUNTRIES = ("MEX", "CRI", "HTI", "GUY", "SUR", "BLZ", "CAN")
ACTIVITIES = ("1", "2", "3", "5", "67", "68", "69")
IMPLEMENTERS = ("iom", "unhcr", "sedi")
QUESTIONS = ("course", "workshop", "quxology", "seminar", "iom", "mexico", "2013", "2014")
WITHOUT_OBJECT = (
    *("front", "country-list", "activity-list", "implementer-list", "year-list", "report-list"),
    *("data", "data-catalog", "sitemap", "robots", "financing-list", "search", "health", "ready"),
    "events-calendar",
)
API_LISTS = (
    *("years", "chapters", "entries", "events", "financing"),
    *("activities", "countries", "implementers"),
)


@pytest.fixture(autouse=True)
def _no_throttle(monkeypatch, settings) -> None:
    monkeypatch.setattr(AnonymousRateThrottle, "THROTTLE_RATES", {"anon": None})
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in settings.CACHES
    }


@pytest.fixture
def chapters(iom_draft, secretariat) -> dict[int, Submission]:
    """IOM's accepted chapters of 2013 and 2014: the second plans what the first announced."""
    plan = write_entry(iom_draft, kind="planned", text="A course is planned.", by=secretariat)
    write_entry(iom_draft, kind="planned", text="A workshop is planned.", by=secretariat)
    done = rich_content(
        2013,
        text="The course was held in Tapachula.",
        continues=(plan.entry.reference,),
        documents=(("Minutes", "https://example.org/minutes"),),
    )
    save_entry(iom_draft, done, by=secretariat)
    attach_file(entry("2013-iom-3"), upload(FILES[0]), by=secretariat)
    for text in ("A further course is announced.", "A further workshop is announced."):
        write_entry(iom_draft, kind="next_year", text=text, by=secretariat)
    save_financing(iom_draft, [source("2013-iom-3")], by=secretariat)
    accept(submit(iom_draft, by=secretariat), by=secretariat)

    later = chapter_of(open_reporting_year(2014, by=secretariat), "iom")
    assert [plan.reference for plan in later.entries.all()] == ["2014-iom-1", "2014-iom-2"]
    edit("2014-iom-2", continues=(), by=secretariat)
    done = full_content(2014, text="The further course was held.", continues=("2014-iom-1",))
    save_entry(later, done, by=secretariat)
    save_financing(later, [source("2014-iom-3")], by=secretariat)
    accept(submit(later, by=secretariat), by=secretariat)
    return {2013: chapter(2013), 2014: chapter(2014)}


def chapter(year: int) -> Submission:
    return chapter_of(ReportingYear.objects.get(year=year), "iom")


def source(entry: str, amount: int = 10) -> SourceContent:
    return SourceContent(
        kind="other",
        text=f"A grant of USD {amount}.",
        contributor="A foundation",
        amount=Decimal(amount),
        currency="USD",
        entry=entry,
    )


def entry(reference: str) -> Entry:
    """The entry at work."""
    return Entry.objects.working().with_relations().get(reference=reference)


def edit(reference: str, *, by, **parts) -> None:
    held = entry(reference)
    changed = EntryContent(**{**vars(content_of(held)), **parts})
    save_entry(held.submission, changed, entry=held, based_on=held.revision, by=by)


def change_2013(*, by) -> None:
    """The plan that was carried out is another one, and what is announced is another thing."""
    edit("2013-iom-1", outcome="dropped", outcome_reason="No money.", by=by)
    other = full_content(2013, text="A quxology seminar was held.", continues=("2013-iom-2",))
    edit("2013-iom-3", **vars(other), by=by)
    delete_entry(entry("2013-iom-5"), by=by)
    write_entry(chapter(2013), kind="next_year", text="A quxology announcement.", by=by)
    new = rich_content(2013, text="A new quxology course.", continues=("2013-iom-1",))
    save_entry(chapter(2013), new, by=by)
    change_the_rest(2013, moved="2013-iom-7", by=by)


def change_2014(*, by) -> None:
    """A link to an announcement of the other year comes, another goes."""
    edit("2014-iom-1", continues=(), text="A quxology plan.", by=by)
    edit("2014-iom-2", continues=("2013-iom-5",), activities=("5",), by=by)
    other = rich_content(2014, text="A quxology seminar was held.", continues=("2014-iom-2",))
    save_entry(chapter(2014), other, by=by)
    delete_entry(entry("2014-iom-3"), by=by)
    new = full_content(2014, text="A new quxology course.", continues=("2014-iom-1",))
    save_entry(chapter(2014), new, by=by)
    change_the_rest(2014, moved="2014-iom-5", by=by)


def change_the_rest(year: int, *, moved: str, by) -> None:
    for attachment in Attachment.objects.filter(entry=entry("2013-iom-3")):
        if year == 2013:
            remove_attachment(attachment, by=by)
    attach_file(entry(moved), upload(FILES[1]), by=by)
    move_entry(entry(moved), to=1, by=by)
    save_financing(chapter(year), [source(moved, amount=77)], by=by)
    words = ChapterTexts(heading="Quxology", preamble="Quxology.", lead_executed="Quxology.")
    save_chapter_texts(chapter(year), words, by=by)


CHANGES = {2013: change_2013, 2014: change_2014}


def addresses() -> list[str]:
    """An address for each public pattern and each object that the chapters touch, and of the API."""
    entries = [f"{year}-iom-{number}" for year in YEARS for number in range(1, 9)]
    found = {
        **{name: [{}] for name in WITHOUT_OBJECT},
        "country-detail": [{"iso3": code} for code in COUNTRIES],
        "activity-detail": [{"code": code} for code in ACTIVITIES],
        "implementer-detail": [{"slug": slug} for slug in IMPLEMENTERS],
        "year-detail": [{"year": year} for year in (2011, *YEARS)],
        "chapter-detail": [{"year": year, "slug": "iom"} for year in (2011, *YEARS)],
        "entry-detail": [{"reference": reference} for reference in entries],
        "entry-attachment": [
            {"reference": reference, "sha256": sha256(data)}
            for reference in entries
            for data in FILES
        ],
        "sitemap-section": [{"section": section} for section in SECTIONS],
        "contributor-detail": [
            {"slug": slug} for slug in Contributor.objects.values_list("slug", flat=True)
        ],
        "theme-list": [{}],
        "theme-detail": [{"code": code} for code in ("children", "trafficking")],
        "list-page": [{"noun": noun} for noun in NOUNS],
        "list-file": [
            {"noun": noun, "file_format": form}
            for noun in NOUNS
            for form in ("csv", "json", "xlsx")
        ],
    }
    for noun in ("country", "activity", "implementer"):
        found[f"{noun}-feed"] = found[f"{noun}-detail"]
    for noun in ("country", "activity", "implementer", "year", "chapter", "entry"):
        found[f"{noun}-bibtex"] = found[f"{noun}-detail"]
    for name in ("year-calendar", "report-detail", "report-bibtex"):
        found[name] = found["year-detail"]
    of_files_and_editions = {"report-pdf", "report-docx", "edition-bibtex", "edition-content"}
    of_files_and_editions |= {"edition-detail", "edition-file"}
    assert set(found) | of_files_and_editions == {pattern.name for pattern in public.urlpatterns}
    of_api = [
        *(f"{noun}/?page_size=200" for noun in API_LISTS),
        *(f"{noun}/?page_size=200&year={year}" for noun in API_LISTS[1:5] for year in YEARS),
        *(f"entries/{reference}/" for reference in entries),
        *(
            f"{noun}/{year}{iom}/"
            for noun, iom in (("years", ""), ("chapters", "-iom"))
            for year in YEARS
        ),
        *(f"countries/{code}/" for code in COUNTRIES),
        *(f"activities/{code}/" for code in ACTIVITIES),
        *(f"implementers/{slug}/" for slug in IMPLEMENTERS),
    ]
    narrowed = [f"/countries/{code}/?by=activity" for code in COUNTRIES]
    narrowed += [f"/activities/{code}/?year={year}" for code in ACTIVITIES for year in YEARS]
    narrowed += [f"/search/?q={words}" for words in QUESTIONS]
    narrowed += [f"/search/?kind=planned&year={year}" for year in YEARS]
    narrowed += [f"/entries.json?year={year}" for year in YEARS]
    patterns = [reverse(name, kwargs=kwargs) for name, rows in found.items() for kwargs in rows]
    return [*patterns, *narrowed, *(f"/api/v1/{path}" for path in of_api)]


def everything_public(client: Client) -> dict[str, object]:
    """What a stranger reads, by address, and the report of each year as it is printed."""
    found: dict[str, object] = {address: read(client, address) for address in addresses()}
    for year in YEARS:
        found[f"the report of {year}"] = assemble(get_year(year), language="en")
    return found


def read(client: Client, address: str) -> object:
    response = client.get(address, follow=True)
    assert response.status_code in (200, 404), (address, response.status_code)
    body = b"".join(response) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd.openxml"):
        return [[list(row) for row in sheet.values] for sheet in load_workbook(io.BytesIO(body))]
    if response["Content-Type"].startswith("application/json"):
        return json.loads(body)
    lines = body.decode().splitlines()
    return [response.status_code, [line for line in lines if "csrfmiddlewaretoken" not in line]]


def differing(before: dict[str, object], after: dict[str, object]) -> list[str]:
    assert before.keys() == after.keys()
    return [address for address in before if before[address] != after[address]]


@pytest.mark.parametrize("year", YEARS)
def test_nothing_public_changes_until_the_chapter_is_accepted_again(
    client, chapters, secretariat, year
):
    before = everything_public(client)
    reopen(chapters[year], reason="Much is wrong.", by=secretariat)
    CHANGES[year](by=secretariat)
    assert differing(before, everything_public(client)) == []

    accept(submit(chapters[year], by=secretariat), by=secretariat)
    after = everything_public(client)
    expected = {
        f"/years/{year}/iom/",
        f"/entries/{year}-iom-1/",
        f"/entries/{year}-iom-7/attachments/{sha256(FILES[1])}/"
        if year == 2013
        else f"/entries/{year}-iom-5/attachments/{sha256(FILES[1])}/",
        f"/entries/{year}-iom-6/" if year == 2013 else f"/entries/{year}-iom-4/",
        "/entries.csv",
        "/entries.xlsx",
        "/financing.json",
        "/events.ics",
        "/countries/MEX/",
        "/countries/GUY/feed.atom",
        "/implementers/iom/",
        "/sitemap-entries.xml",
        "/search/?q=quxology",
        f"/api/v1/entries/?page_size=200&year={year}",
        f"/api/v1/chapters/{year}-iom/",
        f"the report of {year}",
    }
    assert expected - set(differing(before, after)) == set()


def test_what_is_accepted_shows_no_link_to_what_is_not(client, chapters, secretariat):
    """Both years are reopened, and the later one is accepted first."""
    for year in YEARS:
        reopen(chapters[year], reason="Much is wrong.", by=secretariat)
    change_2013(by=secretariat)
    edit(
        "2014-iom-1", continues=("2013-iom-6",), by=secretariat
    )  # an announcement in the reopened 2013
    accept(submit(chapters[2014], by=secretariat), by=secretariat)

    assert continues(client, "2014-iom-1") == []
    found = everything_public(client)
    assert mentioning("A quxology announcement", found) == []
    assert [one for one in mentioning("2013-iom-6", found) if "2013-iom-6" not in one] == []

    accept(submit(chapters[2013], by=secretariat), by=secretariat)
    assert continues(client, "2014-iom-1") == ["2013-iom-6"]
    assert "/entries/2013-iom-6/" in str(read(client, "/entries/2014-iom-1/"))
    assert "/entries/2014-iom-1/" in str(read(client, "/entries/2013-iom-6/"))


def test_a_link_to_a_deleted_entry_is_not_accepted_unseen(client, chapters, secretariat):
    """Who accepts the later chapter does not see it; restoring the entry does not make it public."""
    for year in YEARS:
        reopen(chapters[year], reason="Much is wrong.", by=secretariat)
    announcement = write_entry(
        chapter(2013), kind="next_year", text="A quxology announcement.", by=secretariat
    ).entry
    edit("2014-iom-1", continues=(announcement.reference,), by=secretariat)
    delete_entry(entry(announcement.reference), by=secretariat)
    accept(submit(chapters[2014], by=secretariat), by=secretariat)

    undelete_entry(Entry.with_deleted.get(reference=announcement.reference), by=secretariat)
    accept(submit(chapters[2013], by=secretariat), by=secretariat)
    assert continues(client, "2014-iom-1") == []


def continues(client: Client, reference: str) -> list[str]:
    return client.get(f"/api/v1/entries/{reference}/").json()["continues"]


def mentioning(words: str, found: dict[str, object]) -> list[str]:
    return [address for address, answer in found.items() if words in str(answer)]
