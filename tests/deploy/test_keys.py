"""Changing SECRET_KEY as docs/operations.md says."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from implementers.encryption import decrypt, encrypt
from implementers.invitations import invitation_of, invite, link_token
from implementers.models import Implementer, Role
from tests.deploy.example import KEY

pytestmark = pytest.mark.django_db
OLD = settings.SECRET_KEY


@pytest.fixture
def link(secretariat) -> str:
    iom = Implementer.objects.get(slug="iom")
    return link_token(invite(iom, email="new@example.org", role=Role.WRITER, by=secretariat))


def test_with_the_old_key_as_a_fallback_everything_goes_on(client, secretariat, link, settings):
    client.force_login(secretariat)
    secret = encrypt("secret of an app")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = KEY, [OLD]

    assert client.get("/desk/").status_code == 200
    assert invitation_of(link) is not None
    assert decrypt(secret) == "secret of an app"


def test_a_key_that_became_known_ends_sessions_and_links_but_no_second_factor(
    client, secretariat, link, settings
):
    client.force_login(secretariat)
    secret = encrypt("secret of an app")
    settings.SECRET_KEY = KEY
    with pytest.raises(ImproperlyConfigured):
        decrypt(secret)
    settings.MFA_ENCRYPTION_KEYS = ["a new key of more than thirty-two characters", OLD]

    assert client.get("/desk/").status_code == 302
    assert invitation_of(link) is None
    assert decrypt(secret) == "secret of an app"
    settings.MFA_ENCRYPTION_KEYS.remove(OLD)
    assert decrypt(encrypt("another")) == "another"
