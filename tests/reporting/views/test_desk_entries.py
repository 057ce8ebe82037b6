"""The form of an entry: what it saves, and what it does with bad input."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from program.forms import RichTextField
from reporting.actions.entries import save_entry
from reporting.entry_content import EventContent
from reporting.models import Entry
from reporting.queries.entries import content_of
from tests.factories import content, rich_content, submission_at_status, write_entry
from tests.reporting.views import Page, page_of
from tests.reporting.views.desk_forms import event, posted, text_data

pytestmark = pytest.mark.django_db

NEW = "/desk/2013/iom/entries/new/"
EDIT = "/desk/entries/2013-iom-1/"
CHAPTER = "/desk/2013/iom/"


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    """The browser of IOM's writer while their chapter is open."""
    client.force_login(iom_writer)
    return client


def stored(reference="2013-iom-1"):
    return content_of(Entry.objects.with_relations().get(reference=reference))


def errors_of(response) -> dict[str, list[str]]:
    """Every error on the page, by the name of its field."""
    forms = response.context["forms"]
    found = {name: list(errors) for name, errors in forms.form.errors.items()}
    for rows in (forms.countries, forms.events):
        for row in rows:
            found |= {row.add_prefix(name): list(errors) for name, errors in row.errors.items()}
    return found


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# Saving


def test_an_entry_is_added(writing):
    response = writing.post(
        NEW,
        posted(
            text="A **workshop**.\r\n\r\n- one\r\n- two",
            activities=["67", "68"],
            countries=[{"country": "CRI", "role": "participant"}],
            events=[event("2013-05-24", "2013-05-25", place="San José", country="CRI")],
        ),
    )

    assert response.status_code == 302
    assert response["Location"] == "/desk/2013/iom/#e-2013-iom-1"
    assert told(response) == ["Saved: 2013-iom-1."]
    assert stored() == content(
        text="<p>A **workshop**.</p><p>- one<br>- two</p>",
        activities=("67", "68"),
        countries=(("CRI", "participant"),),
        events=(
            EventContent(
                datetime.date(2013, 5, 24),
                datetime.date(2013, 5, 25),
                place="San José",
                country="CRI",
            ),
        ),
    )


def test_what_was_saved_is_on_the_chapter(writing):
    response = writing.post(NEW, posted(text="Seen on the chapter."), follow=True)

    assert "<p>Seen on the chapter.</p>" in response.content.decode()


@pytest.mark.parametrize("kind", ["planned", "executed", "next_year"])
def test_the_column_is_the_one_asked_for(kind, writing):
    page = writing.get(NEW, {"kind": kind}).content.decode()

    assert page.count("checked") == 1
    assert f'value="{kind}" required id=' in page or f'value="{kind}"' in page


@pytest.mark.parametrize(
    "text",
    [
        "<p>A workshop &lt;1&gt; &amp; more.<br>It  took place.</p><p>*Twice*.</p>",
        '<ol start="2"><li><p>A <strong>workshop</strong>.</p></li></ol><p>Twice.</p>',
    ],
    ids=["plain", "structured"],
)
def test_an_entry_that_is_opened_and_saved_is_the_same_and_has_no_new_version(
    writing, iom_draft, iom_writer, text
):
    given = rich_content(
        2013,
        text=text,
        kind="planned",
        label="Activity 1",
        documents=(("Minutes", "https://www.iom.int/minutes.pdf"),),
        heading="Group",
        subheading="Part",
        outcome="postponed",
    )
    save_entry(iom_draft, given, by=iom_writer)

    response = writing.post(EDIT, sent_by_page(writing.get(EDIT)))

    assert response.status_code == 302, errors_of(response)
    assert stored() == given
    assert Entry.objects.get(reference="2013-iom-1").versions.count() == 1


def sent_by_page(response) -> dict[str, object]:
    """What a browser without a script would send if the page were submitted as it stands."""
    forms = response.context["forms"]
    data: dict[str, object] = {"save": "1"}
    for form in (forms.form, *forms.countries, *forms.events, *forms.documents):
        for field in form:
            value = field.value()
            if isinstance(field.field, RichTextField):
                data |= text_data(field.html_name, value or "")
            elif value not in (None, False, "", []):
                data[field.html_name] = value
    for rows in (forms.countries, forms.events, forms.documents):
        data |= {rows.add_prefix("TOTAL_FORMS"): rows.total_form_count()}
        data |= {rows.add_prefix("INITIAL_FORMS"): 0}
    return {key.replace("-__prefix__", ""): value for key, value in data.items()}


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2013-05-01", "2013-05-31", "month"),
        ("2013-05-01", "2013-06-30", "month"),
        ("2013-01-01", "2013-12-31", "year"),
        ("2013-05-24", "2013-05-24", "day"),
    ],
)
def test_a_date_stays_as_exact_as_it_is_known(
    first, last, precision, writing, iom_draft, iom_writer
):
    event_known = EventContent(
        datetime.date.fromisoformat(first),
        datetime.date.fromisoformat(last),
        precision,
        year_inferred=True,
    )
    write_entry(iom_draft, events=(event_known,), by=iom_writer)

    writing.post(EDIT, sent_by_page(writing.get(EDIT)))

    assert stored().events == (event_known,)


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        (event("2013-05"), "2013-05-01", "2013-05-31", "month"),
        (event("2013"), "2013-01-01", "2013-12-31", "year"),
        (event("2013-05-24", precision="month"), "2013-05-01", "2013-05-31", "month"),
        (event("2013-05-24", "2013-06"), "2013-05-01", "2013-06-30", "month"),
    ],
)
def test_the_least_exact_word_about_a_date_counts(typed, first, last, precision, writing):
    writing.post(NEW, posted(events=[typed]))

    [found] = stored().events
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (
        first,
        last,
        precision,
    )


def test_a_cleared_row_is_taken_away(writing, iom_draft, iom_writer):
    save_entry(iom_draft, rich_content(2013, kind="planned"), by=iom_writer)

    writing.post(
        EDIT,
        posted(
            based_on=1,
            countries=[{"country": "", "role": "participant"}, {"country": "HTI", "role": "place"}],
            events=[event(), event("2013-05-01")],
        ),
    )

    assert stored().countries == (("HTI", "place"),)
    assert len(stored().events) == 1


def test_the_order_of_citations_is_kept_and_new_ones_follow(writing, iom_draft, iom_writer):
    write_entry(iom_draft, activities=("70", "67"), by=iom_writer)

    writing.post(EDIT, posted(based_on=1, activities=["67", "68", "70"], other_activities=["16"]))

    assert stored().activities == ("70", "67", "68", "16")


def test_an_executed_entry_continues_a_plan(writing, iom_draft, iom_writer):
    write_entry(iom_draft, kind="planned", text="We will train.", by=iom_writer)

    assert "2013-iom-1: We will train." in writing.get(NEW).content.decode()
    writing.post(NEW, posted(continues=["2013-iom-1"]))

    assert stored("2013-iom-2").continues == ("2013-iom-1",)


def test_an_announcement_printed_in_2011_is_offered_to_a_plan(client, year_2012, iom_writer):
    client.force_login(iom_writer)

    assert (
        "Planned for next year in 2011"
        in client.get("/desk/2012/iom/entries/new/?kind=planned").content.decode()
    )


def test_only_entries_that_can_be_continued_are_offered(client, year_2012, iom_writer):
    client.force_login(iom_writer)

    for kind, expected in (("executed", {2012}), ("planned", {2011}), ("next_year", set())):
        page = client.get(f"/desk/2012/iom/entries/new/?kind={kind}")
        groups = page.context["forms"].form.fields["continues"].choices
        offered = {reference for _label, choices in groups for reference, _words in choices}
        assert {int(reference[:4]) for reference in offered} == expected


def test_assigned_activities_come_first_and_the_others_apart(writing):
    forms = writing.get(NEW).context["forms"]
    own = [code for code, _words in forms.form.fields["activities"].choices]
    others = [code for code, _words in forms.form.fields["other_activities"].choices]

    assert own == ["67", "68", "69", "70", "71", "72", "73", "74", "75", "76", "IOM-1"]
    assert "16" in others
    assert not set(own) & set(others)


# More rows without a script


@pytest.mark.parametrize("rows", ["countries", "events"])
def test_rows_are_added_and_nothing_typed_is_lost_or_judged(rows, writing):
    data = posted(text="", countries=[{"country": "CRI", "role": "place"}], events=[event("when?")])
    del data["save"]
    response = writing.post(NEW, {**data, f"add-{rows}": "1"})
    page = response.content.decode()

    assert len(getattr(response.context["forms"], rows).forms) == 5
    assert errors_of(response) == {}
    assert 'value="when?"' in page
    assert 'value="Costa Rica"' in page
    assert not Entry.objects.filter(reference="2013-iom-1").exists()


def test_a_wild_number_of_rows_is_cut_down(writing):
    data = posted() | {"countries-TOTAL_FORMS": "999999999"}
    response = writing.post(NEW, {**data, "add-countries": "1"})

    assert response.status_code == 200
    assert len(response.context["forms"].countries.forms) <= 200


@pytest.mark.parametrize("total", ["", "x", "1e9", "²"])
def test_a_broken_count_of_rows_is_an_error_and_no_crash(total, writing):
    response = writing.post(NEW, posted() | {"countries-TOTAL_FORMS": total})

    assert response.status_code == 200
    assert "ManagementForm data is missing" in response.content.decode()


# Bad input: told at its place, and what was typed is still there


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": ""}, "text", "Write what was planned or done."),
        ({"text": " \r\n "}, "text", "Write what was planned or done."),
        ({"text": "before\0after"}, "text", "control character"),
        ({"text": "before\x1bafter"}, "text", "control character"),
        ({"kind": "dreamt"}, "kind", "dreamt is not one of the available choices"),
        ({"activities": ["999"]}, "activities", "999 is not one of the available choices"),
        ({"activities": ["16"]}, "activities", "16 is not one of the available choices"),
        ({"continues": ["2011-iom-1"]}, "continues", "is not one of the available choices"),
        ({"based_on": "x"}, "based_on", "Enter a whole number"),
        (
            {"countries": [{"country": "XXX", "role": "place"}]},
            "countries-0-country",
            "“XXX” is not a country on record",
        ),
        (
            {"countries": [{"country": "CRI", "role": "king"}]},
            "countries-0-role",
            "king is not one of the available choices",
        ),
        ({"events": [event("2013-02-30")]}, "events-0-start", "is not a date of the calendar"),
        ({"events": [event("24 May")]}, "events-0-start", "Confirm below how “24 May” is read"),
        ({"events": [event("2013-05-24", "2013-05-23")]}, "events-0-end", "ends before it starts"),
        ({"events": [event(end="2013-05-24")]}, "events-0-start", "This field is required"),
        ({"events": [event(place="Lima")]}, "events-0-start", "This field is required"),
        ({"events": [event("2013-05-24", "soon")]}, "events-0-end", "is not a date"),
        ({"events": [event("03/04/2013")]}, "events-0-start", "can be read in several ways"),
        ({"events": [event("in spring")]}, "events-0-start", "can be read in several ways"),
        ({"events": [event("31 June 2013")]}, "events-0-start", "is not a date: write 5 June"),
        ({"events": [event("soon")]}, "events-0-start", "is not a date: write 5 June"),
        ({"title": "x" * 201}, "title", "at most 200"),
        ({"label": "x" * 81}, "label", "at most 80"),
        ({"subheading": "Below nothing"}, "subheading", "needs a heading"),
        ({"language": "de"}, "language", "de is not one of the available choices"),
        ({"events": [event("2013-05-24", place="a\0")]}, "events-0-place", "Null characters"),
        ({"events": [event("2013-05-24", place="x" * 201)]}, "events-0-place", "at most 200"),
        (
            {"events": [event("2013-05-24", country="XXX")]},
            "events-0-country",
            "“XXX” is not a country",
        ),
        ({"events": [event("2013-05-24", precision="hour")]}, "events-0-precision", "hour is not"),
        ({"events": [event("0000-01-01")]}, "events-0-start", "is not a date of the calendar"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_saved(typed, field, words, writing):
    response = writing.post(NEW, posted(**{"text": "Typed with care.", **typed}))

    assert response.status_code == 200
    assert words in " ".join(errors_of(response)[field])
    assert words in response.content.decode().replace("&#x27;", "'")
    assert not Entry.objects.filter(reference="2013-iom-1").exists()
    if "text" not in typed:
        assert "Typed with care." in response.content.decode()


def test_everything_typed_is_still_there_beside_an_error(writing):
    page = writing.post(
        NEW,
        posted(
            text="My long text.",
            kind="planned",
            activities=["67"],
            other_activities=["16"],
            countries=[{"country": "CRI", "role": "beneficiary"}],
            events=[event("2013-05-24", "2013-05-23", "month", "San José", "HTI")],
        ),
    ).content.decode()

    assert "My long text.</textarea>" in page
    for value in ('value="planned"', 'value="67"', 'value="16"'):
        assert any("checked" in line and value in line for line in page.splitlines()), value
    for value in ("beneficiary", "month"):
        assert f'<option value="{value}" selected>' in page
    for value in ("2013-05-24", "2013-05-23", "San José", "Costa Rica", "Haiti"):
        assert f'value="{value}"' in page


def test_an_error_is_tied_to_its_field_for_those_who_listen(writing):
    page = writing.post(NEW, posted(text="")).content.decode()

    assert 'id="id_text_error"' in page
    assert 'aria-invalid="true" aria-describedby="id_text_helptext id_text_error"' in page


@pytest.mark.parametrize("letter", ["x", "é", "語"])
def test_an_oversized_text_is_told_its_limit_and_kept(letter, writing):
    text = letter * 1_000_000
    if letter == "語":
        text = letter * 500_000
    response = writing.post(NEW, posted(text=text))
    page = response.content.decode()

    assert response.status_code == 200
    assert "the limit is 100,000" in page
    assert text in page


@pytest.mark.parametrize(
    "text", ["</textarea><script>alert(1)</script>", '"><img src=x onerror=alert(1)>']
)
def test_a_text_with_tags_comes_back_as_text(text, writing):
    page = writing.post(NEW, posted(text=text, kind="")).content.decode()

    assert text not in page
    assert "&lt;" in page or "&gt;" in page


# Warnings: saved nevertheless


def test_a_date_outside_the_year_is_saved_with_a_warning(writing):
    response = writing.post(NEW, posted(events=[event("2012-05-24")]))

    assert response.status_code == 302
    assert told(response)[1] == (
        "2013-iom-1: 24 May 2012 lies outside 2013, the year this column is about. "
        "Correct the date, or move the entry to the year it belongs to."
    )
    assert stored().events[0].start == datetime.date(2012, 5, 24)


def test_an_activity_not_assigned_is_saved_with_a_warning(writing):
    response = writing.post(NEW, posted(other_activities=["16"]))

    assert told(response)[1] == (
        "2013-iom-1: Activity 16 is not assigned to this implementer. "
        "Correct the number, or have the activity assigned."
    )
    assert stored().activities == ("16",)


def test_the_form_shows_the_warnings_again(writing):
    writing.post(NEW, posted(other_activities=["16"], events=[event("2012-05-24")]))
    page = writing.get(EDIT).content.decode()

    assert "Activity 16 is not assigned to this implementer." in page
    assert "24 May 2012 lies outside 2013" in page


# What the text names and could be added

FORUM = "Under mandate 67, a forum was held in Mexico City from 25 July to 2 August 2013."
COUNTRY, EVENT, ACTIVITY = "country:MEX", "event:2013-07-25/2013-08-02", "activity:67"


def taken(name, **fields) -> dict[str, object]:
    """What the browser sends when "Add" is pressed."""
    data = posted(**{"text": FORUM, **fields})
    return {**{key: value for key, value in data.items() if key != "save"}, "take": name}


def test_the_form_offers_what_its_text_names(writing, iom_draft, iom_writer):
    write_entry(iom_draft, text=FORUM, by=iom_writer)
    page = page_of(writing, EDIT)

    assert [button.get("value") for button in page.find("//button[@name='take']")] == [
        ACTIVITY,
        COUNTRY,
        EVENT,
        "title",
        "all",
    ]


def test_an_empty_form_offers_nothing(writing):
    assert page_of(writing, NEW).find("//button[@name='take']") == []


def test_an_event_that_is_taken_stands_in_its_row_and_nothing_typed_is_lost(writing):
    held = {"country": "HTI", "role": "beneficiary"}
    response = writing.post(NEW, taken(EVENT, countries=[held], other_activities=["16"]))
    forms = response.context["forms"]

    assert response.status_code == 200
    assert not Entry.objects.filter(submission__reporting_year__year=2013).exists()
    row = forms.events.forms[0]
    assert [row[name].value() for name in ("start", "end", "precision", "place", "country")] == [
        "2013-07-25",
        "2013-08-02",
        "day",
        "Mexico City",
        "Mexico",
    ]
    assert forms.countries.forms[0]["country"].value() == "HTI"
    assert forms.form["other_activities"].value() == ["16"]
    assert forms.form["text"].value() == f"<p>{FORUM}</p>"
    assert EVENT not in [offer.name for offer in response.context["panel"].offers]


def test_a_country_goes_into_the_first_row_that_is_empty(writing):
    response = writing.post(NEW, taken(COUNTRY, countries=[{"country": "HTI", "role": "place"}]))

    rows = response.context["forms"].countries.forms
    assert [row["country"].value() for row in rows[:2]] == ["HTI", "Mexico"]


def test_an_activity_that_is_taken_is_chosen(writing):
    response = writing.post(NEW, taken(ACTIVITY))

    assert response.context["forms"].form["activities"].value() == ["67"]


def test_taking_finds_no_fault_with_the_rest_yet(writing):
    response = writing.post(NEW, taken(COUNTRY, kind="", events=[event("2013-02-30")]))

    assert errors_of(response) == {}
    assert Page(response).find("//*[contains(@class, 'field-error')][not(@hidden)]") == []
    assert response.context["forms"].events.forms[0]["start"].value() == "2013-02-30"


def test_all_that_is_offered_is_taken_at_once_and_once(writing):
    response = writing.post(NEW, taken("all"))
    forms = response.context["forms"]

    assert forms.form["activities"].value() == ["67"]
    assert forms.form["title"].value().startswith("Under mandate 67, a forum was held")
    assert [row["country"].value() for row in forms.countries.forms if row.has_changed()] == [
        "Mexico"
    ]
    assert [row["start"].value() for row in forms.events.forms if row.has_changed()] == [
        "2013-07-25"
    ]
    assert response.context["panel"].offers == []


@pytest.mark.parametrize("name", ["", "country:XXX", "event:never", "nonsense", "country:MEX\0"])
def test_what_is_not_offered_is_not_added(name, writing):
    response = writing.post(NEW, taken(name))

    assert response.status_code == 200
    assert response.context["forms"].countries.forms[0]["country"].value() in ("", None)


def test_a_funder_is_offered_as_a_funder(writing):
    text = "A training was held in Tapachula, Mexico, financed by the Government of Canada."
    response = writing.post(NEW, taken("all", text=text))

    rows = response.context["forms"].countries.forms
    assert [(row["country"].value(), row["role"].value()) for row in rows[:2]] == [
        ("Mexico", "place"),
        ("Canada", "funder"),
    ]


@pytest.mark.parametrize(
    ("typed", "chosen", "start", "end"),
    [
        ("03/04/2013", "2013-03-04//day", "2013-03-04", "2013-03-04"),
        ("03/04/2013", "2013-04-03//day", "2013-04-03", "2013-04-03"),
        ("5 to 7 June 2013", "2013-06-05/2013-06-07/day", "2013-06-05", "2013-06-07"),
        ("del 5 al 7 de junio de 2013", "2013-06-05/2013-06-07/day", "2013-06-05", "2013-06-07"),
        ("du 5 au 7 juin 2013", "2013-06-05/2013-06-07/day", "2013-06-05", "2013-06-07"),
        ("5 a 7 de junho de 2013", "2013-06-05/2013-06-07/day", "2013-06-05", "2013-06-07"),
        ("primavera de 2013", "2013-09/2013-11/month", "2013-09-01", "2013-11-30"),
    ],
)
def test_a_typed_date_is_stored_as_the_writer_confirms_it(typed, chosen, start, end, writing):
    asked = writing.post(NEW, posted(events=[event(typed)]))
    name = f"events-0:{chosen}"
    assert name in {button.get("value") for button in Page(asked).find("//button[@name='take']")}
    assert not Entry.objects.filter(reference="2013-iom-1").exists()

    response = writing.post(NEW, {**posted(events=[event(typed)]), "take": name})
    writing.post(NEW, sent_by_page(response))

    [found] = stored().events
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert not found.year_inferred


def test_a_year_that_is_not_typed_is_stored_as_inferred(writing):
    chosen = "events-0:2013-05-24//day/True"
    response = writing.post(NEW, {**posted(events=[event("24 May")]), "take": chosen})
    writing.post(NEW, sent_by_page(response))

    [found] = stored().events
    assert (found.start, found.year_inferred) == (datetime.date(2013, 5, 24), True)


@pytest.mark.parametrize("typed", ["Mexico", "méxico", "MEXIQUE", "mex", "MEX", " México "])
def test_a_country_is_typed_by_any_of_its_names(typed, writing):
    writing.post(NEW, posted(countries=[{"country": typed, "role": "place"}]))

    assert stored().countries == (("MEX", "place"),)


def test_an_incomplete_name_of_a_country_is_asked(writing):
    response = writing.post(NEW, posted(countries=[{"country": "Unite", "role": "place"}]))

    assert "Choose one below" in errors_of(response)["countries-0-country"][0]
    assert "United States" in [
        reading.label for reading in response.context["forms"].countries.forms[0].readings
    ]


# Title, headings, label and language


def test_the_short_texts_are_saved_and_the_title_has_a_source(writing):
    short = {
        "title": "Forum",
        "heading": "Training",
        "subheading": "Consuls",
        "label": "Activity 1",
    }
    writing.post(NEW, posted(language="es", **short))

    saved = stored()
    assert {name: getattr(saved, name) for name in short} == short
    assert (saved.title_source, saved.language) == ("implementer", "es")


def test_a_request_without_the_short_texts_leaves_them(writing, iom_draft, iom_writer):
    write_entry(iom_draft, title="Forum", heading="Training", by=iom_writer)

    writing.post(EDIT, posted(text="Changed.", based_on=1))

    saved = stored()
    assert (saved.title, saved.title_source, saved.heading) == ("Forum", "implementer", "Training")


def test_headings_of_the_chapter_are_suggested(writing, iom_draft, iom_writer):
    write_entry(iom_draft, heading="Training", subheading="Consuls", by=iom_writer)

    page = page_of(writing, NEW)
    for name, words in (("headings", "Training"), ("subheadings", "Consuls")):
        options = page.find(f"//datalist[@id='chapter-{name}']/option")
        assert [option.get("value") for option in options] == [words]


def test_the_language_of_a_text_is_offered(writing):
    text = "Se realizó un taller para los funcionarios de la frontera sur de México."
    response = writing.post(NEW, taken("language:es", text=text))

    assert response.context["forms"].form["language"].value() == "es"


def test_a_text_in_two_languages_is_asked_for_its_language(writing):
    text = "The workshop of the officials was held. Se realizó el taller para los funcionarios con las."
    panel = writing.post(NEW, taken("", text=text)).context["panel"]
    answered = writing.post(NEW, taken("language:pt", text=text)).context

    assert [offer.name for offer in panel.questions[0].answers] == [
        "language:en",
        "language:es",
        "language:fr",
        "language:pt",
    ]
    assert answered["forms"].form["language"].value() == "pt"
    assert answered["panel"].questions == []


def test_an_amount_with_two_meanings_is_asked(writing):
    text = "The two workshops that were held for the officials of the ministries cost US$ 25.000."
    panel = writing.post(NEW, taken("", text=text)).context["panel"]

    assert [question.words for question in panel.questions] == [
        "“US$ 25.000” can be read as 25,000 or as 25. State in the text which one is meant."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "El proyecto costó 25.000 dólares y se realizó en Lima con los funcionarios de la frontera.",
        "Le projet des ministères a coûté 25.000 dollars et les ateliers ont eu lieu à Lima.",
        "O projeto custou 25.000 dólares e foi realizado em Lima com os funcionários da fronteira.",
    ],
)
def test_an_amount_with_two_meanings_is_asked_whatever_the_language(writing, text):
    panel = writing.post(NEW, taken("", text=text)).context["panel"]
    assert any("25.000" in question.words for question in panel.questions)


@pytest.mark.parametrize("text", ["Taller OIM.", "Taller de capacitación en Tegucigalpa."])
def test_a_text_that_does_not_tell_its_language_is_asked_for_it(writing, text):
    panel = writing.post(NEW, taken("", text=text)).context["panel"]
    assert panel.questions[0].words == "Which language is the text in?"


# Whose and when


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
@pytest.mark.parametrize("address", [NEW, EDIT])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_does_not_write_for_iom_is_told_whose_it_is(
    who, address, method, client, iom_draft, iom_writer, request
):
    write_entry(iom_draft, text="Theirs.", by=iom_writer)
    client.force_login(request.getfixturevalue(who))
    response = getattr(client, method)(address, posted(based_on=1))

    assert response.status_code == 403
    assert "This chapter belongs to International Organization for Migration" in (
        response.content.decode()
    )
    assert stored().text == "Theirs."


@pytest.mark.parametrize("address", [NEW, EDIT, CHAPTER])
def test_sign_in_comes_back_to_the_same_page(address, client):
    response = client.get(address)

    assert response["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize(
    "address",
    [
        "/desk/entries/2013-iom-99/",
        "/desk/entries/nonsense/",
        "/desk/1999/iom/entries/new/",
        "/desk/2013/xyz/entries/new/",
        NEW + "?kind=dreamt",
        "/desk/99999999999999999999/iom/entries/new/",
    ],
)
def test_what_is_not_on_record_is_not_found(address, writing):
    assert writing.get(address).status_code == 404


def test_a_printed_entry_cannot_be_edited_by_its_implementer(client, iom_writer):
    client.force_login(iom_writer)
    response = client.get("/desk/entries/2011-iom-1/")

    assert response.status_code == 409
    assert "This chapter is accepted" in response.content.decode()


def test_a_submitted_chapter_says_so(writing, iom_draft, secretariat):
    submission_at_status(iom_draft, "submitted", by=secretariat)
    response = writing.get(NEW)

    assert response.status_code == 409
    assert "This chapter is submitted" in response.content.decode()


def test_a_year_that_closed_while_writing_gives_the_text_back(writing, open_year_2013):
    open_year_2013.closed_at = timezone.now()
    open_year_2013.save()
    response = writing.post(NEW, posted(text="Too late, and not lost."))
    page = response.content.decode()

    assert response.status_code == 409
    assert "The year 2013 is closed." in page
    assert "Too late, and not lost.</textarea>" in page


# What it costs


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_one_and_three_entries(
    count, writing, iom_draft, iom_writer, django_assert_num_queries
):
    for _n in range(count):
        save_entry(iom_draft, rich_content(2013), by=iom_writer)

    with django_assert_num_queries(32):
        writing.get(EDIT)
    with django_assert_num_queries(13):
        writing.get(NEW)
