"""A stranger sees what is accepted and nothing else, at every public address."""

import datetime
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from program.models import Activity, Contributor
from reporting.actions.editions import begin_correction
from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.document.assemble import assemble
from reporting.document.formats import Format
from reporting.document.freezing import sha256
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, FinancingKind, NarrativeKind, SubmissionStatus
from reporting.exporting.year_json import year_as_json
from reporting.filtered_lists import NOUNS
from reporting.models import (
    Attachment,
    Entry,
    EntryLink,
    Financing,
    Highlight,
    HighlightEntry,
    Narrative,
    ReportingYear,
    Submission,
)
from reporting.queries.countries import countries_on_record
from reporting.queries.years import get_year
from reporting.search.index import index_entries, index_everything
from reporting.urls import public
from reporting.views.sitemaps import SECTIONS
from tests.engines import on_sqlite_alone
from tests.files import pdf
from tests.reporting.editions import SECOND, issued
from tests.reporting.views import crawl, new_chapter, new_entry, new_year, walk_of_2011

pytestmark = pytest.mark.django_db

MARKER = "QZXV"
# Each status that is not public, with the chapter that has it in the year planted below.
HIDDEN = {
    SubmissionStatus.DRAFT: "iachr",
    SubmissionStatus.SUBMITTED: "iom",
    SubmissionStatus.RETURNED: "unhcr",
}
API_LISTS = ("years", "chapters", "entries", "activities", "countries", "implementers")
YEAR = 2012


def plant(by):
    """Chapters of 2012 in every hidden status, written to the brim, linked to what is public."""
    reporting_year = new_year(YEAR)
    reporting_year.title = f"{MARKER} report"
    reporting_year.save()
    for status, slug in HIDDEN.items():
        _plant_chapter(reporting_year, slug, status, by)
    Narrative.objects.create(
        reporting_year=reporting_year, kind="background", heading=MARKER, text=MARKER
    )
    _plant_highlights(reporting_year)


def _plant_chapter(reporting_year, slug, status, by):
    chapter = new_chapter(reporting_year, slug, status=status, by=by)
    Submission.objects.filter(pk=chapter.pk).update(
        heading=f"{MARKER} heading", preamble=MARKER, lead_executed=MARKER
    )
    activity = Activity.objects.get(code="5")
    chapter.listed_activities.create(activity=activity, position=1, wording=MARKER)
    public_announcement = Entry.objects.filter(
        reference__startswith=f"2011-{slug}-", kind=EntryKind.NEXT_YEAR
    ).first() or Entry.objects.get(reference=f"2011-{slug}-1")
    plan = new_entry(
        chapter, _content(EntryKind.PLANNED, continues=(public_announcement.reference,)), by=by
    )
    done = new_entry(chapter, _content(EntryKind.EXECUTED, continues=(plan.reference,)), by=by)
    data = pdf(f"% {MARKER}\n".encode())
    done.attachments.create(
        name=f"{MARKER}.pdf", file_type="pdf", size=len(data), attached_by=by,
        sha256=sha256(data), file=ContentFile(data, name="x"),
    )  # fmt: skip
    # Links of every direction: a public entry that continues a draft, and one a draft stands between.
    EntryLink.objects.create(later=Entry.objects.get(reference=f"2011-{slug}-2"), earlier=done)
    Financing.objects.create(
        submission=chapter, position=1, kind=FinancingKind.OTHER, text=MARKER, contributor=MARKER
    )


def _content(kind, *, continues):
    return EntryContent(
        kind=kind,
        text=f"{MARKER} was done.",
        label=f"{MARKER} label",
        heading=f"{MARKER} theme",
        activities=("5", "67"),
        countries=(("GUY", CountryRole.PLACE), ("MEX", CountryRole.MENTIONED)),
        events=(
            EventContent(
                start=datetime.date(YEAR, 3, 1),
                end=datetime.date(YEAR, 3, 2),
                place=f"{MARKER} town",
                country="GUY",
            ),
        ),
        continues=continues,
    )


def _plant_highlights(reporting_year):
    """Of the hidden year, and a hidden support of a public one."""
    draft = Entry.objects.get(reference=f"{YEAR}-iom-1")
    own = Highlight.objects.create(reporting_year=reporting_year, position=1, text=MARKER)
    HighlightEntry.objects.create(highlight=own, entry=draft, position=1)
    of_2011 = Highlight.objects.get(reporting_year__year=2011, position=1)
    HighlightEntry.objects.create(highlight=of_2011, entry=draft, position=99)


def hidden_words():
    """What must stand nowhere: the marker, and the references of what is hidden."""
    return [MARKER, *(f"{YEAR}-{slug}-" for slug in HIDDEN.values())]


def addresses_of_all_objects():
    """An address for each public pattern and each object that could fill it."""
    found = {
        "front": [{}],
        "health": [{}],
        "ready": [{}],
        "country-list": [{}],
        "country-detail": [
            {"iso3": code}
            for code in (*countries_on_record().values_list("iso3", flat=True), "TUR", "ABW")
        ],
        "activity-list": [{}],
        "activity-detail": [{"code": code} for code in ("5", "67", "42", "RIAL-1")],
        "implementer-list": [{}],
        "implementer-detail": [{"slug": slug} for slug in (*HIDDEN.values(), "ilo", "sedi")],
        "contributor-detail": [
            {"slug": slug} for slug in Contributor.objects.values_list("slug", flat=True)
        ],
        "theme-list": [{}],
        "theme-detail": [{"code": code} for code in ("children", "trafficking")],
        "list-page": [{"noun": noun} for noun in NOUNS],
        "year-list": [{}],
        "year-detail": [{"year": year} for year in (2011, YEAR)],
        "chapter-detail": [
            {"year": year, "slug": slug} for year in (2011, YEAR) for slug in HIDDEN.values()
        ],
        "entry-detail": [
            {"reference": reference}
            for slug in HIDDEN.values()
            for reference in Entry.objects.filter(submission__implementer__slug=slug).values_list(
                "reference", flat=True
            )
        ],
        "entry-attachment": [
            {"reference": entry.reference, "sha256": attachment.sha256}
            for attachment in Attachment.with_removed.select_related("entry")
            for entry in (attachment.entry,)
        ],
        "data": [{}],
        "data-catalog": [{}],
        "sitemap": [{}],
        "sitemap-section": [{"section": section} for section in SECTIONS],
        "robots": [{}],
        "financing-list": [{}],
        "search": [{}],
        "list-file": [
            {"noun": noun, "file_format": file_format}
            for noun in NOUNS
            for file_format in ("csv", "json")
        ],
        "events-calendar": [{}],
        "country-feed": [{"iso3": code} for code in ("GUY", "MEX")],
        "activity-feed": [{"code": code} for code in ("5", "67")],
        "implementer-feed": [{"slug": slug} for slug in HIDDEN.values()],
        "year-calendar": [{"year": year} for year in (2011, YEAR)],
        "report-list": [{}],
        "report-detail": [{"year": year} for year in (2011, YEAR)],
        "report-bibtex": [{"year": year} for year in (2011, YEAR)],
        "edition-bibtex": [{"year": YEAR, "number": 1}],
        "report-pdf": [{"year": YEAR}],
        "report-docx": [{"year": YEAR}],
        "edition-detail": [{"year": YEAR, "number": 1}],
        "edition-content": [{"year": YEAR, "number": 1}],
        "edition-file": [{"year": YEAR, "number": 1, "file_format": "html"}],
    }
    for noun in ("country", "activity", "implementer", "year", "chapter", "entry"):
        found[f"{noun}-bibtex"] = found[f"{noun}-detail"][:3]
    assert set(found) == {pattern.name for pattern in public.urlpatterns}
    return [reverse(name, kwargs=kwargs) for name, rows in found.items() for kwargs in rows]


def text_of(response):
    return response.getvalue().decode(errors="replace")


@pytest.fixture
def before(client):
    """What a stranger reads before anything is planted."""
    return {address: text_of(response) for address, response in walk_of_2011(client).items()}


@on_sqlite_alone("each kind of page is read below, with each object, on both")
def test_a_walk_over_every_link_reads_the_same_with_and_without_drafts(client, before, admin_user):
    plant(admin_user)
    after = {address: text_of(response) for address, response in crawl(client).items()}
    assert set(after) == set(before)
    assert [
        address
        for address in after
        if without_tokens(after[address]) != without_tokens(before[address])
    ] == []


def without_tokens(text):
    """A sign-in form carries another token each time."""
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_no_public_pattern_shows_a_draft_for_any_object(client, admin_user):
    plant(admin_user)
    for address in addresses_of_all_objects():
        response = client.get(address, follow=True)
        leaks = [words for words in hidden_words() if words in text_of(response)]
        assert leaks == [], address


@pytest.mark.parametrize("question", ["was done", "qzx", "guyana", "theme", '"was done"', YEAR])
def test_the_search_finds_no_draft(client, admin_user, question):
    index_everything()
    before = client.get("/search/", {"q": question})
    plant(admin_user)
    index_entries(Entry.objects.all())
    after = client.get("/search/", {"q": question})
    assert after.content == before.content
    assert [words for words in hidden_words() if words in text_of(after)] == []


def test_only_a_new_edition_changes_what_is_read_and_found_of_an_issued_report(
    client, year_2011, secretariat
):
    index_everything()
    issued(year_2011, by=secretariat)
    questions = ["background", "qzxv", "migrants", '"human rights"']
    before = public_words_of_2011(client, questions)
    for kind in NarrativeKind:
        save_narrative(
            year_2011, kind, NarrativeContent(MARKER, f"{MARKER} was done."), by=secretariat
        )
    assert public_words_of_2011(client, questions) == before
    assert MARKER not in before["qzxv"]
    call_command("rebuild_search", verbosity=0)
    assert public_words_of_2011(client, questions) == before
    begin_correction(year_2011, reason="Other words.", by=secretariat)
    assert public_words_of_2011(client, questions) == before
    issued(year_2011, SECOND, by=secretariat)
    assert f"<mark>{MARKER}</mark> was done" in public_words_of_2011(client, questions)["qzxv"]


def public_words_of_2011(client, questions):
    """What a stranger reads of the report, and what the search finds."""
    found = {question: client.get("/search/", {"q": question}) for question in questions}
    found["report"] = client.get("/reports/2011/")
    return {question: text_of(response) for question, response in found.items()}


def test_the_addresses_of_drafts_are_not_there(client, admin_user):
    plant(admin_user)
    drafts = [
        f"/years/{YEAR}/",
        f"/reports/{YEAR}/",
        f"/reports/{YEAR}/report.pdf",
        f"/reports/{YEAR}/report.docx",
        *(f"/years/{YEAR}/{slug}/" for slug in HIDDEN.values()),
        *(
            f"/entries/{entry.reference}/"
            for entry in Entry.objects.exclude(pk__in=Entry.objects.public())
        ),
    ]
    assert len(drafts) == 13
    assert {address: client.get(address).status_code for address in drafts} == dict.fromkeys(
        drafts, 404
    )


@pytest.mark.parametrize("name", API_LISTS)
def test_a_list_of_the_api_reads_the_same_with_and_without_drafts(client, admin_user, name):
    before = pages_of_list(client, name)
    assert before
    plant(admin_user)
    after = pages_of_list(client, name)
    assert after == before
    assert [words for words in hidden_words() if any(words in page for page in after)] == []


def pages_of_list(client: Client, name: str) -> list[str]:
    """Each page of the list, as it is sent."""
    pages, address = [], f"/api/v1/{name}/"
    while address:
        response = client.get(address)
        assert response.status_code == 200, address
        pages.append(text_of(response))
        address = response.json()["next"]
    return pages


def test_the_api_does_not_have_a_draft_by_its_key(client, admin_user):
    plant(admin_user)
    keys = [f"years/{YEAR}", *(f"chapters/{YEAR}-{slug}" for slug in HIDDEN.values())]
    keys += [f"entries/{YEAR}-{slug}-1" for slug in HIDDEN.values()]
    for key in keys:
        assert client.get(f"/api/v1/{key}/").status_code == 404, key


@pytest.mark.parametrize("slug", HIDDEN.values())
def test_the_chain_of_a_public_entry_ends_where_drafts_begin(client, admin_user, slug):
    public_ones = Entry.objects.filter(submission__implementer__slug=slug)
    addresses = [f"/entries/{entry.reference}/" for entry in public_ones]
    before = {address: text_of(client.get(address)) for address in addresses}
    plant(admin_user)
    assert {address: text_of(client.get(address)) for address in addresses} == before


def test_the_report_reads_the_same_with_and_without_drafts(admin_user, report_2011):
    plant(admin_user)
    assert assemble(get_year(2011), language="en") == report_2011


def test_the_export_is_the_same_with_and_without_drafts(admin_user, report_2011, tmp_path):
    plant(admin_user)
    call_command("export_year", "2011", "--format", "json", "--output", str(tmp_path / "2011.json"))
    assert (tmp_path / "2011.json").read_text() == year_as_json(report_2011)


@pytest.mark.parametrize(
    "file_format",
    [
        pytest.param(Format.PDF, marks=on_sqlite_alone("both files print one assembled report")),
        Format.DOCX,
    ],
)
def test_a_report_file_holds_no_draft(client, admin_user, settings, tmp_path, file_format):
    settings.RENDERED_ROOT = tmp_path
    plant(admin_user)
    text = words_in_file(client.get(f"/reports/2011/report.{file_format}").content, file_format)
    assert "International Organization for Migration" in text
    assert [words for words in hidden_words() if words in text] == []


def words_in_file(content: bytes, file_format: str) -> str:
    if file_format == Format.PDF:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return Document(io.BytesIO(content)).element.xpath("string(.)")


def test_a_year_with_one_accepted_chapter_shows_that_one_alone(
    client, admin_user, settings, tmp_path
):
    settings.RENDERED_ROOT = tmp_path
    plant(admin_user)
    year = ReportingYear.objects.get(year=YEAR)
    ReportingYear.objects.filter(pk=year.pk).update(title="Annual report")
    new_entry(
        new_chapter(year, "ilo", by=admin_user),
        EntryContent(kind=EntryKind.EXECUTED, text="A course was held."),
        by=admin_user,
    )
    for address in (f"/years/{YEAR}/", f"/reports/{YEAR}/", "/", "/years/", "/implementers/iom/"):
        text = text_of(client.get(address))
        assert [words for words in hidden_words() if words in text] == [], address
    assert f"/years/{YEAR}/ilo/" in text_of(client.get(f"/years/{YEAR}/"))
    for file_format in (Format.PDF, Format.DOCX):
        file = client.get(f"/reports/{YEAR}/report.{file_format}")
        text = words_in_file(file.content, file_format)
        assert "A course was held." in " ".join(text.split())
        assert [words for words in hidden_words() if words in text] == [], file_format


# Pages of what the entry below does not name; of other entries, since nothing is linked to it.
OF_OTHERS = re.compile(
    r"/entries/|/countries/(?!GUY|MEX)[A-Z]|/activities/(?!5/|67/)\w|/implementers/(?!ilo/)\w|"
    r"/years/2011/\w"
)


def test_an_entry_deleted_from_an_accepted_chapter_shows_nowhere(client, admin_user):
    walked = [address for address in walk_of_2011(client) if not OF_OTHERS.match(address)]
    assert {"/", "/countries/GUY/", "/activities/67/", "/implementers/ilo/"} < set(walked)
    chapter = new_chapter(new_year(YEAR), "ilo", by=admin_user)
    kept = new_entry(chapter, EntryContent(kind=EntryKind.PLANNED, text="A plan."), by=admin_user)
    addresses = [*walked, f"/years/{YEAR}/", f"/years/{YEAR}/ilo/"]
    addresses += [f"/reports/{YEAR}/", f"/entries/{kept.reference}/", "/api/v1/years/"]
    before = {
        address: without_tokens(text_of(client.get(address, follow=True))) for address in addresses
    }
    deleted = new_entry(
        chapter, _content(EntryKind.EXECUTED, continues=(kept.reference,)), by=admin_user
    )
    Entry.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now(), deleted_by=admin_user)
    for address in addresses:
        assert without_tokens(text_of(client.get(address, follow=True))) == before[address], address
    assert client.get(f"/entries/{deleted.reference}/").status_code == 404
