"""/desk/people/ and /invitations/ : the pages about people, as somebody uses them."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from implementers.actions import add_member
from implementers.invitations import cancel, invite, link_token
from implementers.models import Implementer, Invitation, Membership, Role, User
from tests.factories import PASSWORD, member
from tests.implementers.test_invitations import expire
from tests.reporting.views import Page, page_of

pytestmark = pytest.mark.django_db

PEOPLE = "/desk/people/"
INVITE = "/desk/people/iom/invite/"
ADDRESS = "ana@iom.int"
NEW = {"name": "Ana Peña", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def iom(db) -> Implementer:
    return Implementer.objects.get(slug="iom")


@pytest.fixture
def focal_point(client, iom_focal_point):
    """A browser in which IOM's focal point is signed in."""
    client.force_login(iom_focal_point)
    return client


@pytest.fixture
def invitation(iom, iom_focal_point) -> Invitation:
    return invite(iom, email=ADDRESS, role=Role.WRITER, by=iom_focal_point)


@pytest.fixture
def link(invitation) -> str:
    return reverse("invitation", args=[link_token(invitation)])


def errors_of(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    return response.context["form"].errors


def page_with_status(response, status: int) -> Page:
    assert response.status_code == status
    response.status_code = 200
    return Page(response)


# The list


def test_a_member_sees_the_people_of_their_implementer_alone(client, iom_writer, unhcr_writer):
    client.force_login(iom_writer)
    page = page_of(client, PEOPLE)
    assert page.all_words("//main//h2") == ["International Organization for Migration (IOM)"]
    assert page.all_words("//main//tbody/tr/*") == [
        "IOM Writer (you)",
        "iom-writer@example.org",
        "Writer",
    ]
    assert not page.find("//main//form | //main//td//a")


def test_a_focal_point_finds_what_they_can_do(focal_point, invitation, iom_writer):
    page = page_of(focal_point, PEOPLE)
    assert INVITE in page.links()
    assert f"/desk/people/members/{iom_writer.memberships.get().pk}/remove/" in page.links()
    assert page.all_words("//main//button") == [f"Send again: {ADDRESS}", f"Cancel: {ADDRESS}"]
    assert "not sent yet" in page.words()


def test_a_writer_sees_no_invitations(client, iom_writer, invitation):
    client.force_login(iom_writer)
    assert ADDRESS not in page_of(client, PEOPLE).words()


def test_the_secretariat_sees_every_implementer(client, secretariat):
    client.force_login(secretariat)
    page = page_of(client, PEOPLE)
    assert len(page.find("//main//h2")) == Implementer.objects.count()
    assert "No one works for this implementer yet. Invite its focal point first." in page.words()


def test_a_stranger_is_told_whom_to_ask(client, stranger):
    client.force_login(stranger)
    assert "You work for no implementer yet." in page_of(client, PEOPLE).words()


def test_people_of_the_parent_are_named_at_its_children(client, secretariat):
    sedi = Implementer.objects.get(slug="mide").parent
    add_member(user=secretariat, implementer=sedi, role=Role.WRITER)
    client.force_login(secretariat)
    words = page_of(client, PEOPLE).words("//section[@id='mide']")
    assert f"Those of {sedi.acronym} work on its chapter too." in words


@pytest.mark.parametrize("address", [PEOPLE, INVITE, "/desk/people/members/1/"])
def test_nobody_signed_out_sees_it(address, client):
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_the_list_costs_the_same_at_one_row_as_at_many(
    client, secretariat, iom, django_assert_num_queries
):
    client.force_login(secretariat)
    member("One", "iom", Role.WRITER)
    invite(iom, email="1@iom.int", role=Role.WRITER, by=secretariat)
    with django_assert_num_queries(7):
        client.get(PEOPLE)
    for slug in ("unhcr", "ilo", "iachr"):
        member(f"Another at {slug}", slug, Role.WRITER)
        implementer = Implementer.objects.get(slug=slug)
        invite(implementer, email="2@iom.int", role=Role.WRITER, by=secretariat)
    with django_assert_num_queries(7):
        client.get(PEOPLE)


def test_the_list_of_a_focal_point_costs_nine_queries(focal_point, django_assert_num_queries):
    with django_assert_num_queries(9):
        focal_point.get(PEOPLE)


# Inviting


def test_inviting_sends_the_link_at_once(focal_point):
    answer = focal_point.post(INVITE, {"email": "Ana@IOM.int", "role": "writer"}, follow=True)
    assert Invitation.objects.get().sent_at is not None
    assert "Invited: ana@iom.int." in Page(answer).words("//body")
    assert mail.outbox[0].to == [ADDRESS]


def test_the_page_never_shows_the_link(focal_point, iom):
    focal_point.post(INVITE, {"email": ADDRESS, "role": "writer"})
    token = link_token(Invitation.objects.get())
    assert token in mail.outbox[0].body
    assert token not in focal_point.get(PEOPLE).content.decode()


def test_whether_there_is_an_account_shows_nowhere(focal_point):
    User.objects.create(username="known@iom.int", email="known@iom.int")
    pages = []
    for email in ("known@iom.int", "someone@iom.int"):
        answer = focal_point.post(INVITE, {"email": email, "role": "writer"}, follow=True)
        pages.append(Page(answer).words("//body").replace(email, "X"))
        Invitation.objects.all().delete()
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {},
            {"email": ["This field is required."], "role": ["This field is required."]},
        ),
        ({"email": "ana@", "role": "writer"}, {"email": ["Enter a valid email address."]}),
        (
            {"email": "ana@iom.int\nBcc: b@c.int", "role": "writer"},
            {"email": ["Enter a valid email address."]},
        ),
        (
            {"email": "ana\x00@iom.int", "role": "writer"},
            {"email": ["Enter a valid email address.", "Null characters are not allowed."]},
        ),
        (
            {"email": ADDRESS, "role": "king"},
            {"role": ["Select a valid choice. king is not one of the available choices."]},
        ),
        (
            {"email": "iom-writer@example.org", "role": "writer"},
            {"email": ["This person works for this implementer already."]},
        ),
    ],
)
def test_bad_input_is_refused_at_its_field(data, errors, focal_point, iom_writer):
    answer = focal_point.post(INVITE, data)
    assert {field: list(words) for field, words in errors_of(answer).items()} == errors
    assert not Invitation.objects.exists()


def test_what_was_typed_is_still_there(focal_point):
    page = Page(focal_point.post(INVITE, {"email": "ana@", "role": "focal_point"}))
    assert page.find("//input[@name='email']")[0].get("value") == "ana@"
    assert page.find("//option[@selected]")[0].get("value") == "focal_point"


def test_an_overlong_address_is_refused_with_the_limit(focal_point):
    answer = focal_point.post(INVITE, {"email": f"{'a' * 150}@iom.int", "role": "writer"})
    assert "at most 150 characters" in errors_of(answer)["email"][0]


def test_nobody_is_invited_twice(focal_point, invitation):
    answer = focal_point.post(INVITE, {"email": ADDRESS, "role": "writer"})
    assert errors_of(answer)["email"] == ["This address is invited already. You can send it again."]


@pytest.mark.parametrize("who", ["iom_writer", "unhcr_writer", "stranger", "administrator"])
def test_others_get_a_page_that_explains(who, client, invitation, iom_focal_point, request):
    client.force_login(request.getfixturevalue(who))
    pk = iom_focal_point.memberships.get().pk
    answers = [
        client.get(INVITE),
        client.post(INVITE, {"email": "x@iom.int", "role": "writer"}),
        client.post(f"/desk/people/members/{pk}/", {"role": "writer"}),
        client.post(f"/desk/people/members/{pk}/remove/", {"confirmed": "on"}),
        client.post(f"/desk/people/invitations/{invitation.pk}/resend/"),
        client.post(f"/desk/people/invitations/{invitation.pk}/cancel/"),
    ]
    for answer in answers:
        words = page_with_status(answer, 403).words()
        assert "The focal points and the secretariat decide who works for" in words
    assert mail.outbox == []
    assert Membership.objects.get(pk=pk).role == Role.FOCAL_POINT


@pytest.mark.parametrize(
    "address",
    ["/desk/people/nowhere/invite/", "/desk/people/members/0/", "/desk/people/members/0/remove/"],
)
def test_what_is_not_there_is_not_found(address, client, secretariat):
    client.force_login(secretariat)
    assert client.get(address).status_code == 404


def test_a_mail_server_that_is_down_loses_no_invitation(settings, focal_point):
    settings.EMAIL_BACKEND = "tests.reporting.notifications.backends.Down"
    answer = focal_point.post(INVITE, {"email": ADDRESS, "role": "writer"}, follow=True)
    assert "the mail could not be sent. It is tried again." in Page(answer).words("//body")
    assert Invitation.objects.get().sent_at is None


def test_an_invitation_is_sent_again_and_canceled(focal_point, invitation, link):
    expire(invitation)
    focal_point.post(f"/desk/people/invitations/{invitation.pk}/resend/")
    assert [message.to for message in mail.outbox] == [[ADDRESS]]
    focal_point.post(f"/desk/people/invitations/{invitation.pk}/cancel/")
    assert ADDRESS not in page_of(focal_point, PEOPLE).words("//main")
    answer = focal_point.post(f"/desk/people/invitations/{invitation.pk}/resend/", follow=True)
    assert "This invitation was canceled." in Page(answer).words("//body")
    assert len(mail.outbox) == 1


def test_looking_at_an_address_that_acts_does_nothing(focal_point, invitation):
    for act in ("resend", "cancel"):
        assert (
            focal_point.get(f"/desk/people/invitations/{invitation.pk}/{act}/").status_code == 405
        )


# Roles and removal


def test_a_role_is_changed(focal_point, iom_writer):
    membership = iom_writer.memberships.get()
    focal_point.post(f"/desk/people/members/{membership.pk}/", {"role": "focal_point"})
    membership.refresh_from_db()
    assert membership.role == Role.FOCAL_POINT


@pytest.mark.parametrize("role", ["king", ""])
def test_an_unknown_role_is_refused(role, focal_point, iom_writer):
    membership = iom_writer.memberships.get()
    answer = focal_point.post(f"/desk/people/members/{membership.pk}/", {"role": role})
    assert list(errors_of(answer)) == ["role"]


def test_a_member_is_removed_after_one_question(focal_point, iom_writer):
    address = f"/desk/people/members/{iom_writer.memberships.get().pk}/remove/"
    assert "Remove IOM Writer?" in page_of(focal_point, address).words()
    assert iom_writer.memberships.exists()
    focal_point.post(address)
    assert not iom_writer.memberships.exists()


def test_removing_oneself_warns_and_wants_a_tick(focal_point, iom_focal_point):
    member("Other", "iom", Role.FOCAL_POINT)
    address = f"/desk/people/members/{iom_focal_point.memberships.get().pk}/remove/"
    assert "This is you." in page_of(focal_point, address).words()
    assert list(errors_of(focal_point.post(address))) == ["confirmed"]
    focal_point.post(address, {"confirmed": "on"})
    assert not iom_focal_point.memberships.exists()


def test_the_last_focal_point_stays_and_reads_why(focal_point, iom_focal_point):
    pk = iom_focal_point.memberships.get().pk
    for address in (f"/desk/people/members/{pk}/", f"/desk/people/members/{pk}/remove/"):
        answer = focal_point.post(address, {"confirmed": "on", "role": "writer"})
        assert "is the last focal point of" in errors_of(answer)["__all__"][0]
    assert iom_focal_point.memberships.exists()


def test_the_secretariat_removes_the_last_focal_point(client, secretariat, iom_focal_point):
    client.force_login(secretariat)
    client.post(f"/desk/people/members/{iom_focal_point.memberships.get().pk}/remove/")
    assert not iom_focal_point.memberships.exists()


# Accepting


def test_the_link_says_who_invites_to_what(client, link):
    words = page_of(client, link).words()
    assert "Report for International Organization for Migration (IOM)" in words
    assert "IOM Focal Point invites ana@iom.int to report" in words
    assert "as a writer" in words


def test_a_new_person_sets_name_and_password_and_is_signed_in(client, link):
    answer = client.post(link, NEW, follow=True)
    assert answer.redirect_chain == [("/desk/", 302)]
    ana = User.objects.get(email=ADDRESS)
    assert answer.context["user"] == ana
    assert "Welcome: you now work for International" in Page(answer).words("//body")
    assert ana.memberships.get().role == Role.WRITER


def test_the_new_person_can_sign_in_again(client, link):
    client.post(link, NEW)
    client.logout()
    answer = client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert answer["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Ana\x07"}, "name"),
        ({"name": "a" * 151}, "name"),
        ({"password": "short", "password_again": "short"}, "password"),
        ({"password": "password1234", "password_again": "password1234"}, "password"),
        ({"password": "ana@iom.int", "password_again": "ana@iom.int"}, "password"),
        ({"password_again": "something else"}, "password_again"),
        ({"password": ""}, "password"),
    ],
)
def test_a_new_account_in_bad_order_is_refused_at_its_field(changed, field, client, link):
    answer = client.post(link, {**NEW, **changed})
    assert field in errors_of(answer)
    assert not User.objects.filter(email=ADDRESS).exists()
    shown = answer.context["form"]["name"].value()
    assert shown == {**NEW, **changed}["name"]


def test_no_page_repeats_a_password(client, link):
    answer = client.post(link, {**NEW, "name": ""})
    assert PASSWORD not in answer.content.decode()


def test_who_has_an_account_signs_in_first(client, link):
    User.objects.create(username=ADDRESS, email=ADDRESS)
    page = page_of(client, link)
    assert f"/accounts/login/?next={link.replace(':', '%3A')}" in page.links()
    assert not page.find("//input[@type='password']")
    assert Page(client.post(link, NEW)).words() == page.words()
    assert not Membership.objects.filter(user__email=ADDRESS).exists()


def test_signing_in_leads_back_to_the_invitation(client, link):
    user = User.objects.create(username=ADDRESS, email=ADDRESS)
    user.set_password(PASSWORD)
    user.save()
    data = {"login": ADDRESS, "password": PASSWORD, "next": link}
    assert client.post("/accounts/login/", data)["Location"] == link


def test_who_has_an_account_confirms(client, link):
    ana = User.objects.create(username=ADDRESS, email=ADDRESS)
    client.force_login(ana)
    page_of(client, link)
    assert not ana.memberships.exists()
    assert client.post(link)["Location"] == "/desk/"
    assert ana.memberships.get().role == Role.WRITER


def test_who_is_signed_in_as_somebody_else_is_told(client, link, stranger):
    client.force_login(stranger)
    for answer in (client.get(link), client.post(link, NEW)):
        words = Page(answer).words()
        assert "You are signed in as stranger@example.org, and this invitation is for" in words
    assert not stranger.memberships.exists()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_used_link_says_so(client, link):
    client.post(link, NEW)
    client.logout()
    page = page_with_status(client.get(link), 410)
    assert "was used already. If it was you who used it, sign in." in page.words()
    assert "/accounts/login/" in page.links()
    assert page_with_status(client.post(link, NEW), 410)


def test_an_expired_link_says_whom_to_ask(client, link, invitation):
    expire(invitation)
    for answer in (client.get(link), client.post(link, NEW)):
        words = page_with_status(answer, 410).words()
        assert "has expired. Ask IOM Focal Point to send it again." in words
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_canceled_link_says_whom_to_ask(client, link, invitation, secretariat):
    cancel(invitation, by=secretariat)
    words = page_with_status(client.get(link), 410).words()
    assert "was canceled. If you think that you should work for International" in words


@pytest.mark.parametrize("spoil", [lambda w: w[:-3] + "/", lambda w: re.sub("[A-Z]", "q", w)])
def test_a_link_that_was_tampered_with_says_what_to_do(spoil, client, link):
    page = page_with_status(client.get(spoil(link)), 404)
    assert "Open it from the message itself, or ask the person who invited you" in page.words()


def test_the_page_of_an_invitation_is_kept_by_nobody(client, link):
    answer = client.get(link)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_page_of_an_invitation_costs_four_queries(client, link, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(link)
