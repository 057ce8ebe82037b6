"""What htmx receives: which fragment, where it goes, and the refusals that pages give too."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from lxml import html

from reporting.models import Entry
from tests.factories import write_entry
from tests.reporting.views import page_of, words_of
from tests.reporting.views.desk_forms import posted

pytestmark = pytest.mark.django_db

CHAPTER = "/desk/2013/iom/"
NEW = "/desk/2013/iom/entries/new/?kind=executed"
EDIT = "/desk/entries/2013-iom-1/"
OUTCOME = f"{EDIT}outcome/"
HX = {"HX-Request": "true"}
DROPPED = {"outcome": "dropped", "outcome_reason": "No money.", "based_on": "1"}
ACTS = [
    (f"{EDIT}move/", {"direction": "down"}, "is number"),
    (f"{EDIT}delete/", {}, "Deleted: 2013-iom-1."),
    (f"{EDIT}undelete/", {}, "Back again: 2013-iom-1."),
    (OUTCOME, DROPPED, "Saved: 2013-iom-1."),
    (EDIT, posted(kind="planned", text="Changed.", based_on=1), "Saved: 2013-iom-1."),
    (NEW, posted(text="Added."), "Saved: 2013-iom-3."),
]


class Fragment:
    """The fragments of a response, and where htmx puts them."""

    def __init__(self, response) -> None:
        text = response.content.decode()
        assert "<html" not in text
        self.status = response.status_code
        self.target = response.headers.get("HX-Retarget", "")
        self.swap = response.headers["HX-Reswap"]
        self.root = html.fragment_fromstring(text, create_parent="body")
        self.ids = [part.get("id") for part in self.root]

    def words(self, path: str = ".") -> str:
        return words_of(self.root.xpath(path)[0])

    @property
    def messages(self) -> str:
        """The messages that come along, which htmx puts into those of the page."""
        return self.words("./div[@id='messages'][@hx-swap-oob='innerHTML']")


@pytest.fixture
def plans(iom_draft, iom_writer) -> list[Entry]:
    return [
        write_entry(iom_draft, kind="planned", text=f"Plan {number}.", by=iom_writer).entry
        for number in (1, 2)
    ]


@pytest.fixture
def writing(client, plans, iom_writer):
    """The browser of IOM's writer while their chapter is open."""
    client.force_login(iom_writer)
    return client


# Which fragment


@pytest.mark.parametrize(("address", "data", "message"), ACTS)
def test_an_act_is_answered_with_the_chapter_and_its_message(address, data, message, writing):
    answer = Fragment(writing.post(address, data, headers=HX))

    assert (answer.status, answer.target, answer.swap) == (200, "#chapter", "outerHTML")
    assert answer.ids == ["chapter", "messages"]
    assert message in answer.messages


@pytest.mark.parametrize(("address", "data", "message"), ACTS)
def test_without_htmx_the_same_act_leads_to_the_page_with_the_same_message(
    address, data, message, writing
):
    response = writing.post(address, data)

    assert response.status_code == 302
    assert response["Location"].startswith(f"{CHAPTER}#")
    assert message in page_of(writing, CHAPTER).words("//div[@id='messages']")


def test_the_chapter_is_as_the_act_left_it(writing):
    moved = Fragment(writing.post(f"{EDIT}move/", {"direction": "down"}, headers=HX))
    rows = [row.get("id") for row in moved.root.xpath(".//li[contains(@class, 'entry')]")]
    gone = Fragment(writing.post(f"{EDIT}delete/", headers=HX))

    assert [row for row in rows if row] == ["e-2013-iom-2", "e-2013-iom-1"]
    assert gone.words(".//a[@href='#planned']/span") == "1"
    assert "1 deleted entry can be brought back" in gone.words("./div[@id='chapter']")
    [undo] = gone.root.xpath(".//div[@id='messages']//form")
    assert (undo.get("action"), undo.get("hx-target")) == (f"{EDIT}undelete/", "#chapter")


def test_the_chapter_as_a_fragment_is_the_chapter_of_the_page(writing):
    page = page_of(writing, CHAPTER)
    part = Fragment(writing.get(CHAPTER, headers=HX))

    assert part.target == "#chapter"
    assert part.words("./div[@id='chapter']") == page.words("//div[@id='chapter']")


def test_a_message_is_shown_once(writing):
    writing.post(f"{EDIT}delete/", headers=HX)

    assert Fragment(writing.get(CHAPTER, headers=HX)).messages == ""


@pytest.mark.parametrize("address", [NEW, EDIT, OUTCOME])
def test_a_form_is_a_fragment_for_the_place_that_asked_for_it(address, writing):
    page = page_of(writing, address)
    part = Fragment(writing.get(address, headers=HX))

    assert (part.target, part.swap, part.messages) == ("", "innerHTML", "")
    assert [section.tag for section in part.root] == ["section", "div"]
    assert part.words("./section") == page.words("//section[@data-work]")
    assert part.root.xpath("./section/form/@action") == [address]


@pytest.mark.parametrize(
    ("address", "data", "reason"),
    [
        (EDIT, posted(kind="planned", text="", based_on=1), "Write what was planned or done."),
        (OUTCOME, {"outcome": "dropped", "based_on": "1"}, "Say why it was dropped."),
    ],
)
def test_a_form_with_a_mistake_comes_back(address, data, reason, writing):
    answer = Fragment(writing.post(address, data, headers=HX))

    assert (answer.status, answer.target) == (200, "")
    assert answer.words(".//p[@class='field-error']") == reason
    assert Entry.objects.filter(text="Plan 1.", outcome="").count() == 1


def test_the_second_to_save_gets_both_texts_as_a_fragment(writing, plans, iom_focal_point):
    theirs = posted(kind="planned", text="Theirs.", based_on=1)
    colleague = Client()
    colleague.force_login(iom_focal_point)
    colleague.post(EDIT, theirs)
    mine = posted(kind="planned", text="Mine.", based_on=1)
    answer = Fragment(writing.post(EDIT, mine, headers=HX))

    assert (answer.status, answer.target) == (409, "")
    assert "Theirs." in answer.words(".//*[@class='side-by-side']")
    assert answer.root.xpath("string(.//textarea[@name='text'])").strip() == "Mine."


def test_every_place_of_a_form_outlives_a_new_chapter(writing):
    part = Fragment(writing.get(CHAPTER, headers=HX))
    places = part.root.xpath(".//*[@class='in-place']")

    assert [place.get("id") for place in places] == [
        *("w-planned", "w-2013-iom-1", "w-2013-iom-2", "w-planned-end"),
        *("w-executed", "w-executed-end", "w-next_year", "w-next_year-end"),
    ]
    assert all(place.get("hx-target") == "this" for place in places)
    assert all(place.get("hx-preserve") is not None for place in places)


# Refusals


def refused(response) -> Fragment:
    answer = Fragment(response)
    assert (answer.target, answer.swap, answer.ids) == ("#messages", "innerHTML", [None])
    assert answer.words().startswith("Not done.")
    return answer


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger", "administrator"])
@pytest.mark.parametrize(("address", "data", "_message"), ACTS)
def test_others_are_refused_as_on_the_page(who, address, data, _message, client, plans, request):
    client.force_login(request.getfixturevalue(who))
    page = client.post(address, data)
    answer = refused(client.post(address, data, headers=HX))

    assert (answer.status, page.status_code) == (403, 403)
    assert answer.words().startswith("Not done. You cannot do this here. This chapter belongs to")
    assert Entry.objects.filter(text="Plan 1.").count() == 1


@pytest.mark.parametrize("address", [CHAPTER, NEW, EDIT, OUTCOME])
def test_others_are_shown_no_fragment(address, client, plans, stranger):
    client.force_login(stranger)
    answer = refused(client.get(address, headers=HX))

    assert answer.status == client.get(address).status_code == 403


@pytest.mark.parametrize(("address", "data", "_message"), ACTS)
def test_a_closed_year_is_said(address, data, _message, writing, iom_draft):
    year = iom_draft.reporting_year
    year.closed_at = timezone.now()
    year.save()
    answer = Fragment(writing.post(address, data, headers=HX))

    assert answer.status == 409
    assert "The year 2013 is closed." in answer.words()
    assert answer.target == ("" if "save" in data or "outcome" in data else "#messages")


@pytest.mark.parametrize(("address", "data", "_message"), ACTS)
def test_whoever_is_signed_out_is_told_where_to_sign_in(address, data, _message, client, plans):
    answer = refused(client.post(address, data, headers=HX))

    assert answer.status == 401
    assert "You are signed out." in answer.words()
    assert answer.root.xpath(".//a/@href") == ["/accounts/login/"]


@pytest.mark.parametrize("address", ["/desk/2013/xyz/", "/desk/entries/2013-iom-9/"])
def test_what_does_not_exist_is_said(address, writing):
    answer = refused(writing.get(address, headers=HX))

    assert answer.status == 404
    assert "There is no page at this address." in answer.words()


def test_a_busy_database_is_said(writing, monkeypatch):
    def fail(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("reporting.views.desk.entries.move_entry", fail)
    response = writing.post(f"{EDIT}move/", {"direction": "down"}, headers=HX)

    assert refused(response).status == 503
    assert "The portal is busy." in Fragment(response).words()
    assert response["Retry-After"]


# The CSRF token


@pytest.fixture
def strict(plans, iom_writer) -> Client:
    """A browser whose token is checked, signed in since its page was shown."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(iom_writer)
    return client


@pytest.mark.parametrize("address", [f"{EDIT}delete/", f"{EDIT}autosave/"])
def test_the_refusal_of_an_old_token_has_the_valid_one(address, strict, iom_writer):
    data = posted(kind="planned", text="Changed.", based_on=1)
    response = strict.post(address, data, headers=HX)
    assert response.status_code == 403
    assert response["X-User"] == str(iom_writer.pk)
    assert Entry.objects.get(reference="2013-iom-1").text == "Plan 1."

    data["csrfmiddlewaretoken"] = response["X-CSRFToken"]
    assert strict.post(address, data, headers=HX).status_code == 200
    assert not Entry.objects.filter(text="Plan 1.").exists()


def test_the_refusal_of_an_old_token_says_so(strict):
    answer = refused(strict.post(f"{EDIT}delete/", headers=HX))

    assert "This form has expired." in answer.words()


def test_a_refusal_for_want_of_rights_has_no_token(client, plans, stranger):
    client.force_login(stranger)
    response = client.post(f"{EDIT}delete/", headers=HX)

    assert response.status_code == 403
    assert "X-CSRFToken" not in response


def test_whoever_is_signed_out_gets_no_token():
    response = Client(enforce_csrf_checks=True).post(f"{EDIT}delete/", headers=HX)

    assert refused(response).status == 401
    assert "X-CSRFToken" not in response


def test_a_form_with_an_old_token_comes_back_as_typed_with_a_message(strict):
    origin = {"Origin": "http://testserver"}
    answer = Fragment(strict.post(OUTCOME, DROPPED, headers={**HX, **origin}))

    assert (answer.status, answer.target) == (403, "")
    assert "press “Save” again" in answer.messages
    assert answer.root.xpath("string(.//textarea[@name='outcome_reason'])").strip() == "No money."
    assert not Entry.objects.filter(outcome="dropped").exists()


def test_the_page_of_a_refused_token_is_that_of_django(strict):
    response = strict.post(f"{EDIT}delete/")

    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
    assert "X-CSRFToken" not in response


# Two answers at one address


@pytest.mark.parametrize("headers", [{}, HX])
@pytest.mark.parametrize("address", [CHAPTER, NEW, EDIT, OUTCOME, f"{EDIT}delete/"])
def test_no_cache_takes_one_answer_for_the_other(address, headers, writing):
    for response in (writing.get(address, headers=headers), Client().get(address, headers=headers)):
        assert "HX-Request" in response["Vary"]
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("value", ["", "false", "1"])
def test_only_htmx_itself_gets_a_fragment(value, writing):
    response = writing.get(CHAPTER, headers={"HX-Request": value})

    assert "<html" in response.content.decode()
    assert "HX-Reswap" not in response
