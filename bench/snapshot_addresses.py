"""The addresses that bench/snapshot.py asks for."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from snapshot_text import FORMATS

HOST = "http://testserver"
_NOT_PUBLIC = ("/desk/", "/admin/", "/accounts/", "/static/", "/api/v1/", "/invitations/", "/mail/")
API_LISTS = (
    "years", "chapters", "entries", "events", "financing", "activities", "countries", "implementers",
)  # fmt: skip
# Asked beside what links lead to; links on these pages are not followed.
QUESTIONS = (
    *(
        f"/search/?q={quote(words)}"
        for words in (
            "migrants", "workshop", '"human rights"', "Mexico", "MEX", "course Tapachula", "guía",
            "consul", "2011-iom-1", "IOM", "67", "zzzz", "a" * 201, "hearing", "migra* OR",
        )
    ),
    "/search/?q=migrants&page=2",
    "/search/?q=migrants&country=MEX&year=2011&kind=executed",
    "/search/?country=GUY",
    "/activities/67/?year=2011",
    "/activities/5/?year=2013",
    "/countries/MEX/?part=executed&by=activity",
    "/countries/MEX/?part=place",
    "/entries.csv?country=MEX&year=2011",
    "/entries.json?q=workshop",
    "/entries.xlsx?implementer=iom&kind=planned",
    "/events.csv?country=GTM",
    "/events.ics?year=2013",
    "/entries.csv?year=none",
    "/nowhere/",
    "/years/1900/",
    "/api/schema/",
    "/health/",
)  # fmt: skip
API_QUESTIONS = (
    "/api/v1/",
    "/api/v1/entries/?country=MEX",
    "/api/v1/entries/?year=2013&kind=executed",
    "/api/v1/entries/?q=migrants",
    "/api/v1/entries/?activity=67&implementer=iom",
    "/api/v1/events/?country=GTM",
    "/api/v1/financing/?year=2013",
    "/api/v1/entries/?year=none",
    "/api/v1/entries/?nothing=1",
    "/api/v1/nowhere/",
)
# Of what is narrowed by a question, and of citations, these stand for all.
_CHOSEN = re.compile(r"MEX|GTM|PER|iom|can|activity=(67|5)\b|^/(reports|financing|years)|sitemap")


def is_followed(link: str) -> bool:
    """Whether the public page or file is recorded: all pages, and examples of what is narrowed."""
    from tests.reporting.views import is_narrowed

    if link.startswith(_NOT_PUBLIC) or is_narrowed(urlsplit(link)):
        return False
    is_one_of_many = "?" in link or link.endswith(".bib")
    return not is_one_of_many or bool(_CHOSEN.search(link))


def links_in(address: str, response: Any) -> Iterator[str]:
    """Addresses of this site that a page or a sitemap names, without fragments."""
    from lxml import html

    media_type = response.get("Content-Type", "")
    if media_type.startswith("application/xml"):
        found = re.findall(r"<loc>([^<]+)</loc>", response.content.decode())
    elif media_type.startswith("text/html"):
        root = html.document_fromstring(response.content.decode())
        found = [*root.xpath("//a/@href"), *root.xpath("//link[@rel='alternate']/@href")]
    else:
        found = [response["Location"]] if "Location" in response else []
    for link in found:
        whole = urldefrag(urljoin(HOST + address, link.replace("&amp;", "&"))).url
        if whole.startswith(f"{HOST}/"):
            yield whole.removeprefix(HOST)


def desk_addresses(years: list[int], *, everything: bool) -> Iterator[str]:
    """Every address of the desk and of people, for chosen or all chapters and entries of `years`.

    Those that only take POST are asked too: they answer 405.
    """
    from django.urls import reverse

    from reporting.models import Entry, ReportingYear, Submission
    from reporting.urls import desk, people

    slugs = ["iom", "unhcr", "can", "mide", "education", "dps"]
    chapters = Submission.objects.working().filter(reporting_year__year__in=years)
    entries = Entry.with_deleted.working().filter(submission__in=chapters)
    entries = entries.order_by("submission__reporting_year__year", "submission", "pk")
    references = list(entries.values_list("reference", flat=True))
    if not everything:
        chapters = chapters.filter(implementer__slug__in=slugs)
    if not everything or len(references) > 150:
        references = [
            one
            for one in references
            if re.search(r"(iom-\d?[1-5]|can-1|mide-\d|education-\d)\Z", one)
        ]
    pairs = list(
        chapters.in_official_order().values_list("reporting_year__year", "implementer__slug")
    )
    all_years = ReportingYear.objects.order_by("year").values_list("year", flat=True)
    choices: dict[tuple[str, ...], Iterable[tuple[Any, ...]]] = {
        (): [()],
        ("year",): [(year,) for year in all_years],
        ("year", "slug"): pairs,
        ("slug",): [("iom",), ("unhcr",)],
        ("reference",): [(reference,) for reference in references],
        ("reference", "number"): [(one, number) for one in references[:12] for number in (1, 2)],
        ("year", "kind"): list(product(years, ("background", "objectives", "conclusion", "none"))),
        ("year", "file_format"): list(product(years, FORMATS if everything else ("html",))),
    }
    for pattern in (*desk.urlpatterns, *people.urlpatterns):
        taken = tuple(pattern.pattern.converters)
        rows = choices.get(taken) or list(keys_of(pattern.name, taken, years))
        yield from (reverse(pattern.name, args=row) for row in rows)


def keys_of(name: str, taken: tuple[str, ...], years: list[int]) -> Iterator[tuple[Any, ...]]:
    """Of what is named by its key: the first three, and a year with each where one is asked for."""
    from implementers.invitations import link_token
    from implementers.models import ApiToken, Invitation, Membership
    from reporting.models import Dismissal, Highlight, Issuing, Remark, WritingDraft

    if name == "invitation":
        yield from ((link_token(one),) for one in Invitation.objects.order_by("pk")[:1])
    models: dict[str, Any] = {
        "desk-report-": Highlight, "desk-issuing": Issuing, "desk-draft": WritingDraft,
        "desk-remark": Remark, "desk-recall": Dismissal, "people-member": Membership,
        "people-remove": Membership, "people-": Invitation, "desk-token": ApiToken,
    }  # fmt: skip
    model = next((model for start, model in models.items() if name.startswith(start)), None)
    if model is None:
        return
    for key in model.objects.order_by("pk").values_list("pk", flat=True)[:3]:
        yield from ((year, key) for year in years) if "year" in taken else [(key,)]
