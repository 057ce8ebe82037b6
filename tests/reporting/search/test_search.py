"""What is found: the same on both databases."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from program.models import Country
from program.rich_text import from_plain
from reporting.actions.reviews import reopen
from reporting.enums import EntryKind, SubmissionStatus
from reporting.filters import EntryFilter
from reporting.models import Entry, SearchDocument
from reporting.queries.entries import public_entries
from reporting.search.facets import FacetValue, facet_values
from reporting.search.index import index_entries, index_everything
from reporting.search.query import SearchQuery, parse_query
from reporting.search.results import newest, read_results, search
from reporting.search.snippets import highlight, snippet
from reporting.templatetags.site import text_parts
from tests.factories import submission_at_status, write_entry
from tests.reporting.views import full_content, new_chapter, new_entry, new_year

pytestmark = pytest.mark.django_db


def results_of(typed):
    query = parse_query(typed)
    return read_results(search(query).documents, query)


def filtered(**filters):
    chosen = EntryFilter(filters, public_entries())
    assert chosen.is_valid()
    return chosen.qs


def found(typed, **filters):
    """References, codes and kinds of what matches, the best first."""
    return [str(row) for row in answers(typed, **filters)]


def answers(typed, **filters):
    entries = filtered(**filters) if filters else None
    keys = search(parse_query(typed), entries).documents
    documents = SearchDocument.objects.in_bulk(keys)
    return [documents[key] for key in keys]


@pytest.fixture
def texts(admin_user):
    """Four entries of 2013, one in each language."""
    chapter = new_chapter(new_year(2013), "ilo", by=admin_user)

    def make(text, language="en", **parts):
        content = full_content(2013, text=text, activities=(), countries=(), **parts)
        return new_entry(chapter, _in(content, language), by=admin_user)

    return make


def _in(content, language):
    return type(content)(**{**content.__dict__, "language": language})


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "Two zanzibar trainings for officers.", "zanzibar training"),
        ("en", "The zanzibar officers were trained.", "zanzibar train"),
        ("es", "Las migraciones de zanzíbar.", "migración zanzibar"),
        ("es", "La migración de zanzíbar.", "migraciones zanzibar"),
        ("es", "Los niños de zanzíbar.", "nino zanzibar"),
        ("fr", "Les réfugiés de zanzibar.", "refugie zanzibar"),
        ("fr", "Le comité régional de zanzibar.", "regionaux zanzibar"),
        ("pt", "As capacitações em zanzibar.", "capacitação zanzibar"),
        ("pt", "A capacitação em zanzibar.", "capacitacoes zanzibar"),
        ("pt", "Os direitos em zanzibar.", "direito zanzibar"),
    ],
)
def test_a_word_is_found_by_its_other_forms_in_four_languages(texts, language, text, asked):
    entry = texts(text, language)
    assert found(asked) == [entry.reference]


def test_the_beginning_of_a_word_is_enough(texts):
    entry = texts("A quxology seminar.")
    assert found("quxol") == [entry.reference]
    assert found("qu semin quxology") == []


def test_a_phrase_is_found_as_it_stands(texts):
    texts("Quxology of seminars and rights.")
    entry = texts("A seminar of quxology rights.")
    assert found('"quxology rights"') == [entry.reference]
    assert len(found("quxology rights")) == 2


def test_every_word_must_be_there(texts):
    texts("A quxology seminar.")
    assert found("quxology zanzibar") == []


def test_the_word_itself_comes_before_one_that_begins_with_it(texts):
    longer = texts("The quxolograph met in a hall that was made ready for all of them.")
    exact = texts("The quxolog met in a hall that was made ready for all of them.")
    assert found("quxolog") == [exact.reference, longer.reference]


def test_a_country_is_found_by_its_name_in_another_language(texts, admin_user):
    chapter = new_chapter(new_year(2014), "iom", by=admin_user)
    entry = new_entry(
        chapter, full_content(2014, text="A quxology course.", countries=("BRA",)), by=admin_user
    )
    assert found("quxology brasil") == [entry.reference]


def test_activities_and_parts_of_the_report_are_found_with_entries():
    rows = answers("migrants rights")
    assert [row for row in rows if row.entry]
    assert [row for row in rows if row.activity]
    assert [row for row in rows if row.narrative]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("guyana", "Guyana"),
        ("BRASIL", "Brazil"),
        ("mex", "Mexico"),
        ("oim", "International Organization for Migration (IOM)"),
        ("UNHCR", "United Nations High Commissioner for Refugees (UNHCR)"),
    ],
)
def test_a_country_or_an_implementer_is_found_first_by_any_of_its_names(typed, name):
    assert found(typed)[0] == name


def test_a_new_name_of_a_country_finds_it_and_one_taken_away_does_not():
    alias = Country.objects.get(iso3="GUY").aliases.create(name="Quxoland", kind="variant")
    assert found("quxoland") == ["Guyana"]
    alias.delete()
    assert found("quxoland") == []


def test_the_code_of_an_activity_finds_it_and_then_what_cites_it():
    activity, *entries = answers("67")
    assert activity.activity.code == "67"
    cites = Entry.objects.public().filter(cited__activity=activity.activity)
    assert set(cites) <= {row.entry for row in entries}


def test_a_filter_leaves_entries_alone():
    rows = answers("migrants", kind="executed")
    assert rows
    assert {row.entry.kind for row in rows} == {"executed"}


def test_facets_count_what_is_found():
    entries = search(parse_query("mexico")).entries
    countries = {value.value: value for value in facet_values("country", entries)}
    assert facet_values("year", entries) == [FacetValue("2011", "2011", entries.count())]
    assert sum(value.count for value in facet_values("kind", entries)) == entries.count()
    assert countries["MEX"] == FacetValue("MEX", "Mexico", len(found("mexico", country="MEX")))


@pytest.mark.parametrize("facet", ["year", "country", "implementer", "kind", "activity", "outcome"])
@pytest.mark.parametrize("typed", ["migrants", '"human rights"'])
def test_each_value_of_a_facet_leads_to_as_many_entries_as_it_counts(facet, typed):
    values = facet_values(facet, search(parse_query(typed)).entries)
    assert values
    for value in values:
        assert len(found(typed, **{facet: value.value})) >= value.count > 0
        if facet != "implementer":  # one that others are part of counts for them in the filter
            assert len(found(typed, **{facet: value.value})) == value.count


def test_a_country_that_entries_only_mention_is_no_value_of_the_facet(texts):
    entry = texts("A quxology course.")
    entry.country_roles.create(country=Country.objects.get(iso3="GUY"), role="mentioned")
    entry.country_roles.create(country=Country.objects.get(iso3="MEX"), role="place")
    entry.country_roles.create(country=Country.objects.get(iso3="MEX"), role="subject")
    entries = search(parse_query("quxology")).entries
    assert facet_values("country", entries) == [FacetValue("MEX", "Mexico", 1)]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_what_is_not_accepted_is_not_found(admin_user, status):
    chapter = new_chapter(new_year(2013), "ilo", status=status, by=admin_user)
    entry = new_entry(chapter, full_content(2013, text="A quxology course."), by=admin_user)
    index_entries(Entry.objects.filter(pk=entry.pk))
    assert found("quxology") == []
    assert found("quxology", year="2011") == []
    assert search(parse_query("quxology")).entry_count == 0


def test_what_is_accepted_is_found_and_stays_found_once_while_it_is_reopened(
    secretariat, iom_draft
):
    entry = write_entry(iom_draft, text="A quxology course.", by=secretariat).entry
    assert found("quxology") == []
    chapter = submission_at_status(iom_draft, SubmissionStatus.ACCEPTED, by=secretariat)
    assert found("quxology") == [entry.reference]
    chapter = reopen(chapter, reason="A word is wrong.", by=secretariat)
    write_entry(chapter, text="A zanzibar course.", by=secretariat)
    assert (found("quxology"), found("zanzibar")) == ([entry.reference], [])


def test_a_deleted_entry_is_not_found(texts, admin_user):
    entry = texts("A quxology course.")
    Entry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now(), deleted_by=admin_user)
    assert found("quxology") == []


def test_a_changed_text_is_found_by_its_new_words_alone(texts):
    entry = texts("A quxology course.")
    Entry.objects.filter(pk=entry.pk).update(text="A zanzibar course.")
    call_command("rebuild_search", verbosity=0)
    assert found("quxology") == []
    assert found("zanzibar") == [entry.reference]


def test_rebuilding_finds_the_same_and_drops_what_is_not_public(admin_user):
    before = found("migrants")
    chapter = new_chapter(new_year(2013), "ilo", status="draft", by=admin_user)
    entry = new_entry(chapter, full_content(2013), by=admin_user)
    index_entries(Entry.objects.filter(pk=entry.pk))
    index_everything()
    assert found("migrants") == before
    assert not SearchDocument.objects.filter(entry=entry).exists()


@pytest.mark.parametrize(
    "typed",
    [
        "NEAR(",
        "NEAR(a b, 2)",
        "a AND",
        'a"b',
        "a' OR '1'='1",
        "x' OR 1=1 --",
        "title:migrants",
        "a\x00b",
        "a:*",
        "{title}",
        "a & | !",
        "a\\b",
        "ﬁnance ½",
        " ".join(f"w{number}" for number in range(20)),
        "x" * 200,
    ],
)
def test_a_hostile_query_is_answered(typed):
    assert isinstance(results_of(typed), list)
    assert found(typed, kind="executed") == [str(row) for row in answers(typed, kind="executed")]


def test_a_word_that_looks_like_a_stem_finds_none(texts):
    entry = texts("A course of EN0quxology.")
    texts("A course of quxology.")
    assert found("en0quxology") == found('"of en0quxology"') == [entry.reference]


def test_a_short_text_that_says_it_comes_before_a_long_one_that_says_it_too(texts):
    long = texts("The quxology course. " + "And other things were said at length. " * 300)
    short = texts("The quxology course was held.")
    assert found("quxology") == [short.reference, long.reference]


@pytest.mark.parametrize("typed", ["quxology", '"pure quxology"', 'pure "quxology was"'])
def test_what_says_it_in_its_first_words_comes_before_what_says_it_later(texts, typed):
    first = texts("Pure quxology was taught in a hall that had been made ready for them by then.")
    late = texts("In a hall that had been made ready for all, pure quxology, pure quxology was.")
    assert found(typed) == [first.reference, late.reference]


def test_words_of_a_phrase_that_stand_apart_at_the_head_are_none(texts):
    texts("Quxology and pure things were taught, and more.")
    later = texts("Quxology and pure things were taught, at length and for all, as pure quxology.")
    assert found('"pure quxology"') == [later.reference]


FILTERS = [
    ("year", "2011"),
    ("implementer", "sedi"),
    ("implementer", "unhcr"),
    *(("kind", kind) for kind in EntryKind.values),
    ("outcome", "carried_out"),
    ("outcome", "followed_up"),
    ("country", "MEX"),
    ("country", "HTI"),
    ("activity", "67"),
    ("activity", "RIAL-1"),
]


@pytest.mark.parametrize(("name", "value"), FILTERS)
@pytest.mark.parametrize("typed", ["of", "migrants", '"human rights"'])
def test_a_filter_leaves_of_what_is_found_the_entries_it_chooses(typed, name, value):
    everything = {row.entry for row in answers(typed)}
    assert {row.entry for row in answers(typed, **{name: value})} == everything & set(
        filtered(**{name: value})
    )


@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_a_filter_alone_lists_its_entries_the_newest_year_first(admin_user, name, value):
    later = new_chapter(new_year(2014), "sedi", by=admin_user)
    new_entry(later, full_content(2014, activities=("67",), countries=("MEX",)), by=admin_user)
    entries = filtered(**{name: value})
    expected = [entry.search_document.pk for entry in entries.newest_year_first()]
    assert bool(expected) == (value != "RIAL-1")  # which no entry cites
    assert newest(entries).documents == expected


def test_a_filter_alone_leaves_out_what_is_not_public(admin_user):
    before = newest(filtered(country="MEX")).documents
    chapter = new_chapter(new_year(2014), "sedi", status="draft", by=admin_user)
    for _draft in range(4):
        new_entry(chapter, full_content(2014, countries=("MEX",)), by=admin_user)
    index_entries(Entry.objects.filter(submission=chapter))
    assert newest(filtered(country="MEX")).documents == before


def test_a_result_marks_what_was_found_and_escapes_the_rest(texts):
    typed = from_plain("A <b>quxology</b> & seminar on human rights of quxologists, in full.")
    texts(typed.replace("seminar", "<strong>semi</strong>nar").replace("human", "<em>human</em>"))
    [result] = results_of('quxology "human rights"')
    assert text_parts(result.snippet) == (
        "A &lt;b&gt;<mark>quxology</mark>&lt;/b&gt; &amp; seminar on <mark>human</mark> "
        "<mark>rights</mark> of <mark>quxologists</mark>, in full."
    )
    assert results_of("seminar strong") == []


def test_a_snippet_of_a_long_text_is_round_what_was_found(texts):
    texts("word " * 200 + "quxology " + "other " * 200)
    [result] = results_of("quxology")
    assert text_parts(result.snippet).startswith(
        "… word word word word <mark>quxology</mark> other"
    )
    assert text_parts(result.snippet).endswith(" …")


@pytest.mark.parametrize("words", [1, 37, 38, 39, 200])
def test_without_a_query_a_snippet_is_the_beginning_and_a_title_is_whole(words):
    said = [f"word{number}" for number in range(words)]
    text = " & ".join(said) + "!"
    whole, beginning = text.replace("&", "&amp;"), " &amp; ".join(said[:38])

    assert text_parts(highlight(text, SearchQuery(), language="en")) == whole
    assert text_parts(snippet(text, SearchQuery(), language="en")) == (
        whole if words <= 38 else f"{beginning} …"
    )
