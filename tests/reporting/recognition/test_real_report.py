"""What is recognized in the real 2011 report, held against the tags made by hand.

docs/recognition.md gives the figures; change them there too when lowering a minimum here.
"""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from program.rich_text import to_plain
from reporting.periods import parse_period
from reporting.recognition.acronyms import find_definitions
from reporting.recognition.activities import Cited, find_activities
from reporting.recognition.bodies import find_bodies
from reporting.recognition.countries import countries_named, find_countries
from reporting.recognition.dates import DateFlag, find_dates, find_events
from reporting.recognition.money import find_money
from reporting.recognition.spans import sentences
from reporting.recognition.suggest import SuggestionContext, Tagged, place_of, suggest
from reporting.recognition.themes import find_themes
from tests.reporting.recognition.conftest import FIXTURES, read_yaml

COLUMNS = ("planned", "executed", "next_year")

# Events the text does not date in figures or words: "this year", in the column for 2012.
EVENTS_MISSED = {("2011-iachr-12", "2012")}


@dataclass
class Score:
    right: int = 0
    extra: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, ref, found, tagged):
        found, tagged = Counter(list(found)), Counter(list(tagged))
        self.right += (found & tagged).total()
        self.extra += [(ref, one) for one in (found - tagged).elements()]
        self.missed += [(ref, one) for one in (tagged - found).elements()]

    @property
    def precision(self):
        return self.right / (self.right + len(self.extra))

    @property
    def recall(self):
        return self.right / (self.right + len(self.missed))


def read_entries():
    for path in sorted((FIXTURES / "chapters").glob("*.yaml")):
        chapter = read_yaml(f"chapters/{path.name}")
        for column in COLUMNS:
            for entry in chapter.get(column) or []:
                yield entry, to_plain(entry["text"]), 2012 if column == "next_year" else 2011


ENTRIES = tuple(read_entries())
SOURCE = (FIXTURES / "source" / "annual-report-2011.txt").read_text(encoding="utf-8")


def test_countries_are_those_tagged_by_hand(gazetteer):
    score = Score()
    for entry, text, _ in ENTRIES:
        score.add(entry["ref"], countries_named(text, gazetteer), entry.get("countries") or {})
    assert score.precision >= 0.99, score.extra
    assert score.recall >= 0.99, score.missed
    assert score.right >= 300


def test_events_are_those_tagged_by_hand():
    score = Score()
    for entry, text, year in ENTRIES:
        found = [event.iso for event in find_events(text, year=year)]
        score.add(entry["ref"], found, [event["when"] for event in entry.get("events") or []])
    assert score.precision >= 0.97, score.extra
    assert score.recall >= 0.97, score.missed
    assert set(score.missed) == EVENTS_MISSED


def test_years_are_inferred_where_the_text_prints_none():
    score = Score()
    for entry, text, year in ENTRIES:
        found = [one.iso for one in find_events(text, year=year) if one.year_inferred]
        tagged = [one["when"] for one in entry.get("events") or [] if one.get("year_inferred")]
        score.add(entry["ref"], found, tagged)
    assert (score.extra, set(score.missed)) == ([], EVENTS_MISSED)


def test_the_country_of_an_event_is_guessed_only_where_it_is_sure(gazetteer):
    score = Score()
    for entry, text, year in ENTRIES:
        countries = find_countries(text, gazetteer)
        within = sentences(text)
        tagged = {one["when"]: one.get("country") for one in entry.get("events") or []}
        for event in find_events(text, year=year):
            where = place_of(event, countries, text, within, lang="en")
            expected = tagged[event.iso]
            score.add(entry["ref"], [where.iso3] if where else [], [expected] if expected else [])
    assert score.extra == []
    assert score.recall >= 0.8, score.missed


def test_the_only_fault_of_a_date_is_the_training_of_may_24_24():
    flagged = [
        (entry["ref"], found.words, found.flags)
        for entry, text, year in ENTRIES
        for found in find_dates(text, year=year)
        if found.flags
    ]
    assert flagged == [("2011-dps-5", "May 24-24, 2011", (DateFlag.SAME_DAY,))]


SLUGS = sorted(path.stem for path in (FIXTURES / "chapters").glob("*.yaml"))


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "unhcr"])  # see the next test
def test_leading_activity_numbers_are_those_tagged_by_hand(slug):
    chapter = read_yaml(f"chapters/{slug}.yaml")
    found = [one for one in find_in_source(chapter) if one.form is not Cited.LABEL]
    assert [one.numbers for one in found] == [
        tuple(map(int, entry["activities"]))
        for column in COLUMNS
        for entry in chapter.get(column) or []
        if entry.get("activities")
    ]


def test_numbered_headings_of_unhcr_are_told_by_what_is_assigned():
    chapter = read_yaml("chapters/unhcr.yaml")
    found = find_in_source(chapter, assigned={79, 80})
    assert [(one.numbers, one.confidence < 0.6) for one in found] == [
        ((2,), True), ((3,), True), ((4,), True), ((6,), True),
    ]  # fmt: skip


def test_the_seventeen_labels_of_iachr_are_labels():
    found = find_in_source(read_yaml("chapters/iachr.yaml"))
    assert [one.form for one in found] == [Cited.LABEL] * 17


def find_in_source(chapter, **options):
    lines = SOURCE.split("\n")
    found = []
    for column in COLUMNS:
        for cell in str(chapter["source_lines"].get(column) or "").split(","):
            if cell:
                first, _, last = cell.strip().partition("-")
                text = "\n".join(
                    line.lstrip("\t") for line in lines[int(first) - 1 : int(last or first)]
                )
                found.extend(find_activities(text, **options))
    return found


def test_the_one_amount_of_the_report_is_found():
    assert [(one.amount, one.currency) for one in find_money(SOURCE)] == [(200000, "$")]


def test_names_of_instruments_and_summits_name_no_country(gazetteer):
    places = [
        SOURCE[found.start - 30 : found.end + 20].replace("\n", " ")
        for found in find_countries(SOURCE, gazetteer)
        if found.words.endswith(("Spain", "Brasilia")) or found.iso3 == "TTO"
    ]
    assert all("Port of" not in place and "Declaration" not in place for place in places)


def test_foreign_acronyms_and_definitions_of_the_report_are_found(gazetteer):
    foreign = {one.words for one in find_bodies(SOURCE, gazetteer) if one.language != "en"}
    assert foreign == {"OIM"}
    defined = {one.acronym for one in find_definitions(SOURCE)}
    assert {"ILO", "IACHR", "SICREMI", "UNHCR", "JSWG", "BID", "VoT", "CAAM", "COMAR"} <= defined


def test_an_entry_that_is_fully_tagged_gets_no_suggestion(gazetteer):
    suggested = []
    for entry, text, year in ENTRIES:
        events = [parse_period(one["when"]) for one in entry.get("events") or []]
        tagged = Tagged(
            activities=entry.get("activities") or [],
            countries=entry.get("countries") or {},
            events=[(event.start, event.end) for event in events],
            themes={mention.code for mention in find_themes(text, lang="en")},
        )
        reading = SuggestionContext(gazetteer, year=year, known=range(1, 101))
        suggested += [(entry["ref"], one.words) for one in suggest(text, reading, tagged)]
    assert suggested == []
