"""Every form with long text keeps what is typed in it: for its writer, and for this form alone."""

import re
import uuid
from dataclasses import dataclass, field

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from reporting.actions.highlights import add_highlight
from reporting.actions.remarks import write_remark
from reporting.models import Entry, Financing, Narrative, Remark, Submission, WritingDraft
from tests.factories import submission_at_status, write_entry

pytestmark = pytest.mark.django_db

CHAPTER = "/desk/2013/iom/"
YEAR = "/desk/years/2013/"
KEEP = "/desk/drafts/"
SESSION = str(uuid.uuid4())
TYPED = "Typed & not saved."


@dataclass(frozen=True)
class Case:
    """A form: where it is, who sends it, its field for text, and what it takes to be refused."""

    address: str
    who: str
    name: str
    status: str = "draft"  # of the chapter
    others: dict[str, str] = field(default_factory=dict)
    is_of_empty_chapter: bool = False


ROWS = {"sources-TOTAL_FORMS": "1", "sources-INITIAL_FORMS": "0", "sources-0-kind": "regular_fund"}
DROPPED = {"outcome": "dropped"}
FORMS = {
    "heading and opening words": Case(f"{CHAPTER}words/", "iom_writer", "lead_planned"),
    "financing": Case(f"{CHAPTER}financing/", "iom_writer", "sources-0-text", others=ROWS),
    "nothing to report": Case(
        f"{CHAPTER}nothing/", "iom_focal_point", "reason", is_of_empty_chapter=True
    ),
    "remark about the chapter": Case(f"{CHAPTER}remarks/", "secretariat", "text"),
    "remark at an entry": Case("/desk/entries/2013-iom-1/remarks/", "iom_writer", "text"),
    "suggested text": Case("/desk/entries/2013-iom-1/remarks/", "secretariat", "suggestion"),
    "answer": Case("/desk/remarks/{remark}/answer/", "iom_writer", "text"),
    "outcome": Case(
        "/desk/entries/2013-iom-1/outcome/", "iom_writer", "outcome_reason", others=DROPPED
    ),
    "return": Case(f"{CHAPTER}return/", "secretariat", "comment", "submitted"),
    "reopening": Case(f"{CHAPTER}reopen/", "secretariat", "reason", "accepted"),
    "narrative part": Case(f"{YEAR}report/parts/background/", "secretariat", "text"),
    "cover": Case(f"{YEAR}report/cover/", "secretariat", "note"),
    "highlight": Case(f"{YEAR}report/highlights/{{highlight}}/wording/", "secretariat", "text"),
    "an entry": Case("/desk/entries/2013-iom-1/", "iom_writer", "text"),
    "a new entry": Case(f"{CHAPTER}entries/new/?kind=planned", "iom_writer", "text"),
}


@dataclass
class World:
    case: Case
    client: Client
    address: str

    @property
    def fields(self) -> dict[str, str]:
        own = {"keep": self.address, "session": SESSION, self.case.name: TYPED}
        return {**self.case.others, **own}

    def keep(self, **more: str):
        return self.client.post(KEEP, {**self.fields, **more})


@pytest.fixture(params=FORMS)
def world(request, client, iom_draft, iom_writer, secretariat) -> World:
    """The form, and its writer, who is signed in."""
    case = FORMS[request.param]
    if case.is_of_empty_chapter:
        client.force_login(request.getfixturevalue(case.who))
        return World(case, client, case.address)
    entry = write_entry(iom_draft, kind="planned", by=iom_writer).entry
    executed = write_entry(iom_draft, text="A workshop.", by=iom_writer).entry
    remark = write_remark(iom_draft, "Where was it?", entry=entry, by=secretariat)
    add_highlight(iom_draft.reporting_year, executed, by=secretariat)
    highlight = iom_draft.reporting_year.highlights.get()
    submission_at_status(iom_draft, case.status, by=secretariat)
    client.force_login(request.getfixturevalue(case.who))
    return World(case, client, case.address.format(remark=remark.pk, highlight=highlight.pk))


def drafts() -> list[tuple[str, str]]:
    return list(WritingDraft.objects.values_list("form", "session"))


def on_record() -> list[object]:
    """Whatever the forms write to."""
    models = (Entry, Financing, Narrative, Remark, Submission)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_what_is_typed_is_kept_offered_in_its_form_and_taken_back(world):
    before = on_record()
    assert world.keep().status_code == 200
    assert drafts() == [(world.address, SESSION)]
    page = world.client.get(world.address).content.decode()
    kept = WritingDraft.objects.get()
    assert f'data-draft="{SESSION}"' in page
    assert TYPED not in page

    draft = world.client.get(f"/desk/drafts/{kept.pk}/")
    assert "Typed &amp; not saved." in draft.content.decode()
    assert f'action="{world.address.replace("&", "&amp;")}"' in draft.content.decode()
    again = world.client.post(world.address, {**world.fields, "restore": "1"})

    assert "Typed &amp; not saved." in again.content.decode()
    assert f'name="session" value="{SESSION}"' in again.content.decode()
    assert on_record() == before


def test_what_is_typed_in_one_form_is_offered_in_no_other(world):
    """A new entry of another column, another entry, another part of the report …"""
    world.keep()
    own = world.address.partition("?")[0]
    others = [
        case.address
        for case in FORMS.values()
        if "{" not in case.address and case.address.partition("?")[0] != own
    ]
    others += [f"{CHAPTER}entries/new/?kind=executed", f"{YEAR}report/parts/objectives/"]
    for address in others:
        page = world.client.get(address).content.decode()
        for form in re.findall(r"<form[^>]*data-keep.*?</form>", page, re.DOTALL):
            assert SESSION not in form or f'value="{world.address}"' in form, address


def test_what_is_typed_is_seen_by_nobody_else(world, administrator):
    world.keep()
    kept = WritingDraft.objects.get()
    for user in get_user_model().objects.exclude(pk=kept.user_id):
        other = Client()
        other.force_login(user)
        assert other.get(f"/desk/drafts/{kept.pk}/").status_code == 404
        assert other.post(f"/desk/drafts/{kept.pk}/drop/").status_code == 404
        assert SESSION not in other.get(world.address).content.decode()
    assert drafts() == [(world.address, SESSION)]


def test_two_pages_of_one_form_keep_two_texts(world):
    other = str(uuid.uuid4())
    world.keep()
    world.keep(session=other)

    assert sorted(drafts()) == sorted([(world.address, SESSION), (world.address, other)])


def test_what_is_typed_is_as_it_was_again_and_not_kept(world):
    world.keep()
    world.keep(drop="1")

    assert drafts() == []


def test_a_dropped_text_is_gone(world):
    world.keep()
    world.client.post(f"/desk/drafts/{WritingDraft.objects.get().pk}/drop/")

    assert drafts() == []


def test_a_stranger_keeps_nothing_in_it(world, stranger):
    other = Client()
    other.force_login(stranger)

    assert other.post(KEEP, world.fields).status_code == 403
    assert drafts() == []


def test_who_is_signed_out_is_told_and_gets_the_form_back(world):
    world.client.logout()
    assert world.keep().status_code == 401
    page = world.client.post(world.address, world.fields)

    assert page.status_code == 401
    assert "Typed &amp; not saved." in page.content.decode()
    assert drafts() == []


def test_an_old_token_gives_the_form_back_as_typed_and_changes_nothing(world):
    before = on_record()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = world.client.cookies
    page = strict.post(world.address, world.fields, headers={"Origin": "http://testserver"})

    assert page.status_code == 403
    assert "Typed &amp; not saved." in page.content.decode()
    assert on_record() == before


REFUSED = ["heading and opening words", "financing", "remark about the chapter", "narrative part"]


@pytest.mark.parametrize("world", [*REFUSED, "cover", "return", "outcome", "answer"], indirect=True)
def test_a_refused_form_is_shown_as_typed_without_a_script_and_kept(world):
    before = on_record()
    too_long = TYPED + " " + "x" * 100_001
    fields = {**world.case.others, world.case.name: too_long}
    page = world.client.post(world.address, fields)

    assert page.status_code in (200, 409)
    assert "Typed &amp; not saved." in page.content.decode()
    assert on_record() == before
    assert drafts() == [(world.address, "")]


@pytest.mark.parametrize("world", REFUSED, indirect=True)
def test_a_form_that_is_saved_leaves_nothing_kept_of_it(world):
    other = str(uuid.uuid4())
    world.keep()
    world.keep(session=other)
    assert world.client.post(world.address, world.fields).status_code == 302

    assert drafts() == [(world.address, other)]


@pytest.mark.parametrize("world", REFUSED, indirect=True)
def test_only_a_form_that_is_done_or_kept_is_called_received(world):
    """The browser forgets its copy by this cookie."""
    name = f"arrived.{SESSION}"
    assert name not in world.client.post(world.address, {**world.fields, "restore": "1"}).cookies
    assert name in world.client.post(world.address, world.fields).cookies
    world.client.logout()
    assert name not in world.client.post(world.address, world.fields).cookies


@pytest.mark.parametrize("world", ["financing", "cover"], indirect=True)
def test_an_invalid_amount_or_date_does_not_keep_the_text_from_being_kept(world):
    bad = {"sources-0-amount": "25.000,-", "document_date": "31/02/2013"}
    assert world.keep(**bad).status_code == 200
    assert world.client.post(world.address, {**world.fields, **bad}).status_code == 200

    kept = dict(WritingDraft.objects.get().data)
    assert kept[world.case.name] == TYPED
    assert bad.items() <= kept.items()


@pytest.mark.parametrize("world", ["heading and opening words", "financing"], indirect=True)
def test_a_year_that_closed_meanwhile_keeps_the_text(world, open_year_2013):
    open_year_2013.closed_at = timezone.now()
    open_year_2013.save()
    assert world.keep().status_code == 200
    page = world.client.get(f"/desk/drafts/{WritingDraft.objects.get().pk}/").content.decode()

    assert "Typed &amp; not saved." in page
    assert "This chapter cannot be changed now." in page


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "//[",
        "/desk/",
        "/desk/2013/iom/",
        "/desk/2013/xyz/words/",
        "/desk/2013/iom/words/?x=1",
        "/desk/2013/iom/words/#x",
        "https://example.org/desk/2013/iom/words/",
        "/desk/2013/iom/entries/new/",
        "/desk/2013/iom/entries/new/?kind=dreamt",
        "/desk/years/2013/report/parts/dreams/",
        "/desk/remarks/999999/answer/",
        "/desk/2013/iom/words/\0",
        "/desk/2013/" + "x" * 400 + "/words/",
    ],
)
def test_an_address_without_such_a_form_is_not_found(address, client, iom_draft, secretariat):
    client.force_login(secretariat)
    response = client.post(KEEP, {"keep": address, "session": SESSION, "text": "x"})

    assert response.status_code == 404
    assert response.json()["message"]
    assert drafts() == []


@pytest.mark.parametrize("session", ["", "1", "../etc", "\0"])
def test_a_session_that_is_none_is_refused(session, client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    fields = {"keep": f"{CHAPTER}words/", "session": session, "preamble": "x"}

    assert client.post(KEEP, fields).status_code == 422
    assert drafts() == []


def test_the_desk_names_every_kept_text(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    for name in ("words", "financing"):
        client.post(KEEP, {"keep": f"{CHAPTER}{name}/", "session": SESSION, "x": TYPED})
    page = client.get("/desk/").content.decode()

    assert "Heading and opening words, IOM 2013: a text of" in page
    assert "Financing, IOM 2013: a text of" in page


# Reasons of dismissals: a form for each finding


@pytest.fixture
def dismissing(client, iom_draft, iom_writer) -> tuple[Client, dict[str, str], str]:
    """The forms of two findings: what the first sends, and the address of the second."""
    for number in range(2):
        text = f"Activity 99{number} was carried out on 31 May 2013 in Lima, and  twice."
        write_entry(iom_draft, text=text, by=iom_writer)
    client.force_login(iom_writer)
    page = client.get(f"{CHAPTER}findings/").content.decode()
    addresses = re.findall(r'name="keep" value="([^"]+)"', page)
    fingerprint = addresses[0].partition("?finding=")[2]
    fields = {"keep": addresses[0], "session": SESSION, "fingerprint": fingerprint}
    return client, {**fields, "reason": TYPED}, addresses[1]


def test_the_reason_of_a_dismissal_is_kept_with_its_finding(dismissing):
    client, fields, other = dismissing
    assert client.post(KEEP, fields).status_code == 200
    assert drafts() == [(fields["keep"], SESSION)]
    page = client.get(f"{CHAPTER}findings/").content.decode()
    for form in re.findall(r"<form[^>]*data-keep.*?</form>", page, re.DOTALL):
        assert (SESSION in form) == (f'value="{fields["keep"]}"' in form)

    draft = client.get(f"/desk/drafts/{WritingDraft.objects.get().pk}/").content.decode()
    assert "Typed &amp; not saved." in draft
    again = client.post(fields["keep"], {**fields, "restore": "1"})
    assert again.status_code == 200
    assert "Typed &amp; not saved.</textarea>" in again.content.decode()
    assert other != fields["keep"]


def test_a_dismissal_that_is_done_leaves_no_draft(dismissing):
    client, fields, _other = dismissing
    client.post(KEEP, fields)
    response = client.post(fields["keep"], fields)

    assert response["Location"] == f"{CHAPTER}findings/"
    assert drafts() == []


def test_a_dismissal_without_a_reason_says_so_and_is_kept(dismissing):
    client, fields, _other = dismissing
    response = client.post(fields["keep"], {**fields, "reason": ""})

    assert response.status_code == 409
    assert drafts() == [(fields["keep"], SESSION)]


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger"])
def test_no_one_else_keeps_a_reason_there(who, dismissing, request):
    client, fields, _other = dismissing
    client.force_login(request.getfixturevalue(who))

    assert client.post(KEEP, fields).status_code in (403, 404)


# Forms that are refused as a whole


@pytest.mark.parametrize(
    ("address", "name"), [(f"{CHAPTER}words/", "preamble"), (f"{CHAPTER}entries/new/", "text")]
)
def test_a_refusal_gives_the_typed_text_back(address, name, client, iom_draft, unhcr_writer):
    """Whoever lost the role meanwhile can still copy what was typed."""
    client.force_login(unhcr_writer)
    response = client.post(address, {name: TYPED, "base": '{"a": "not typed by anyone"}'})

    assert response.status_code == 403
    assert "Typed &amp; not saved.</textarea>" in response.content.decode()
    assert "not typed by anyone" not in response.content.decode()


def test_a_form_that_is_too_late_gives_the_typed_text_back(client, iom_draft, secretariat):
    client.force_login(secretariat)
    response = client.post(f"{CHAPTER}return/", {"comment": TYPED, "session": SESSION})

    assert response.status_code == 409
    assert "Typed &amp; not saved." in response.content.decode()
