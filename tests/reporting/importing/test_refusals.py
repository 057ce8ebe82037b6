"""Faults in the files: each is named with file and line, and nothing at all is written."""

import pytest

from reporting.exceptions import FilesRefused
from reporting.importing.load import load_year
from reporting.models import LoadedRecord, Submission

pytestmark = pytest.mark.django_db

RIAL = "chapters/rial.yaml"
TEXT = "      Creation of a Technical Workshop"
MET = 'executed: "All scheduled activities are fully met."'
ENTRY = "  - ref: 2011-rial-9\n"

# file, its words, what is put in their place, what is said of the line where they part
FAULTS = {
    # names of what no file holds
    "unknown activity listed": (RIAL, "- code: RIAL-3", "- code: RIAL-9", "“RIAL-9” is not a known activity"),
    "unknown activity cited": (RIAL, ENTRY, ENTRY + '    activities: ["999"]\n', "“999” is not a known activity"),
    "unknown activity assigned": ("implementers.yaml", "[RIAL-1, RIAL-2, RIAL-3]", "[RIAL-1, RIAL-2, RIAL-9]", "“RIAL-9” is not a known activity"),
    "unknown activity restated": ("activities.yaml", 'probably_same_as: "30"', 'probably_same_as: "330"', "“330” is not a known activity"),
    "unknown country": (RIAL, "      CAN: subject", "      XXX: subject", "“XXX” is not a known country"),
    "unknown country of an event": (RIAL, "        country: SLV", "        country: XXX", "“XXX” is not a known country"),
    "unknown theme": (RIAL, ENTRY, ENTRY + "    themes: [unicorns]\n", "“unicorns” is not a known theme"),
    "theme twice": (RIAL, ENTRY, ENTRY + "    themes: [women, women]\n", "“women” is repeated"),
    "unknown kind of theme": ("themes.yaml", "kind: group", "kind: groups", "“groups”: Value 'groups' is not a valid choice."),
    "background that is no flag": (RIAL, ENTRY, ENTRY + "    is_background: perhaps\n", "expected true or false, found “perhaps”"),
    "unknown implementer": (RIAL, "implementer: rial", "implementer: real", "“real” is not a known implementer"),
    "unknown parent": ("implementers.yaml", "parent: sedi", "parent: sede", "“sede” is not a known implementer above this one"),
    "unknown resolution": ("year.yaml", 'under: "AG/RES. 2669 (XLI-O/11)"', 'under: "AG/RES. 1"', "“AG/RES. 1” is not a known resolution"),
    "unknown program": ("year.yaml", "program: human-rights-of-migrants", "program: human-rights", "“human-rights” is not a known Program"),
    "unknown source": ("activities.yaml", 'source: "chapter"', 'source: "chapters"', "“chapters” is not a known source"),
    "unknown entry continued": (RIAL, "[2011-rial-1]", "[2011-rial-99]", "“2011-rial-99” is not a known entry"),
    "unknown entry highlighted": ("narratives.yaml", "[2011-iachr-5]", "[2011-iachr-99]", "“2011-iachr-99” is not a known entry"),
    # words that are not in the vocabulary
    "unknown role": (RIAL, "SLV: place", "SLV: venue", "“venue”: Value 'venue' is not a valid choice."),
    "unknown outcome": (RIAL, "outcome: carried_out", "outcome: done", "“done”: Value 'done' is not a valid choice."),
    "unknown kind of financing": (RIAL, "kind: regular_fund", "kind: irregular", "“irregular”: Value 'irregular' is not a valid choice."),
    "unknown language": (RIAL, "language: en", "language: de", "“de”: Value 'de' is not a valid choice."),
    "unknown part": ("narratives.yaml", "kind: background", "kind: foreground", "“foreground”: Value 'foreground' is not a valid choice."),
    "unknown sub-region": ("countries.yaml", "sub_region: caribbean", "sub_region: pacific", "“pacific”: Value 'pacific' is not a valid choice."),
    # keys
    "stray key of an entry": (RIAL, ENTRY, ENTRY + "    titel: x\n", "“titel” is not a key known here"),
    "stray key of a chapter": (RIAL, "language: en", "lang: en", "“lang” is not a key known here"),
    "stray key of an event": (RIAL, "        place: San Salvador   ", "        plaza: San Salvador   ", "“plaza” is not a key known here"),
    "stray column": (RIAL, "next_year:\n  - ref", "following_year:\n  - ref", "“following_year” is not a key known here"),
    "stray key of a country": ("countries.yaml", "    kind: state", "    sort: state", "“sort” is not a key known here"),
    "stray key of the year": ("year.yaml", "council:", "counsel:", "“counsel” is not a key known here"),
    "key written twice": (RIAL, "language: en\n", "language: en\nlanguage: es\n", "“language” is repeated"),
    # dates
    "impossible date": (RIAL, '"2011-02-21/2011-02-23"', '"2011-02-21/2011-02-30"', "“2011-02-30” is not a date of the calendar."),
    "impossible date without quotes": (RIAL, '"2012-02-07"', "2012-02-37", "“2012-02-37” is not a date of the calendar."),
    "reversed range": (RIAL, '"2011-02-21/2011-02-23"', '"2011-02-21/2011-02-20"', "“2011-02-21/2011-02-20” ends before it starts."),
    "unequal ends": (RIAL, '"2011-02-21/2011-02-23"', '"2011-02-21/2011-03"', "“2011-02-21/2011-03”: give both ends as days, as months or as years."),
    "no date at all": (RIAL, '"2012-02-07"', '"in February"', "“in February” is not a date: write 2011-07-25, 2011-07 or 2011."),
    "month as the date of a document": ("year.yaml", 'date: "2012-02-28"', 'date: "2012-02"', "“2012-02” is not a single day"),
    "impossible membership": ("countries.yaml", '"1982-03-03"', '"1982-03-33"', "“1982-03-33” is not a date of the calendar."),
    # what is repeated
    "reference twice in a chapter": (RIAL, "ref: 2011-rial-9", "ref: 2011-rial-8", "ref “2011-rial-8” is repeated; first at chapters/rial.yaml:{first}"),
    "chapter twice": ("year.yaml", "[iachr, mide, rial", "[iachr, mide, mide", "“mide” is repeated"),
    "role twice": (RIAL, "JAM: [place, participant]", "JAM: [place, place]", "“place” is repeated"),
    "assigned twice": ("implementers.yaml", "[RIAL-1, RIAL-2, RIAL-3]", "[RIAL-1, RIAL-2, RIAL-2]", "“RIAL-2” is repeated"),
    "acronym twice": ("implementers.yaml", "acronym: ILO", "acronym: IOM", "acronym “IOM” is repeated; first at implementers.yaml:{first}"),
    "part twice": ("narratives.yaml", "kind: objectives", "kind: background", "kind “background” is repeated; first at narratives.yaml:{first}"),
    # rules
    "event's country not tagged": (RIAL, "        country: SLV", "        country: MEX", "the event's country MEX is not tagged on the entry"),
    "outcome of what was executed": (RIAL, "  - ref: 2011-rial-6\n", "  - ref: 2011-rial-6\n    outcome: carried_out\n    outcome_quotation: It was held.\n", "only a planned entry has an outcome"),
    "outcome that is not quoted": (RIAL, '    outcome: carried_out\n    outcome_quotation: "This', '    outcome: carried_out\n    outcome_reason: "This', "quote the words of the printed report that state the outcome, as outcome_quotation"),
    "quotation without an outcome": (RIAL, ENTRY, ENTRY + "    outcome_quotation: Done.\n", "a quotation needs the outcome it states"),
    "continues itself": (RIAL, "[2011-rial-2]", "[2011-rial-6]", "“2011-rial-6” is not in an earlier column, so it cannot be continued"),
    "subheading without heading": (RIAL, ENTRY, ENTRY + "    subheading: Norms\n", "a subheading needs a heading"),
    "amount without currency": (RIAL, '    amount: 200000\n    currency: "$"\n', "    amount: 200001\n", "an amount needs its currency"),
    "negative amount": (RIAL, "amount: 200000", "amount: -200000", "an amount is not negative"),
    "reference of another chapter": (RIAL, "ref: 2011-rial-9", "ref: 2011-iom-99", "“2011-iom-99” does not begin with “2011-rial-”"),
    "reference of another year": (RIAL, "ref: 2011-rial-9", "ref: 2012-rial-9", "“2012-rial-9” does not begin with “2011-rial-”"),
    "membership that ends before it starts": ("countries.yaml", '{from: "1982-03-03"}', '{from: "1982-03-03", to: "1980-01-01"}', "the membership ends before it starts"),
    # the wrong kind of value
    "list for a text": (RIAL, "heading: \"Inter-America Network of Labor Administration (RIAL) Department of Social Development and Employment\"", "heading: [a, b]", "expected text, found a list"),
    "number for a text": (RIAL, "place: Kingston", "place: 12", "expected text, found “12”"),
    "nothing for a text": (RIAL, "place: Kingston", "place:", "expected text, found nothing"),
    "mapping for a text": (RIAL, "place: Kingston", "place: {a: b}", "expected text, found keys and values"),
    "text for a list": (RIAL, "continues: [2011-rial-1]", "continues: 2011-rial-1", "expected a list, found “2011-rial-1”"),
    "list for a mapping": (RIAL, "      MEX: place\n    events", "      - MEX\n    events", "expected keys and values, found a list"),
    "text for a mapping": (RIAL, "  executed: \"All scheduled activities are fully met.\"", "  - executed", "expected keys and values, found a list"),
    "text for a number": ("year.yaml", "year: 2011", "year: this", "expected a whole number, found “this”"),
    "text for an amount": (RIAL, "amount: 200000", "amount: 200k", "expected an amount, found “200k”"),
    "no number for an amount": (RIAL, "amount: 200000", "amount: .nan", "expected an amount, found “nan”"),
    "text for yes or no": (RIAL, "year_inferred: true", "year_inferred: maybe", "expected true or false, found “maybe”"),
    "text for an item": ("year.yaml", "committees:\n  - \"Committee on Juridical and Political Affairs\"", "committees:\n  - [a]", "expected text, found a list"),
    # what no column holds
    "year of another age": ("year.yaml", "year: 2011", "year: 1911", "“1911”: Ensure this value is greater than or equal to 2005."),
    "text too long": (RIAL, "place: Kingston", f"place: {'K' * 201}", f"“{'K' * 59}…”: Ensure this value has at most 200 characters (it has 201)."),
    "amount too large": (RIAL, "amount: 200000", "amount: 2000000000000000", "“2000000000000000”: Ensure that there are no more than 14 digits in total."),
    "code of another form": (RIAL, "      SLV: place", "      El Salvador: place", "“El Salvador”: Three capital letters, for example MEX. Ensure this value has at most 3 characters (it has 11)."),
    "reference of another form": (RIAL, "ref: 2011-rial-9", "ref: rial nine", "“rial nine”: Year, implementer and running number, for example 2011-iom-28."),
    "chapter out of the folder": ("year.yaml", "[iachr,", "[../../etc/passwd,", "“../../etc/passwd”: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    # characters
    "tab in a text": (RIAL, TEXT, TEXT.replace(" a ", "\ta "), "the character U+0009 is not allowed in a text"),
    "control character by its number": (RIAL, "place: Kingston", 'place: "King\\x07ston"', "the character U+0007 is not allowed in a text"),
    "NUL by its number": (RIAL, "place: Kingston", 'place: "King\\0ston"', "the character U+0000 is not allowed in a text"),
    "half a character": (RIAL, "place: Kingston", 'place: "King\\ud800ston"', "the character U+D800 is not allowed in a text"),
    "two lines in a name": (RIAL, "place: Kingston", 'place: "King\\nston"', "the character U+000A is not allowed in a text"),
    "nothing but spaces": (RIAL, "place: Kingston", 'place: "  "', "nothing but spaces"),
    "NUL": (RIAL, TEXT, TEXT.replace("Technical", "Tech\0ical"), "a control character, which no text may hold"),
    "escape character": (RIAL, TEXT, TEXT.replace("Technical", "Tech\x1bical"), "a control character, which no text may hold"),
    # HTML
    "HTML nested too deep": (RIAL, MET, MET.replace("All", "<ul><li>" * 30), f"“{('<ul><li>' * 8)[:59]}…”: Lists, quotations or tables are nested too deep. Use fewer levels."),
    "control character as a reference": (RIAL, MET, 'executed: "<p>&#7;Met.</p>"', "“<p>&#7;Met.</p>”: Line 1 holds a control character (U+0007), which cannot be printed."),
    "HTML without words": (RIAL, MET, 'executed: "<p></p>"', "“<p></p>”: there are no words in it"),
    # YAML
    "tab that indents": (RIAL, "  - ref: 2011-rial-9\n    title", "  - ref: 2011-rial-9\n\ttitle", "found character '\\t' that cannot start any token"),
    "python object": (RIAL, "place: Kingston", "place: !!python/object:os.system {}", "could not determine a constructor for the tag 'tag:yaml.org,2002:python/object:os.system'"),
    "endless nesting by an alias": (RIAL, "leads:\n", "leads: &a\n  planned: *a\n", "found unconstructable recursive node"),
}  # fmt: skip

# A list, a mapping or a block of text is named by the line of its key, one above the fault.
NAMED_BY_THEIR_KEY = {
    "outcome that is not quoted",
    "list for a mapping",
    "text for a mapping",
    "text for an item",
    "tab in a text",
}


def problems_of(files):
    with pytest.raises(FilesRefused) as refused:
        load_year(files.path, update=True)
    return refused.value.problems


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_file_and_line(files, rows, fault):
    before = rows()
    name, old, new, said = FAULTS[fault]
    line = files.edit(name, old, new)
    problems = problems_of(files)
    assert rows() == before
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"{name}:")
    place, _, words = problems[0].partition(": ")
    if "{first}" in said:
        first = int(words.rpartition(":")[2])
        assert first < line
        said = said.format(first=first)
    assert words == said
    assert line - int(place.rpartition(":")[2]) in ((1,) if fault in NAMED_BY_THEIR_KEY else (0,))


@pytest.mark.parametrize(
    "fault", ["unknown country", "impossible date", "reference twice in a chapter", "text too long"]
)
def test_a_fault_stops_the_load_before_anything_is_written(files, rows, fault):
    files.edit("chapters/iachr.yaml", "heading: ", "heading: # changed\n  ")
    files.edit("chapters/ilo.yaml", 'heading: "', 'heading: "Chapter of ')
    before = rows(), set(LoadedRecord.objects.values_list("key", "digest"))
    name, old, new, _said = FAULTS[fault]
    files.edit(name, old, new)
    problems_of(files)
    assert (rows(), set(LoadedRecord.objects.values_list("key", "digest"))) == before
    assert not Submission.objects.filter(heading__startswith="Chapter of").exists()


def test_an_empty_database_stays_empty(empty_database, files, rows):
    files.edit(RIAL, "SLV: place", "XXX: place")
    problems_of(files)
    assert set(rows().values()) == {0}


def test_all_problems_are_told_at_once(files):
    one = files.edit(RIAL, "SLV: place", "SLV: venue")
    other = files.edit("chapters/iachr.yaml", "outcome: carried_out", "outcome: done")
    assert [problem.partition(": ")[0] for problem in problems_of(files)] == [
        f"chapters/iachr.yaml:{other}",
        f"{RIAL}:{one}",
    ]


def test_a_reference_in_two_chapters_is_named_with_both_places(files):
    line = files.edit(RIAL, "ref: 2011-rial-9", "ref: 2011-mide-16")
    first = files.edit("chapters/mide.yaml", "ref: 2011-mide-16 ", "ref: 2011-mide-16  ")
    assert problems_of(files) == [
        f"{RIAL}:{line}: ref “2011-mide-16” is repeated; first at chapters/mide.yaml:{first}",
        f"{RIAL}:{line}: “2011-mide-16” does not begin with “2011-rial-”",
    ]


@pytest.mark.parametrize(
    "name", ["program.yaml", "countries.yaml", "narratives.yaml", "year.yaml", RIAL]
)
def test_a_missing_file_is_named(files, name):
    (files.path / name).unlink()
    assert problems_of(files) == [f"{name}: the file is missing"]


def test_a_folder_in_place_of_a_file_is_named(files):
    (files.path / RIAL).unlink()
    (files.path / RIAL).mkdir()
    assert problems_of(files) == [f"{RIAL}: the file cannot be read: Is a directory"]


def test_a_missing_folder_is_named(files):
    files.path = files.path / "2012"
    assert problems_of(files) == [f"{files.path} is not a folder"]


def test_bytes_that_are_no_text_are_named(files):
    (files.path / RIAL).write_bytes("heading: Año".encode("latin-1"))
    assert problems_of(files) == [f"{RIAL}: the file is not UTF-8 text"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f"{RIAL}: expected a mapping of keys to values"),
        ("- a\n- b\n", f"{RIAL}: expected a mapping of keys to values"),
        ("a: [1, 2\nb: 3\n", f"{RIAL}:2: expected ',' or ']', but got ':'"),
        ("a: 'b\n", f"{RIAL}:2: found unexpected end of stream"),
        ("a: " + "[" * 5000, f"{RIAL}: not readable as YAML"),
        ("a: !!timestamp 2011-99-99\n", f"{RIAL}: not readable as YAML"),
        ("a: 1\n---\nb: 2\n", f"{RIAL}:2: but found another document"),
    ],
)
def test_what_is_no_yaml_is_named(files, text, said):
    files.write(RIAL, text)
    assert problems_of(files) == [said]


@pytest.mark.parametrize("key", ["ref", "text"])
def test_an_entry_without_what_it_needs_is_named(files, key):
    text = files.text(RIAL)
    start = text.index("  - ref: 2011-rial-10\n")
    line = text.count("\n", 0, start) + 1
    entry = {
        "ref": "  - label: x\n    text: y\n",
        "text": "  - ref: 2011-rial-10\n    label: x\n",
    }[key]
    end = text.index("  - ref: 2011-rial-11\n")
    files.write(RIAL, text[:start] + entry + text[end:])
    assert problems_of(files) == [f"{RIAL}:{line}: “{key}” is missing"]
