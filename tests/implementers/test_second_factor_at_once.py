"""The same code sent several times at the same moment, on a database where that is possible."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection, connections

from implementers.models import User
from implementers.second_factor import use_code


def current_code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def at_once(user, code):
    start = Barrier(4)

    def use(_n):
        start.wait()
        try:
            return use_code(user, code) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(use, range(4)))


@pytest.fixture
def committed_person(django_db_setup, django_db_blocker):
    """A person with an app whom other connections see; taken away by hand afterwards."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("an SQLite in memory has one connection at a time")
        person = User.objects.create(username="once", email="once@iom.int")
        yield person
        person.delete()


def test_of_the_same_codes_sent_at_once_one_is_accepted(committed_person):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(committed_person, secret)
    recovery = RecoveryCodes.activate(committed_person).generate_codes()[0]
    for code in (current_code(secret), recovery):
        assert at_once(committed_person, code) == [False, False, False, True]
