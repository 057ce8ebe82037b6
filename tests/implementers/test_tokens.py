"""Tokens of the API: whose they are, how long they are good, and what is kept of them."""

import datetime

import pytest
import time_machine

from implementers.exceptions import NotPermitted, PeopleRefused
from implementers.models import ApiToken
from implementers.tokens import make_token, revoke_token, token_of

pytestmark = pytest.mark.django_db


def test_a_secret_is_kept_nowhere_and_finds_its_token(iom_writer):
    token, secret = make_token(name="export", days=30, by=iom_writer)

    found = token_of(secret)

    assert found is not None
    assert (found, found.user) == (token, iom_writer)
    row = ApiToken.objects.values().get()
    assert secret not in str(row)
    assert secret.startswith(row["begins"])
    assert len(secret) > 40


@pytest.mark.parametrize("word", ["", "parp_", "other", "\0", "\ud800", "x" * 100_000])
def test_another_word_finds_nothing(iom_writer, word):
    make_token(name="export", days=30, by=iom_writer)

    assert token_of(word) is None


def test_an_expired_a_revoked_and_a_closed_accounts_token_are_good_for_nothing(iom_writer):
    _first, expiring = make_token(name="expiring", days=30, by=iom_writer)
    second, revoked = make_token(name="revoked", days=90, by=iom_writer)
    _third, lasting = make_token(name="lasting", days=90, by=iom_writer)
    revoke_token(second, by=iom_writer)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        assert token_of(expiring) is None
        assert token_of(lasting) is not None
    assert token_of(expiring) is not None
    assert token_of(revoked) is None
    iom_writer.is_active = False
    iom_writer.save()
    assert token_of(lasting) is None


def test_its_use_is_noted_now_and_then(iom_writer, django_assert_num_queries):
    token, secret = make_token(name="export", days=30, by=iom_writer)
    with django_assert_num_queries(2):
        token_of(secret)
    with django_assert_num_queries(1):
        token_of(secret)
    token.refresh_from_db()
    assert token.used_at is not None


def test_a_name_stands_for_one_token_until_it_is_revoked(iom_writer, unhcr_writer):
    token, _secret = make_token(name="export", days=30, by=iom_writer)
    make_token(name="export", days=30, by=unhcr_writer)
    with pytest.raises(PeopleRefused, match="of this name"):
        make_token(name="export", days=30, by=iom_writer)
    revoke_token(token, by=iom_writer)
    make_token(name="export", days=30, by=iom_writer)


def test_one_person_has_not_more_than_so_many(iom_writer, settings):
    settings.API_TOKENS_EACH = 2
    for name in ("a", "b"):
        make_token(name=name, days=30, by=iom_writer)
    with pytest.raises(PeopleRefused, match="Revoke one first"):
        make_token(name="c", days=30, by=iom_writer)


def test_nobody_revokes_anothers(iom_writer, secretariat):
    token, secret = make_token(name="export", days=30, by=iom_writer)
    with pytest.raises(NotPermitted):
        revoke_token(token, by=secretariat)
    assert token_of(secret) == token


def test_a_role_that_needs_a_second_factor_makes_none_without(iom_writer, settings):
    settings.REQUIRE_TOTP_FOR = ["writer"]
    with pytest.raises(NotPermitted, match="authenticator app"):
        make_token(name="export", days=30, by=iom_writer)


def test_an_expired_token_keeps_neither_its_place_nor_its_name(iom_writer, settings):
    settings.API_TOKENS_EACH = 1
    make_token(name="export", days=30, by=iom_writer)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        again, secret = make_token(name="export", days=30, by=iom_writer)
        assert token_of(secret) == again


def test_another_password_revokes_every_token(client, iom_writer, unhcr_writer):
    iom_writer.set_password("one long pass phrase")
    iom_writer.save()
    _mine, secret = make_token(name="export", days=30, by=iom_writer)
    _other, of_another = make_token(name="export", days=30, by=unhcr_writer)
    client.force_login(iom_writer)
    new = "another long pass phrase"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "one long pass phrase", "password1": new, "password2": new},
    )
    assert token_of(secret) is None
    assert token_of(of_another) is not None


def test_a_password_set_by_the_administration_revokes_them_too(client, administrator, iom_writer):
    _token, secret = make_token(name="export", days=30, by=iom_writer)
    client.force_login(administrator)
    path = f"/admin/implementers/user/{iom_writer.pk}/password/"

    client.post(path, {"password1": "too short", "password2": "differs", "usable_password": "true"})
    assert token_of(secret) is not None

    new = {"password1": "another long pass phrase", "password2": "another long pass phrase"}
    client.post(path, {**new, "usable_password": "true"})
    assert token_of(secret) is None
