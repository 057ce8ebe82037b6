"""/desk/tokens/ : making and revoking one's tokens."""

import re

import pytest

from implementers.models import ApiToken
from implementers.tokens import make_token, token_of
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

TOKENS = "/desk/tokens/"


@pytest.fixture
def writer(client, iom_writer):
    client.force_login(iom_writer)
    return client


def test_a_new_token_is_shown_once_and_kept_by_no_cache(writer, iom_writer):
    answer = writer.post(TOKENS, {"name": "export", "days": "90"})

    [secret] = re.findall(r"parp_[\w-]{40,}", answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert token_of(secret).user == iom_writer
    again = writer.get(TOKENS).content.decode()
    assert secret not in again
    assert secret[:10] in again


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "", "days": "90"}, "This field is required."),
        ({"name": "held", "days": "90"}, "You have a token of this name already."),
        ({"name": "x" * 81, "days": "90"}, "at most 80 characters"),
        ({"name": "a\0b", "days": "90"}, "Null characters are not allowed."),
        ({"name": "a\x1fb", "days": "90"}, "no control characters"),
        ({"name": "export", "days": "3650"}, "not one of the available choices"),
    ],
    ids=["none", "held", "long", "nul", "control", "days"],
)
def test_what_cannot_be_is_said_at_its_field(writer, iom_writer, data, words):
    make_token(name="held", days=30, by=iom_writer)

    answer = writer.post(TOKENS, data)

    assert words in answer.content.decode()
    assert ApiToken.objects.count() == 1


def test_one_revokes_ones_own_and_no_others(writer, iom_writer, unhcr_writer):
    own, secret = make_token(name="own", days=30, by=iom_writer)
    other, theirs = make_token(name="other", days=30, by=unhcr_writer)

    assert "other" not in page_of(writer, TOKENS).words("//table")
    assert writer.post(f"{TOKENS}{other.pk}/revoke/").status_code == 404
    assert writer.get(f"{TOKENS}{own.pk}/revoke/").status_code == 405
    page = page_of(writer, TOKENS)
    assert "Revoked: own." in writer.post(
        f"{TOKENS}{own.pk}/revoke/", follow=True
    ).content.decode().replace("\n", " ")
    assert "own" in page.words("//table")
    assert (token_of(secret), token_of(theirs)) == (None, other)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(TOKENS).status_code == 302


def test_the_page_takes_the_same_queries_for_one_token_and_for_ten(
    writer, iom_writer, django_assert_num_queries
):
    for number in range(10):
        make_token(name=f"token {number}", days=30, by=iom_writer)
    with django_assert_num_queries(3):
        writer.get(TOKENS)
    ApiToken.objects.exclude(name="token 1").delete()
    with django_assert_num_queries(3):
        writer.get(TOKENS)
