import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from implementers.models import Assignment, Implementer
from program.models import Activity, Country, CountryAlias, Program, Resolution
from program.rich_text import to_plain
from reporting.document.assemble import assemble
from reporting.exporting.year_json import year_as_json
from reporting.importing.load import load_year
from reporting.models import (
    Entry,
    EntryVersion,
    Highlight,
    Narrative,
    ReportCover,
    ReportingYear,
    Submission,
)
from reporting.queries.years import get_year
from tests.engines import on_sqlite_alone
from tests.prepared import FIXTURES

pytestmark = pytest.mark.django_db

SUMMITS_TITLE = 'heading: "Summits Secretariat"'


def exported():
    return year_as_json(assemble(get_year(2011), language="en"))


def test_an_empty_database_is_filled(empty_database, rows):
    result = load_year(FIXTURES, update=False)
    held = rows()
    assert result.inserted == held["reporting.LoadedRecord"]
    assert (result.changed, result.unchanged, result.left) == (0, 0, [])
    assert {
        label: held[f"reporting.{label}"] for label in ("Entry", "Submission", "Highlight")
    } == {
        "Entry": 214,
        "Submission": 12,
        "Highlight": 10,
    }
    assert Program.objects.get().is_current  # the first one


def test_two_loads_give_the_same_export_to_the_byte():
    """The test database was loaded by the command, in a process of its own."""
    first = exported()
    load_year(FIXTURES, update=True)
    assert exported() == first


@pytest.mark.parametrize("update", [False, True])
def test_a_second_load_changes_nothing(rows, update):
    before = rows()
    result = load_year(FIXTURES, update=update)
    assert (result.inserted, result.changed, result.left) == (0, 0, [])
    assert rows() == before


def test_a_record_that_is_gone_is_inserted_again():
    Highlight.objects.get(position=3).delete()
    assert load_year(FIXTURES, update=False).inserted == 1
    assert Highlight.objects.get(position=3).supports.count() == 1


def test_a_changed_file_changes_nothing_without_update(files):
    files.edit("chapters/rial.yaml", "Creation of a Technical", "Creation of one Technical")
    result = load_year(files.path, update=False)
    assert (result.inserted, result.changed) == (0, 0)
    assert to_plain(Entry.objects.get(reference="2011-rial-9").text).startswith("Creation of a ")


def test_an_entry_nobody_edited_takes_the_corrected_words(files):
    files.edit("chapters/rial.yaml", "Creation of a Technical", "Creation of one Technical")
    result = load_year(files.path, update=True)
    assert (result.inserted, result.changed, result.left) == (0, 1, [])
    entry = Entry.objects.get(reference="2011-rial-9")
    assert to_plain(entry.text).startswith("Creation of one ")
    assert [version.number for version in entry.versions.all()] == [1, 2]


def test_a_corrected_entry_can_be_corrected_again(files):
    files.edit("chapters/rial.yaml", "Creation of a Technical", "Creation of one Technical")
    load_year(files.path, update=True)
    files.edit("chapters/rial.yaml", "Creation of one Technical", "Creation of a Technical")
    assert load_year(files.path, update=True).changed == 1


def test_an_entry_somebody_edited_is_left_and_named(files):
    Entry.objects.filter(reference="2011-rial-9").update(text="A workshop.")
    files.edit("chapters/rial.yaml", "Creation of a Technical", "Creation of one Technical")
    result = load_year(files.path, update=True)
    assert result.left == ["entry 2011-rial-9: edited since it was loaded, left as it is"]
    assert result.changed == 0
    assert Entry.objects.get(reference="2011-rial-9").text == "A workshop."


def test_an_entry_whose_tags_somebody_edited_is_left_too(files):
    Entry.objects.get(reference="2011-rial-2").country_roles.all().delete()
    result = load_year(files.path, update=True)
    assert result.left == ["entry 2011-rial-2: edited since it was loaded, left as it is"]


@on_sqlite_alone("what a file changes is found in Python, before a row is written")
@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("program.yaml", "title: \"Protection of Asylum", "title: \"The Protection of Asylum",
         lambda: Resolution.objects.get(symbol__startswith="AG/RES. 2597").title.startswith("The ")),
        ("program.yaml", "short_title: \"Inter-American", "short_title: \"The Inter-American",
         lambda: Program.objects.get().short_title.startswith("The ")),
        ("activities.yaml", "Promote the inter-American human", "Advance the inter-American human",
         lambda: Activity.objects.get(code="1").short_title.startswith("Advance")),
        ("countries.yaml", "{name: \"Argentine Republic\"", "{name: \"Argentina Republic\"",
         lambda: CountryAlias.objects.filter(name="Argentina Republic").exists()),
        ("implementers.yaml", "activities: [RIAL-1, RIAL-2, RIAL-3]", "activities: [RIAL-1, RIAL-2]",
         lambda: not Assignment.objects.filter(activity__code="RIAL-3").exists()),
        ("year.yaml", "series: \"OEA/Ser.G\"", "series: \"OEA/Ser.L\"",
         lambda: ReportCover.objects.get().series == "OEA/Ser.L"),
        ("year.yaml", "title: \"ANNUAL REPORT", "title: \"THE ANNUAL REPORT",
         lambda: ReportingYear.objects.get().title.startswith("THE ")),
        ("narratives.yaml", "heading: Background", "heading: Antecedents",
         lambda: Narrative.objects.get(kind="background").heading == "Antecedents"),
        ("narratives.yaml", "entries: [2011-mide-7]", "entries: [2011-mide-6, 2011-mide-7]",
         lambda: Highlight.objects.get(position=9).supports.count() == 2),
        ("chapters/rial.yaml", "amount: 200000", "amount: 200000.50",
         lambda: str(Submission.objects.get(implementer__slug="rial").financing
                     .get(position=2).amount) == "200000.50"),
        ("chapters/rial.yaml", "  - code: RIAL-3\n", "",
         lambda: Submission.objects.get(implementer__slug="rial").listed_activities.count() == 2),
    ],
)  # fmt: skip
def test_update_changes_each_kind_of_record(files, name, old, new, changed):
    assert not changed()
    files.edit(name, old, new)
    result = load_year(files.path, update=True)
    assert (result.inserted, result.changed, result.left) == (0, 1, [])
    assert changed()


@on_sqlite_alone("what a file changes is found in Python, before a row is written")
@pytest.mark.parametrize(
    ("name", "old", "new", "of_year", "of_chapter"),
    [
        ("year.yaml", "OEA/Ser.G", "OEA/Ser.L", 1, 0),
        ("narratives.yaml", "heading: Background", "heading: Antecedents", 1, 0),
        ("narratives.yaml", "[2011-mide-7]", "[2011-mide-6, 2011-mide-7]", 1, 0),
        ("chapters/rial.yaml", "amount: 200000", "amount: 200000.50", 0, 1),
        ("chapters/rial.yaml", "[2011-rial-3, 2011-rial-4]", "[2011-rial-3]", 0, 1),
        ("program.yaml", 'short_title: "Inter-', 'short_title: "The Inter-', 0, 0),
    ],
)
def test_update_increases_the_content_version(files, name, old, new, of_year, of_chapter):
    def versions() -> tuple[int, int]:
        rial = Submission.objects.get(implementer__slug="rial")
        return rial.reporting_year.content_version, rial.content_version

    year, chapter = versions()
    files.edit(name, old, new)
    load_year(files.path, update=True)
    assert versions() == (year + of_year, chapter + of_chapter)


def test_links_in_another_order_are_no_edit(files):
    files.edit("chapters/rial.yaml", "[2011-rial-3, 2011-rial-4]", "[2011-rial-4, 2011-rial-3]")
    result = load_year(files.path, update=True)
    assert (result.changed, result.left) == (0, [])


def test_an_entry_may_continue_one_of_a_later_chapter(empty_database, files):
    files.edit("chapters/rial.yaml", "[2011-rial-1]", "[2011-rial-1, 2011-ilo-1]")
    load_year(files.path, update=False)
    entry = Entry.objects.get(reference="2011-rial-5")
    assert entry.continues.filter(reference="2011-ilo-1").exists()


def test_what_the_secretariat_unlinked_stays_unlinked():
    Activity.objects.filter(code="MiDE-1").update(probably_same_as=None)
    load_year(FIXTURES, update=True)
    assert Activity.objects.get(code="MiDE-1").probably_same_as is None


def test_activities_of_another_program_are_no_edit_of_an_implementer():
    program = Program.objects.get()
    program.pk, program.slug, program.is_current = None, "another", False
    program._state.adding = True
    program.save()
    activity = Activity.objects.create(program=program, code="1", position=1)
    Assignment.objects.create(activity=activity, implementer=Implementer.objects.get(slug="iom"))
    assert load_year(FIXTURES, update=True).left == []


def test_a_member_who_left_and_came_back_is_loaded_in_any_order(files):
    files.edit(
        "countries.yaml",
        'oas: [{from: "1982-03-03"}]',
        'oas: [{from: "1982-03-03"}, {to: "1970-01-01"}]',
    )
    assert load_year(files.path, update=True).changed == 1
    assert Country.objects.get(iso3="BHS").oas_memberships.count() == 2
    assert load_year(files.path, update=True).left == []


def test_a_second_load_saves_no_second_version():
    load_year(FIXTURES, update=True)
    assert not EntryVersion.objects.filter(number=2).exists()


def test_a_second_load_reads_each_chapter_as_a_whole():
    with CaptureQueriesContext(connection) as queries:
        load_year(FIXTURES, update=False)
    assert len(queries) < 1000
