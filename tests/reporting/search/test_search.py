"""What is found: the same on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from program.models import Activity, Country
from reporting.actions.reviews import reopen
from reporting.enums import EntryKind, SubmissionStatus
from reporting.filters import EntryFilter
from reporting.models import Entry, SearchDocument
from reporting.search.engines import postgres
from reporting.search.facets import facets_of
from reporting.search.hits import hits_of
from reporting.search.index import index_entries, index_everything
from reporting.search.marks import narrowing
from reporting.search.passages import marked, passage
from reporting.search.question import Question, read_question
from reporting.search.results import newest, search
from tests.factories import submission_at_status, write_entry
from tests.reporting.views import full_content, new_chapter, new_entry, new_year

pytestmark = pytest.mark.django_db
on_postgres = pytest.mark.skipif(connection.vendor == "sqlite", reason="the index is PostgreSQL's")


def asked(question, **filters):
    if not filters:
        return search(question)
    chosen = EntryFilter(filters, Entry.objects.public())
    assert chosen.is_valid()
    return search(question, narrowing(chosen.form.cleaned_data))


def hits(typed):
    question = read_question(typed)
    found = asked(question)
    return hits_of(found.documents, facets_of(found.marks.values()), question)


def found(typed, **filters):
    """References, codes and kinds of what answers, the best first."""
    return [str(row) for row in answers(typed, **filters)]


def answers(typed, **filters):
    keys = asked(read_question(typed), **filters).documents
    held = SearchDocument.objects.in_bulk(keys)
    return [held[key] for key in keys]


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
    entries = [marks for marks in asked(read_question("mexico")).marks.values() if marks]
    facets = facets_of(entries).values()
    assert facets["year"] == [type(facets["year"][0])("2011", "2011", len(entries))]
    assert sum(value.count for value in facets["kind"]) == len(entries)
    assert ("MEX", "Mexico") in [(value.value, value.label) for value in facets["country"]]


def test_more_than_anybody_reads_are_the_best_of_them(monkeypatch):
    whole = asked(read_question("migrants"))
    monkeypatch.setattr("reporting.search.results.MOST", 5)
    best = asked(read_question("migrants"))
    assert (whole.is_all, best.is_all) == (True, False)
    assert best.documents == whole.documents[:5]


def test_what_is_not_public_takes_no_place_among_the_best(admin_user, monkeypatch):
    public = asked(read_question("migrants")).documents
    chapter = new_chapter(new_year(2013), "ilo", status="draft", by=admin_user)
    entry = new_entry(chapter, full_content(2013, text="Migrants, migrants."), by=admin_user)
    index_entries(Entry.objects.filter(pk=entry.pk))
    monkeypatch.setattr("reporting.search.results.MOST", 5)
    assert asked(read_question("migrants")).documents == public[:5]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_what_is_not_accepted_is_not_found(admin_user, status):
    chapter = new_chapter(new_year(2013), "ilo", status=status, by=admin_user)
    entry = new_entry(chapter, full_content(2013, text="A quxology course."), by=admin_user)
    index_entries(Entry.objects.filter(pk=entry.pk))
    assert found("quxology") == []


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
    ["NEAR(", "NEAR(a b)", "a AND", 'a"b', "a' OR '1'='1", "*", "a:*", "{title}", "a & | !", "\\"],
)
def test_a_hostile_question_is_answered(typed):
    if read_question(typed):
        hits(typed)


def test_a_word_that_looks_like_a_stem_finds_none(texts):
    entry = texts("A course of EN0quxology.")
    texts("A course of quxology.")
    assert found("en0quxology") == found('"of en0quxology"') == [entry.reference]


@on_postgres
def test_the_index_is_asked_and_not_every_document():
    question = read_question("migrants rights")
    best, parameters = postgres.best_of(question, (), 5, 5, "", ())
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN WITH {best} SELECT id FROM best", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    # Of the newest entries, of all of them, of what says it elsewhere; the others are few.
    assert plan.count("Bitmap Index Scan on reporting_search_words ") == 3


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


def test_where_the_first_words_say_it_often_enough_the_others_are_not_looked_at(texts, monkeypatch):
    texts("In a hall that had been made ready for all of them, quxology.")
    first = [texts(f"Quxology was taught to {number} officers.").reference for number in range(3)]
    monkeypatch.setattr("reporting.search.results.MOST", 2)
    best = asked(read_question("quxology"))
    assert (len(best.documents), best.is_all) == (2, False)
    assert set(found("quxology")) < set(first)


FILTERS = [
    ("year", "2011"),
    ("implementer", "sedi"),
    ("implementer", "unhcr"),
    *(("kind", kind) for kind in EntryKind.values),
    ("outcome", "carried_out"),
    ("country", "MEX"),
    ("country", "HTI"),
    ("activity", "67"),
    ("activity", "RIAL-1"),
]


@pytest.mark.parametrize(("name", "value"), FILTERS)
@pytest.mark.parametrize("typed", ["of", "migrants", '"human rights"'])
def test_the_index_narrows_as_the_filter_does(monkeypatch, typed, name, value):
    monkeypatch.setattr("reporting.search.results.MOST", 500)
    whole = asked(read_question(typed)).documents
    chosen = EntryFilter({name: value}, Entry.objects.public().filter(search_document__in=whole))
    assert {row.entry for row in answers(typed, **{name: value})} == set(chosen.qs)


@pytest.mark.parametrize(("name", "value"), FILTERS)
def test_a_filter_alone_lists_its_entries_the_newest_year_first(
    texts, admin_user, monkeypatch, name, value
):
    monkeypatch.setattr("reporting.search.results.MOST", 500)
    later = new_chapter(new_year(2014), "sedi", by=admin_user)
    new_entry(later, full_content(2014, activities=("67",), countries=("MEX",)), by=admin_user)
    chosen = EntryFilter({name: value}, Entry.objects.public())
    assert chosen.is_valid()
    expected = [SearchDocument.key_of("entry", entry.pk) for entry in chosen.qs.newest_year_first()]
    assert bool(expected) == (value != "RIAL-1")  # which no entry cites
    assert newest(narrowing(chosen.form.cleaned_data)).documents == expected


def test_a_filter_alone_leaves_out_what_is_not_public(admin_user, monkeypatch):
    monkeypatch.setattr("reporting.search.results.MOST", 2)
    chapter = new_chapter(new_year(2014), "sedi", status="draft", by=admin_user)
    for _draft in range(4):
        new_entry(chapter, full_content(2014, countries=("MEX",)), by=admin_user)
    index_entries(Entry.objects.filter(submission=chapter))
    chosen = EntryFilter({"country": "MEX"}, Entry.objects.public())
    assert chosen.is_valid()
    first = [entry.pk for entry in chosen.qs.newest_year_first()[:2]]
    found = newest(narrowing(chosen.form.cleaned_data))
    assert found.documents == [SearchDocument.key_of("entry", pk) for pk in first]
    assert not found.is_all


@pytest.mark.parametrize(
    "newest_first",
    ["", pytest.param("id > 0", marks=on_postgres), pytest.param("false", marks=on_postgres)],
)
def test_of_very_many_entries_the_newest_are_ranked_and_nothing_else_is_left_out(
    texts, monkeypatch, newest_first
):
    monkeypatch.setattr("reporting.search.results.MOST", 3)
    monkeypatch.setattr("reporting.search.engines._RANKED", 4)
    if newest_first:  # whether the newest entries are enough to look at: all are new, none is
        monkeypatch.setattr(postgres, "_IS_NEW", newest_first)
    Country.objects.get(iso3="GUY").aliases.create(name="Quxology", kind="variant")
    Activity.objects.filter(code="67").update(text="Quxology.")
    Activity.objects.get(code="67").save()
    entries = [
        texts("Quxology was taught." + " And other things were said." * repeated).reference
        for repeated in (0, 30, 40, 20, 10)
    ]
    best = [str(row) for row in answers("quxology")]
    assert best == ["Guyana", str(Activity.objects.get(code="67")), entries[4]]


def test_a_text_that_says_a_mark_has_it_not(texts):
    mark = next(iter(narrowing({"country": Country.objects.get(iso3="MEX")})[0]))
    texts(f"A quxology course of {mark}.")
    assert found("quxology") != []
    assert found("quxology", country="MEX") == []


def test_a_hit_marks_what_was_found_and_escapes_the_rest(texts):
    texts("A <b>quxology</b> & seminar on human rights of quxologists, in full.")
    [hit] = hits('quxology "human rights"')
    assert hit.passage == (
        "A &lt;b&gt;<mark>quxology</mark>&lt;/b&gt; &amp; seminar on <mark>human</mark> "
        "<mark>rights</mark> of <mark>quxologists</mark>, in full."
    )


def test_a_passage_of_a_long_text_is_round_what_was_found(texts):
    texts("word " * 200 + "quxology " + "other " * 200)
    [hit] = hits("quxology")
    passage = hit.passage
    assert passage.startswith("… word word word word <mark>quxology</mark> other")
    assert passage.endswith(" …")


@pytest.mark.parametrize("words", [1, 37, 38, 39, 200])
def test_without_a_question_a_passage_is_the_beginning_and_a_title_is_whole(words):
    said = [f"word{number}" for number in range(words)]
    text = " & ".join(said) + "!"
    whole, beginning = text.replace("&", "&amp;"), " &amp; ".join(said[:38])

    assert marked(text, Question(), language="en") == whole
    assert passage(text, Question(), language="en") == (whole if words <= 38 else f"{beginning} …")
