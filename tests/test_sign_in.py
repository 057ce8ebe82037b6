"""One door: e-mail and password, a second factor, lock-out, and no other way in."""

import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from implementers.models import User
from implementers.outbox import send_queued
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"

WRONG = "The email address and/or password you specified are not correct."
LOCKED = "Too many failed login attempts. Try again later."


@pytest.fixture
def writer(iom_writer) -> User:
    iom_writer.set_password(PASSWORD)
    iom_writer.save()
    return iom_writer


def sign_in(client, email: str, password: str = PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def errors_on(response) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


# Password


def test_an_address_and_its_password_open_the_desk(client, writer):
    response = sign_in(client, writer.email)

    assert response["Location"] == "/desk/"
    assert is_signed_in(client)


def test_the_address_may_be_written_in_capitals(client, writer):
    sign_in(client, writer.email.upper())

    assert is_signed_in(client)


def test_sign_in_goes_where_one_was_going(client, writer):
    response = sign_in(client, writer.email, next="/desk/2013/iom/")

    assert response["Location"] == "/desk/2013/iom/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_sign_in_goes_nowhere_else(elsewhere, client, writer):
    assert sign_in(client, writer.email, next=elsewhere)["Location"] == "/desk/"


def test_a_closed_account_does_not_get_in(client, writer):
    writer.is_active = False
    writer.save()

    assert sign_in(client, writer.email)["Location"] == "/accounts/inactive/"
    assert not is_signed_in(client)
    assert "This account is closed" in client.get("/accounts/inactive/").content.decode()


def test_whether_an_address_has_an_account_is_not_told(client, writer):
    known = sign_in(client, writer.email, "wrong")
    unknown = sign_in(client, "nobody@example.org", "wrong")

    assert errors_on(known) == errors_on(unknown) == [WRONG]


def test_the_username_is_no_way_in(client, writer):
    writer.username = "writer"
    writer.save()
    sign_in(client, "writer")

    assert not is_signed_in(client)


# Lock-out


def test_five_failures_lock_the_address_even_for_the_right_password(client, writer):
    for _n in range(5):
        assert errors_on(sign_in(client, writer.email, "wrong")) == [WRONG]

    assert errors_on(sign_in(client, writer.email)) == [LOCKED]
    assert not is_signed_in(client)


def test_four_failures_do_not_lock(client, writer):
    for _n in range(4):
        sign_in(client, writer.email, "wrong")
    sign_in(client, writer.email)

    assert is_signed_in(client)


def test_capitals_and_another_browser_do_not_help(client, writer):
    for _n in range(5):
        sign_in(client, writer.email, "wrong")

    other = type(client)(REMOTE_ADDR="192.0.2.7")
    assert errors_on(sign_in(other, writer.email.upper())) == [LOCKED]


def test_an_unknown_address_is_locked_in_the_same_way(client):
    for _n in range(5):
        sign_in(client, "nobody@example.org", "wrong")

    assert errors_on(sign_in(client, "nobody@example.org")) == [LOCKED]


def test_another_person_is_not_locked_out(client, writer, unhcr_writer):
    unhcr_writer.set_password(PASSWORD)
    unhcr_writer.save()
    for _n in range(5):
        sign_in(client, writer.email, "wrong")
    sign_in(client, unhcr_writer.email)

    assert is_signed_in(client)


def test_the_lock_opens_after_five_minutes(client, writer):
    with time_machine.travel(time.time(), tick=False) as clock:
        for _n in range(5):
            sign_in(client, writer.email, "wrong")
        clock.shift(301)
        sign_in(client, writer.email)

    assert is_signed_in(client)


def test_failures_are_counted_where_all_server_processes_see_them(settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    cache.set("counted", 1)
    assert cache.get("counted") == 1


def test_a_flood_of_requests_gets_a_page_in_the_same_look(client, writer):
    for _n in range(30):
        response = client.post(LOGIN, {})
    assert response.status_code == 200

    response = client.post(LOGIN, {})

    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()


# Second factor


def confirm_identity(client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def turn_on_second_factor(client, user: User) -> str:
    """Through the pages, as a person does; the secret they scan."""
    sign_in(client, user.email)
    confirm_identity(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    return secret


def code_for(secret: str) -> str:
    """What an authenticator app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_the_second_factor_is_turned_on_with_a_code_of_the_app(client, writer):
    turn_on_second_factor(client, writer)

    types = Authenticator.objects.filter(user=writer).values_list("type", flat=True)
    assert set(types) == {"totp", "recovery_codes"}


def test_turning_it_on_asks_for_the_password_again(client, writer):
    sign_in(client, writer.email)
    response = client.get("/accounts/2fa/totp/activate/")

    assert response["Location"].startswith("/accounts/reauthenticate/?next=")


def test_the_page_shows_the_secret_as_an_image_and_in_letters(client, writer):
    sign_in(client, writer.email)
    confirm_identity(client)
    response = client.get("/accounts/2fa/totp/activate/")
    page = response.content.decode()

    assert 'src="data:image/svg+xml' in page
    assert 'fill="white"' in response.context["totp_svg"]
    assert response.context["form"].secret in page


def test_with_a_second_factor_the_password_alone_opens_nothing(client, writer):
    turn_on_second_factor(client, writer)
    client.post("/accounts/logout/")

    response = sign_in(client, writer.email)

    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/desk/")["Location"] == "/accounts/login/?next=/desk/"


def test_password_and_code_open_the_desk(client, writer):
    secret = turn_on_second_factor(client, writer)
    client.post("/accounts/logout/")
    with time_machine.travel(time.time() + 60):
        sign_in(client, writer.email, next="/desk/2013/iom/")
        response = client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})

    assert response["Location"] == "/desk/2013/iom/"
    assert is_signed_in(client)


def test_a_wrong_code_opens_nothing(client, writer):
    turn_on_second_factor(client, writer)
    client.post("/accounts/logout/")
    sign_in(client, writer.email)
    response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert errors_on(response) == ["Incorrect code."]
    assert not is_signed_in(client)


def test_a_code_works_once(client, writer):
    secret = turn_on_second_factor(client, writer)
    with time_machine.travel(time.time() + 60, tick=False):
        for expected in (True, False):
            client.post("/accounts/logout/")
            sign_in(client, writer.email)
            client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
            assert is_signed_in(client) is expected


@pytest.mark.parametrize("later", [0, 20, 36])
def test_the_code_that_turned_the_app_on_opens_nothing(later, client, writer):
    with time_machine.travel(1_700_000_010, tick=False) as clock:
        secret = turn_on_second_factor(client, writer)
        code = code_for(secret)
        client.post("/accounts/logout/")
        clock.shift(later)
        sign_in(client, writer.email)
        response = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert errors_on(response) == ["Incorrect code."]
        assert not is_signed_in(client)


def test_a_used_code_opens_nothing_after_36_seconds(client, writer):
    with time_machine.travel(1_700_000_010, tick=False) as clock:
        secret = turn_on_second_factor(client, writer)
        clock.shift(60)
        code = code_for(secret)
        for expected in (True, False):
            client.post("/accounts/logout/")
            sign_in(client, writer.email)
            client.post("/accounts/2fa/authenticate/", {"code": code})
            assert is_signed_in(client) is expected
            clock.shift(36)


def test_the_secret_is_not_readable_in_the_session_while_the_app_is_being_set_up(client, writer):
    sign_in(client, writer.email)
    confirm_identity(client)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert secret not in str(dict(client.session))
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert Authenticator.objects.filter(user=writer, type="totp").exists()


def test_a_recovery_code_signs_in_once(client, writer):
    turn_on_second_factor(client, writer)
    page = client.get("/accounts/2fa/recovery-codes/")
    code = page.context["unused_codes"][0]
    assert code in page.content.decode()
    for expected in (True, False):
        client.post("/accounts/logout/")
        sign_in(client, writer.email)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_signed_in(client) is expected


def test_guessing_codes_is_stopped(client, writer):
    secret = turn_on_second_factor(client, writer)
    client.post("/accounts/logout/")
    with time_machine.travel(time.time() + 60, tick=False):
        sign_in(client, writer.email)
        for _n in range(5):
            client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})

    assert not is_signed_in(client)


def test_the_second_factor_is_not_turned_off_without_the_password(client, writer):
    turn_on_second_factor(client, writer)
    with time_machine.travel(time.time() + 600):
        response = client.post("/accounts/2fa/totp/deactivate/")

    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=writer, type="totp").exists()


# Forgotten password


def reset_link(message):
    """The path of the link in the message, which begins with the portal's own address."""
    return re.search(rf"{re.escape(settings.SITE_URL)}(/\S+)", message.body)[1]


def test_a_forgotten_password_is_set_anew_by_mail(client, writer):
    client.post("/accounts/password/reset/", {"email": writer.email})
    send_queued()
    [message] = mail.outbox
    link = reset_link(message)
    page = client.get(link, follow=True)
    new = "another horse another staple"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    sign_in(client, writer.email, new)

    assert message.to == [writer.email]
    assert message.subject == "Choose a new password"
    assert is_signed_in(client)


def test_the_link_works_once(client, writer):
    client.post("/accounts/password/reset/", {"email": writer.email})
    send_queued()
    link = reset_link(mail.outbox[0])
    page = client.get(link, follow=True)
    new = "another horse another staple"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})

    page = type(client)().get(link, follow=True)
    assert "This link no longer works" in page.content.decode()


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, writer):
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    known = client.post("/accounts/password/reset/", {"email": writer.email})
    send_queued()

    assert unknown["Location"] == known["Location"] == "/accounts/password/reset/done/"
    assert [message.to for message in mail.outbox] == [[writer.email]]


def test_a_weak_password_is_refused(client, writer):
    sign_in(client, writer.email)
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
    )

    assert any("at least 12 characters" in error for error in errors_on(response))


# No other way in


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    client.post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert "You cannot register yourself" in page.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "mfa_list_webauthn"])
def test_what_is_not_used_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/program/country/"])
def test_the_admin_sends_to_the_one_door(address, client):
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")


def test_the_admin_does_not_take_a_password_itself(client, administrator):
    administrator.set_password(PASSWORD)
    administrator.save()
    client.post("/admin/login/", {"username": administrator.email, "password": PASSWORD})

    assert not is_signed_in(client)


def test_an_administrator_gets_into_the_admin(client, administrator):
    client.force_login(administrator)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("who", ["iom_focal_point", "secretariat", "stranger"])
def test_nobody_else_gets_into_the_admin(who, client, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/admin/", follow=True).status_code == 403


def test_signing_out_takes_a_post(client, writer):
    sign_in(client, writer.email)
    client.get("/accounts/logout/")
    assert is_signed_in(client)

    client.post("/accounts/logout/")

    assert not is_signed_in(client)


# Pages


PUBLIC_ACCOUNT_PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-bad/",
]
OWN_ACCOUNT_PAGES = [
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/reauthenticate/",
]


@pytest.mark.parametrize("address", PUBLIC_ACCOUNT_PAGES)
def test_each_page_for_all_is_in_the_portals_look(address, client):
    check_look(client.get(address, follow=True))


@pytest.mark.parametrize("address", OWN_ACCOUNT_PAGES)
def test_each_page_of_ones_own_account_is_in_the_portals_look(address, client, writer):
    turn_on_second_factor(client, writer)

    check_look(client.get(address, follow=True))


def check_look(response) -> None:
    page = response.content.decode()
    assert response.status_code == 200
    assert "site/site.css" in page or "site/site." in page
    assert 'id="content"' in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "<script" not in page
