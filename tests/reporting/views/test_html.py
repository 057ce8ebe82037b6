"""The HTML of every page that links lead to."""

import gzip
import re
import subprocess
from functools import cache
from itertools import pairwise

import pytest
from django.conf import settings
from lxml import html

from tests.reporting.views import walk_of_2011

pytestmark = pytest.mark.django_db

# Pages of other houses within this one: allauth's forms have tests of their own.
NOT_OURS = ("/accounts/", "/admin/", "/desk/", "/api/")
# What HTML Tidy of 2017 says though HTML allows it.
FALSE_ALARMS = re.compile(
    "|".join(
        (
            '<(a|li|svg)> proprietary attribute "aria-current"',  # ARIA 1.1
            '<svg> proprietary attribute "(class|height|viewbox|width|x|y)"',
            '<a> proprietary attribute "(href|aria-label|aria-hidden|tabindex)"',  # of a link within an <svg>
            # <div> round the pairs of a <dl>: HTML 5.2
            "inserting implicit <dl>",
            "missing </dl> before </div>",
            "missing </div> before <dt>",
            "missing <dd>",
        )
    )
    + r"\Z"
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture
def pages(client):
    """HTML by address, the page of an address of nothing with it."""
    walked = {
        address: response.content.decode()
        for address, response in walk_of_2011(client).items()
        if not address.startswith(NOT_OURS)
    }
    return {**walked, "/nowhere/": client.get("/nowhere/").content.decode()}


@pytest.fixture
def documents(pages):
    return {address: html.document_fromstring(text) for address, text in pages.items()}


def test_every_page_but_the_report_weighs_less_than_a_hundred_kilobytes(documents, pages):
    """Compressed, with its style sheets and scripts, without typefaces."""
    weights = {
        address: len(gzip.compress(pages[address].encode()))
        + sum(compressed(file) for file in files_of(documents[address]))
        for address in pages
        if not address.startswith("/reports/2011/")
    }
    assert {address: weight for address, weight in weights.items() if weight > 100_000} == {}


def files_of(document):
    """Addresses of the style sheets and scripts that a page loads."""
    return document.xpath("//link[@rel='stylesheet']/@href | //script/@src")


@cache
def compressed(address):
    path = settings.STATIC_ROOT / address.removeprefix(settings.STATIC_URL)
    return len(gzip.compress(path.read_bytes()))


def test_the_walk_reaches_every_kind_of_page_and_every_public_object(pages):
    assert len([address for address in pages if address.startswith("/entries/")]) == 214
    assert len([address for address in pages if address.startswith("/activities/")]) == 110
    assert (
        len([address for address in pages if re.match(r"/years/2011/(?!calendar)\w", address)])
        == 12
    )
    assert len([address for address in pages if re.match(r"/countries/[A-Z]{3}/", address)]) > 35
    assert "/reports/2011/" in pages


def test_tidy_has_nothing_to_say(pages, tmp_path):
    names = {}
    for number, (address, text) in enumerate(pages.items()):
        path = tmp_path / f"{number}.html"
        path.write_text(text)
        names[str(path)] = address
    command = ["tidy", "-quiet", "-errors", "-utf8", "--gnu-emacs", "yes", "--show-info", "no"]
    said = subprocess.run([*command, *names], capture_output=True, text=True, check=False).stderr
    lines = [re.sub(r"^(\S+?\.html)", lambda m: names[m.group(1)], s) for s in said.splitlines()]
    assert [line for line in lines if not FALSE_ALARMS.search(line)] == []


def test_every_page_has_a_title_of_its_own_a_language_a_main_part_and_one_h1(documents):
    for address, document in documents.items():
        assert document.get("lang") == "en", address
        assert len(document.findall("head/title")) == 1, address
        assert len(document.findall(".//main")) == 1, address
        assert len(document.findall(".//h1")) == 1, address
    # Behind a question mark stands the same page, otherwise grouped.
    titles = [d.findtext("head/title") for address, d in documents.items() if "?" not in address]
    repeated = {title for title in titles if titles.count(title) > 1}
    assert repeated == set()


def test_headings_never_skip_a_level(documents):
    for address, document in documents.items():
        levels = [int(heading.tag[1]) for heading in document.iter(*HEADINGS)]
        assert levels[0] == 1, address
        skips = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert skips == [], address


def test_no_heading_and_no_link_is_without_words(documents):
    for address, document in documents.items():
        empty = [
            html.tostring(element)
            for element in document.iter("a", *HEADINGS)
            if not element.text_content().strip()
        ]
        assert empty == [], address


def test_an_id_stands_once_on_a_page(documents):
    for address, document in documents.items():
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_no_blank_stands_before_a_comma_or_a_bracket(documents):
    """What the portal says itself: texts of the record carry their language."""
    for address, document in documents.items():
        body = document.body
        for element in body.xpath(".//*[@lang] | .//pre | .//script"):
            element.drop_tree()
        assert re.findall(r".{0,20}\s[,.;:!?)\]]", body.text_content()) == [], address


def test_nothing_is_inline(documents):
    for address, document in documents.items():
        assert document.xpath("//@style | //style | //script[not(@src)]") == [], address
        handlers = document.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], address


def test_nothing_comes_from_elsewhere(documents):
    for address, document in documents.items():
        loaded = document.xpath("//@src | //link/@href | //@srcset | //form/@action")
        foreign = [link for link in loaded if not link.startswith("/") or link.startswith("//")]
        assert foreign == [], address


def test_a_link_that_leads_elsewhere_or_does_something_else_is_a_plain_one(documents):
    for address, document in documents.items():
        schemes = {
            m.group() for link in document.xpath("//a/@href") if (m := re.match(r"\w+:", link))
        }
        assert schemes <= {"http:", "https:", "mailto:"}, address


def test_every_link_to_a_place_on_the_same_page_finds_it(documents):
    for address, document in documents.items():
        targets = set(document.xpath("//@id"))
        within = {link[1:] for link in document.xpath("//a/@href") if link.startswith("#")}
        assert within <= targets, address


def test_what_is_drawn_by_a_pattern_has_its_pattern_on_the_page(documents):
    patterns = {"nothing-reported": "hatched", "unsaid": "hatched", "dropped": "struck"}
    drawn = set()
    for address, document in documents.items():
        for state, pattern in patterns.items():
            if document.xpath(f"//rect[@class='state-{state}']"):
                drawn.add(state)
                assert len(document.xpath(f"//pattern[@id='{pattern}']")) == 1, address
    assert drawn == {"nothing-reported", "unsaid", "dropped"}
