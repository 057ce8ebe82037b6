"""Writing with a token: the rights and rules of the desk, and nothing lost to another's save."""

import json
import uuid
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from rest_framework.throttling import SimpleRateThrottle

from implementers.models import Membership
from implementers.tokens import make_token, revoke_token
from reporting.actions.entries import save_entry
from reporting.actions.entry_writing import persist_entry
from reporting.actions.submissions import submit
from reporting.enums import Origin
from reporting.models import Entry, LogEntry
from reporting.queries.entries import content_of
from tests.factories import content, submission_at_status, write_entry

from .test_problems import problem_of

pytestmark = pytest.mark.django_db

DRAFTS = "/api/v1/drafts/"
ENTRIES = f"{DRAFTS}2013-iom/entries/"
NEW = {"kind": "executed", "text": "A workshop on identification took place."}
NEW_HTML = f"<p>{NEW['text']}</p>"
WHOLE = {
    **NEW,
    "text_html": NEW_HTML,
    "title": "Workshop on identification",
    "label": "Executed 1",
    "heading": "Training",
    "subheading": "Officers",
    "language": "en",
    "activity_codes": ["67", "68"],
    "country_roles": [{"country": "MEX", "role": "place"}],
    "events": [
        {
            "start": "2013-03-01",
            "end": "2013-03-02",
            "precision": "day",
            "place": "Mexico City",
            "country": "MEX",
            "year_inferred": False,
            "title": "Training of officers",
            "subjects": ["HND"],
        }
    ],
    "continues": [],
    "documents": [{"title": "Minutes", "url": "https://example.org/minutes.pdf"}],
    "outcome": "",
    "outcome_reason": "",
}


class Program:
    """A program that writes through the API with a token, or without."""

    def __init__(self, client, secret: str | None) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def __call__(self, method: str, path: str, body: object = None, **headers: str):
        data = body if isinstance(body, str) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        extra = {"data": data, "content_type": "application/json"} if body is not None else {}
        return getattr(self.client, method)(path, **extra, headers={**self.headers, **named})


@pytest.fixture
def program_of(client):
    def make(person) -> Program:
        return Program(client, make_token(name=str(uuid.uuid4()), days=30, by=person)[1])

    return make


@pytest.fixture
def iom_program(program_of, iom_draft, iom_writer) -> Program:
    return program_of(iom_writer)


def test_an_entry_is_written_read_changed_and_taken_out(iom_program, iom_draft, iom_writer):
    made = iom_program("post", ENTRIES, WHOLE)
    told = made.json()
    path = made["Location"].removeprefix("http://testserver")
    read = iom_program("get", path)
    changed = iom_program("patch", path, {"text": "Two workshops."}, If_Match=read["ETag"])
    gone = iom_program("delete", path, If_Match=changed["ETag"])

    assert (made.status_code, path, made["ETag"]) == (201, f"{ENTRIES}2013-iom-1/", '"1"')
    assert {name: told[name] for name in WHOLE} == WHOLE
    assert (told["saved_by"], told["revision"]) == (str(iom_writer), 1)
    assert {name: told[name] for name in read.json()} == read.json()
    assert changed.json() | {"findings": None} == {
        **told,
        **{name: changed.json()[name] for name in ("saved_at", "revision")},
        "text": "Two workshops.",
        "text_html": "<p>Two workshops.</p>",
        "findings": None,
    }
    assert (changed["ETag"], gone.status_code, gone.content) == ('"2"', 204, b"")
    assert iom_program("get", path).status_code == 404
    entry = Entry.with_deleted.get(reference="2013-iom-1")
    assert (entry.saved_by, entry.deleted_by) == (iom_writer, iom_writer)
    log = LogEntry.objects.filter(submission=iom_draft).order_by("pk")
    assert [(row.act, row.by) for row in log if row.entry_id] == [
        ("add", iom_writer),
        ("edit", iom_writer),
        ("delete", iom_writer),
    ]
    for answer in (made, read, changed, gone):
        assert answer["Cache-Control"] == "private, no-store"


def test_what_the_checks_find_is_told_and_the_entry_saved(iom_program):
    event = {"start": "2011-03-01", "end": "2011-03-02"}

    told = iom_program("post", ENTRIES, {**NEW, "events": [event]}).json()

    assert {finding["place"] for finding in told["findings"]} >= {"events/0"}
    assert set(told["findings"][0]) == {"code", "severity", "message", "place"}


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, ["kind", "text"]),
        ([], [""]),
        ({**NEW, "kind": "dreamt"}, ["kind"]),
        ({**NEW, "kind": None}, ["kind"]),
        ({**NEW, "text": " "}, ["text"]),
        ({**NEW, "text": 5}, ["text"]),
        ({**NEW, "text": "a\0b"}, ["text"]),
        ({**NEW, "text": "a\ud800b"}, ["text"]),
        ({**NEW, "text": "a\x07b"}, ["text"]),
        ({"kind": "executed", "text_html": "<p>a\x07b</p>"}, ["text_html"]),
        ({"kind": "executed", "text_html": "<p>a&#7;b</p>"}, ["text_html"]),
        ({"kind": "executed", "text_html": 5}, ["text_html"]),
        ({"kind": "executed", "text_html": "<ul><li>" * 30 + "a"}, ["text_html"]),
        ({"kind": "executed", "text_html": "<p> </p>"}, ["text"]),
        ({**NEW, "outcome_reason": "a\x07b"}, ["outcome_reason"]),
        ({**NEW, "text": "x" * 100_001}, ["text"]),
        ({**NEW, "title": "x" * 201}, ["title"]),
        ({**NEW, "label": "x" * 10_000}, ["label"]),
        ({**NEW, "subheading": "Without a heading"}, ["subheading"]),
        ({**NEW, "words": "?"}, ["words"]),
        ({**NEW, "x" * 10_000: "?"}, ["x" * 60]),
        ({**NEW, "language": "xx"}, ["language"]),
        ({**NEW, "outcome": "carried_out"}, ["outcome"]),
        ({**NEW, "activity_codes": ["67", "999", "M\0"]}, ["activity_codes/2"]),
        ({**NEW, "activity_codes": ["67", "999"]}, ["activity_codes"]),
        ({**NEW, "activity_codes": "67"}, ["activity_codes"]),
        ({**NEW, "activity_codes": ["67"] * 201}, ["activity_codes"]),
        ({**NEW, "country_roles": [{"country": "XXX", "role": "place"}]}, ["country_roles/0/country"]),
        ({**NEW, "country_roles": [{"country": "MEX", "role": "owner"}]}, ["country_roles/0/role"]),
        ({**NEW, "country_roles": [{}]}, ["country_roles/0/country", "country_roles/0/role"]),
        ({**NEW, "events": [{"start": "2013-05-02", "end": "2013-05-01"}]}, ["events/0/end"]),
        ({**NEW, "events": [{"start": "soon", "end": 5}]}, ["events/0/start", "events/0/end"]),
        ({**NEW, "events": [{"start": "2013-05-02", "end": "2013-05-02", "x": 1}]}, ["events/0/x"]),
        ({**NEW, "continues": ["2011-unhcr-1"]}, ["continues"]),
        ({**NEW, "documents": [{"title": "", "url": "ftp://x"}]}, ["documents/0/title", "documents/0/url"]),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field_and_nothing_is_saved(iom_program, sent, fields):
    told = problem_of(iom_program("post", ENTRIES, sent), 400)

    assert sorted({error["field"] for error in told["errors"]}) == sorted(fields)
    assert all(error["detail"] for error in told["errors"])
    assert not Entry.objects.filter(reference__startswith="2013-iom").exists()


STRUCTURED = (
    '<h4>Results</h4><ol start="3" type="a" data-suffix=")"><li><p>first</p></li>'
    "<li><p>H<sub>2</sub>O in 10<sup>2</sup> <strong>liters</strong></p></li></ol>"
    '<p>Text<sup class="note">[1]</sup> <span lang="es">en casa</span></p>'
    "<table><thead><tr><th>Year</th></tr></thead><tbody><tr><td>2013</td></tr></tbody></table>"
)


@pytest.fixture
def structured_entry(iom_draft, iom_writer) -> Entry:
    outcome = {
        "outcome": "postponed",
        "outcome_reason": "<p>First.</p><ul><li><p>Second.</p></li></ul>",
    }
    values = {"kind": "planned", "text": STRUCTURED, **outcome}
    return write_entry(iom_draft, by=iom_writer, **values).entry


def test_html_is_written_and_read_in_the_stored_form(iom_program):
    sent = {"kind": "executed", "text_html": "<ol start=3><li>third<li>fourth</ol>"}
    told = iom_program("post", ENTRIES, sent).json()

    stored = '<ol start="3"><li><p>third</p></li><li><p>fourth</p></li></ol>'
    assert told["text_html"] == Entry.objects.get(reference=told["id"]).text == stored
    assert told["text"] == "3. third\n4. fourth"


def test_markdown_is_stored_with_its_structure(iom_program):
    sent = {**NEW, "text": "# Results\n\n1. **first**\n2. H<sub>2</sub>O\n\n| a |\n| - |\n| b |"}
    told = iom_program("post", ENTRIES, sent).json()

    assert told["text_html"] == (
        "<h4>Results</h4><ol><li><p><strong>first</strong></p></li>"
        "<li><p>H<sub>2</sub>O</p></li></ol>"
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    )
    again = iom_program("post", ENTRIES, {**NEW, "text": told["text"]}).json()
    assert again["text_html"] == told["text_html"]


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ('<p onclick="x()">a<script>alert(1)</script></p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_hostile_html_is_stored_without_its_markup(iom_program, html, stored):
    told = iom_program("post", ENTRIES, {"kind": "executed", "text_html": html}).json()
    assert told["text_html"] == stored


def test_html_in_markdown_is_literal(iom_program):
    told = iom_program("post", ENTRIES, {**NEW, "text": "a <b>b</b> <script>c</script>"}).json()
    assert told["text_html"] == ("<p>a &lt;b&gt;b&lt;/b&gt; &lt;script&gt;c&lt;/script&gt;</p>")


def test_html_is_taken_when_a_new_entry_has_both_texts(iom_program):
    told = iom_program("post", ENTRIES, {**NEW, "text_html": "<p>By HTML.</p>"}).json()
    assert told["text"] == "By HTML."


@pytest.mark.parametrize(
    "sent",
    [
        {"label": "New label"},
        {"label": "New label", "text_html": STRUCTURED},
        {"outcome": "dropped"},
    ],
)
def test_change_of_another_field_leaves_the_structure_of_texts(iom_program, structured_entry, sent):
    path = f"{ENTRIES}{structured_entry.reference}/"
    reason = structured_entry.outcome_reason

    answer = iom_program("patch", path, sent, If_Match='"1"')

    assert answer.status_code == 200
    structured_entry.refresh_from_db()
    assert structured_entry.revision == 2
    assert (structured_entry.text, structured_entry.outcome_reason) == (STRUCTURED, reason)


def test_entry_that_is_sent_back_as_it_was_read_is_not_changed(iom_program, structured_entry):
    path = f"{ENTRIES}{structured_entry.reference}/"
    read = iom_program("get", path)

    for sent in (read.json(), {"text": read.json()["text"]}):
        answer = iom_program("patch", path, sent, If_Match=read["ETag"])
        assert answer.status_code == 200
        assert answer.json()["text_html"] == STRUCTURED
        assert Entry.objects.get(pk=structured_entry.pk).text == STRUCTURED


def test_text_that_differs_from_what_was_read_is_taken(iom_program, structured_entry):
    """A program that knows only one of the two texts sends the other back as it was."""
    path = f"{ENTRIES}{structured_entry.reference}/"
    read = iom_program("get", path).json()

    sent = {**read, "text": "1. New.\n\n5\\. Literal."}
    by_markdown = iom_program("patch", path, sent, If_Match='"1"')
    sent = {**by_markdown.json(), "text_html": "<p>Newer.</p>"}
    sent.pop("findings")
    by_html = iom_program("patch", path, sent, If_Match='"2"')

    assert by_markdown.json()["text_html"] == "<ol><li><p>New.</p></li></ol><p>5. Literal.</p>"
    assert by_html.json()["text"] == "Newer."


def test_reason_is_written_and_read_literally(iom_program, iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer, kind="planned")
    path = f"{ENTRIES}2013-iom-1/"
    sent = {"outcome": "dropped", "outcome_reason": "No <funds> & *no* time.\nNone."}

    told = iom_program("patch", path, sent, If_Match='"1"').json()

    assert told["outcome_reason"] == sent["outcome_reason"]
    assert Entry.objects.get(reference="2013-iom-1").outcome_reason == (
        "<p>No &lt;funds&gt; &amp; *no* time.<br>None.</p>"
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("", 400),
        ("NaN", 400),
        ('{"kind": NaN}', 400),
        ("[" * 100_000, 400),
        ("9" * 10_000, 400),
        ('"text"', 400),
        ("\ufeff{}", 400),
        ("x" * (8 * 1024 * 1024 + 1), 413),
    ],
    ids=["open", "empty", "nan", "nan inside", "deep", "number", "string", "mark", "large"],
)
def test_what_is_no_json_of_ours_is_refused(iom_program, body, status):
    problem_of(iom_program("post", ENTRIES, body), status)


@pytest.mark.parametrize("length", [{}, {"Content_Length": "0"}])
def test_what_is_sent_in_chunks_without_a_length_is_refused_and_not_dropped(
    iom_program, iom_draft, iom_writer, length
):
    write_entry(iom_draft, by=iom_writer, text="First.")
    headers = {"Transfer_Encoding": "chunked", "If_Match": '"1"', **length}

    for method, path in (("patch", f"{ENTRIES}2013-iom-1/"), ("post", ENTRIES)):
        told = problem_of(iom_program(method, path, **headers), 411)
        assert "Content-Length" in told["detail"]

    assert Entry.objects.get(reference="2013-iom-1").text == "First."


def test_a_change_without_a_body_is_refused(iom_program, iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)

    for body in (None, ""):
        answer = iom_program("patch", f"{ENTRIES}2013-iom-1/", body, If_Match='"1"')
        assert "nothing was sent" in problem_of(answer, 400)["detail"].lower()

    assert Entry.objects.get(reference="2013-iom-1").revision == 1


def test_what_an_address_does_not_take_is_said_before_what_is_missing(iom_program):
    for method, path in (("post", DRAFTS), ("patch", ENTRIES)):
        problem_of(iom_program(method, path), 405)


def test_what_is_not_said_to_be_json_is_refused(client, iom_program):
    answer = client.post(ENTRIES, NEW, headers=iom_program.headers)

    problem_of(answer, 415)


def test_a_change_must_say_of_what(iom_program, iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)
    path = f"{ENTRIES}2013-iom-1/"

    for headers in ({}, {"If_Match": ""}, {"If_Match": "*"}):
        problem_of(iom_program("patch", path, {"text": "New."}, **headers), 428)
        problem_of(iom_program("delete", path, **headers), 428)
    for named in ('"99"', 'W/"1"', '"x"', '"' + "9" * 5000 + '"'):
        problem_of(iom_program("patch", path, {"text": "New."}, If_Match=named), 412)
    assert iom_program("patch", path, {"text": "New."}, If_Match='"7", "1"').status_code == 200


def test_a_stale_change_is_answered_with_both_versions(
    iom_program, iom_draft, iom_writer, iom_focal_point
):
    entry = write_entry(iom_draft, by=iom_writer, text="First.").entry
    path = f"{ENTRIES}2013-iom-1/"
    write_second(iom_draft, entry, by=iom_focal_point)

    told = problem_of(iom_program("patch", path, {"text": "Third."}, If_Match='"1"'), 412)
    problem_of(iom_program("delete", path, If_Match='"1"'), 412)

    assert told["detail"].startswith(f"{iom_focal_point} saved this entry in the meantime.")
    assert told["current"]["content"]["text"] == "Second."
    assert (told["current"]["etag"], told["current"]["saved_by"]) == ('"2"', str(iom_focal_point))
    assert told["based_on"]["content"]["text"] == "First."
    entry.refresh_from_db()
    assert entry.text == "Second."


def write_second(chapter, entry, *, by):
    save_entry(chapter, content(text="Second."), entry=entry, based_on=1, by=by)


def test_what_is_sent_again_is_the_same_entry(iom_program):
    key = str(uuid.uuid4())

    answers = [iom_program("post", ENTRIES, NEW, Idempotency_Key=key) for _ in range(2)]
    other = iom_program("post", ENTRIES, NEW)
    problem_of(iom_program("post", ENTRIES, NEW, Idempotency_Key="mine"), 400)

    assert [answer.json()["id"] for answer in (*answers, other)] == [
        "2013-iom-1",
        "2013-iom-1",
        "2013-iom-2",
    ]


def test_a_key_that_began_an_entry_begins_no_other(iom_program):
    key = str(uuid.uuid4())
    first = iom_program("post", ENTRIES, NEW, Idempotency_Key=key).json()["id"]

    refused = problem_of(
        iom_program("post", ENTRIES, {**NEW, "text": "Other."}, Idempotency_Key=key), 409
    )
    again = iom_program("post", ENTRIES, NEW, Idempotency_Key=key)

    assert first in refused["detail"]
    assert again.json()["id"] == first
    assert Entry.objects.filter(submission__reporting_year__year=2013).count() == 1


def test_what_is_sent_again_is_the_same_entry_though_its_event_named_a_country(iom_program):
    """The country of an event is tagged on the entry too, which was not in what was sent."""
    key = str(uuid.uuid4())
    event = {"start": "2013-03-01", "end": "2013-03-02", "country": "MEX"}

    answers = [
        iom_program("post", ENTRIES, {**NEW, "events": [event]}, Idempotency_Key=key)
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_who_sees_and_writes_what(program_of, client, request, iom_draft):
    """A member of the implementer writes; another sees nothing; the administrator reads alone."""
    path = f"{ENTRIES}2013-iom-1/"
    write_entry(iom_draft, by=request.getfixturevalue("iom_writer"))
    expected = {
        "iom_writer": (200, 201, 200),
        "iom_focal_point": (200, 201, 200),
        "secretariat": (200, 201, 200),
        "administrator": (200, 403, 403),
        "unhcr_writer": (404, 404, 404),
        "stranger": (404, 404, 404),
    }
    found = {}
    for name in expected:
        program = program_of(request.getfixturevalue(name))
        etag = f'"{Entry.objects.get(reference="2013-iom-1").revision}"'
        found[name] = (
            program("get", path).status_code,
            program("post", ENTRIES, NEW).status_code,
            program("patch", path, {"text": f"By {name}."}, If_Match=etag).status_code,
        )
        lists = program("get", DRAFTS).json()["results"]
        assert any(row["id"] == "2013-iom" for row in lists) is (found[name][0] == 200)
        assert program("get", f"{DRAFTS}2013-iom/").status_code == found[name][0]
    assert found == expected
    assert Program(client, None)("get", ENTRIES).status_code == 401
    assert Program(client, None)("post", ENTRIES, NEW).status_code == 401


def test_a_token_is_as_good_as_its_person_is_now(iom_program, client, iom_writer, settings):
    settings.REQUIRE_TOTP_FOR = ["writer"]
    assert "authenticator app" in problem_of(iom_program("get", DRAFTS), 403)["detail"]
    Authenticator.objects.create(user=iom_writer, type=Authenticator.Type.TOTP, data={})
    assert iom_program("get", ENTRIES).status_code == 200
    Membership.objects.filter(user=iom_writer).delete()
    assert iom_program("get", ENTRIES).status_code == 404
    revoke_token(iom_writer.api_tokens.get(), by=iom_writer)
    answer = iom_program("get", ENTRIES)
    problem_of(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("secret", ["", "wrong", "x" * 5000, "é", "a b"])
def test_a_wrong_token_is_refused(client, iom_draft, secret):
    answer = client.get(ENTRIES, headers={"Authorization": f"Bearer {secret}"})

    problem_of(answer, 401)


def test_a_session_of_a_browser_counts_for_nothing(client, iom_draft, iom_writer):
    client.force_login(iom_writer)

    problem_of(Program(client, None)("post", ENTRIES, NEW), 401)


def test_a_chapter_handed_in_is_read_and_not_written(iom_program, iom_draft, iom_focal_point):
    write_entry(iom_draft, by=iom_focal_point)
    submit(iom_draft, by=iom_focal_point)
    path = f"{ENTRIES}2013-iom-1/"

    assert iom_program("get", f"{DRAFTS}2013-iom/").json()["may_be_written"] is False
    assert iom_program("get", path).status_code == 200
    for answer in (
        iom_program("post", ENTRIES, NEW),
        iom_program("patch", path, {"text": "New."}, If_Match='"1"'),
        iom_program("delete", path, If_Match='"1"'),
    ):
        assert "This chapter is submitted" in problem_of(answer, 409)["detail"]


def test_a_token_changes_nothing_of_what_the_public_api_gives(
    iom_program, client, iom_draft, iom_writer
):
    write_entry(iom_draft, by=iom_writer)

    assert iom_program("get", "/api/v1/entries/2013-iom-1/").status_code == 404
    with_token = iom_program("get", "/api/v1/entries/?count=true")
    assert with_token.content == client.get("/api/v1/entries/?count=true").content


def test_an_accepted_entry_shows_under_the_same_id(iom_program, client, iom_draft, secretariat):
    iom_program("post", ENTRIES, WHOLE)
    submission_at_status(iom_draft, "accepted", by=secretariat)

    public = client.get("/api/v1/entries/2013-iom-1/").json()

    assert {name: public[name] for name in WHOLE if name in public and name != "events"} == {
        name: value for name, value in WHOLE.items() if name in public and name != "events"
    }


def test_queries_do_not_grow(iom_program, iom_draft, iom_writer, django_assert_num_queries):
    iom_program("get", DRAFTS)  # notes the use of the token
    for number in range(12):
        write_entry(iom_draft, by=iom_writer, text=f"Entry {number}.", activities=("67",))

    for size in (1, 3, 12):
        # token, memberships, tree, chapter, rows and six of what they show
        with django_assert_num_queries(12):
            given = iom_program("get", f"{ENTRIES}?page_size={size}").json()
        assert len(given["results"]) == size
    with django_assert_num_queries(4):
        iom_program("get", DRAFTS)


@pytest.mark.parametrize(
    "path",
    [
        f"{DRAFTS}2013-nasa/",
        f"{DRAFTS}²013-iom/",
        f"{DRAFTS}iom/",
        f"{ENTRIES}2013-iom-99/",
        f"{ENTRIES}%00/",
        f"{ENTRIES}2011-iom-1/",
        f"{DRAFTS}2013-iom/nothing/",
    ],
)
def test_what_is_not_there_is_a_problem(iom_program, path):
    problem_of(iom_program("get", path), 404)


@pytest.mark.parametrize("query", ["page=2", "cursor=x", "page_size=1000000", "fields=text"])
def test_what_a_list_does_not_know_is_refused(iom_program, query):
    problem_of(iom_program("get", f"{ENTRIES}?{query}"), 400)


def test_a_check_that_had_no_time_is_told(iom_program, settings):
    settings.CHECK_BUDGET_SECONDS = 0
    findings = iom_program("post", ENTRIES, {**NEW, "text": "He he came."}).json()["findings"]

    assert ("words.doubled", "not_run") in {(one["code"], one["severity"]) for one in findings}


@pytest.fixture
def two_requests_a_minute(monkeypatch):
    rates = {"anon": "2/min", "token": "2/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)


@pytest.mark.usefixtures("two_requests_a_minute")
def test_each_token_has_a_rate_of_its_own(iom_program, program_of, iom_writer):
    other = program_of(iom_writer)

    answers = [iom_program("get", DRAFTS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert problem_of(answers[2], 429)["detail"]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert other("get", DRAFTS).status_code == 200


@pytest.mark.usefixtures("two_requests_a_minute")
def test_token_keeps_its_rate_from_another_address(iom_program):
    answers = [
        iom_program.client.get(DRAFTS, headers=iom_program.headers, REMOTE_ADDR=f"10.0.0.{n}")
        for n in (1, 2, 3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.usefixtures("two_requests_a_minute")
@pytest.mark.parametrize("secret", ["wrong", None])
def test_stranger_who_tries_tokens_is_asked_to_wait(client, iom_program, secret):
    stranger = Program(client, secret)

    assert [stranger("get", DRAFTS).status_code for _ in range(3)] == [401, 401, 429]
    assert client.get("/api/v1/years/").status_code == 429
    assert iom_program("get", DRAFTS).status_code == 200


@pytest.fixture
def quoted_entry(structured_entry) -> Entry:
    """A plan whose outcome the printed report states."""
    values = {"outcome": "carried_out", "outcome_reason": "", "outcome_quotation": "It was held."}
    content = replace(content_of(structured_entry), **values)
    persist_entry(structured_entry, content, origin=Origin.IMPORT, by=None)
    return structured_entry


@pytest.mark.parametrize(
    ("sent", "quotation"),
    [({"label": "New label"}, "It was held."), ({"outcome": "under_way"}, "")],
)
def test_only_a_changed_outcome_loses_the_words_of_the_report(
    iom_program, quoted_entry, sent, quotation
):
    path = f"{ENTRIES}{quoted_entry.reference}/"
    answer = iom_program("patch", path, sent, If_Match='"2"')

    assert answer.status_code == 200
    quoted_entry.refresh_from_db()
    assert quoted_entry.revision == 3
    assert quoted_entry.outcome_quotation == quotation
    assert quoted_entry.outcome_source == ("report" if quotation else "implementer")
