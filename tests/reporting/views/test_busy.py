"""What counts as a busy database, and how it is answered, wherever in a request it is met."""

import sqlite3

import psycopg2
import pytest
from django.db import DataError, InterfaceError, OperationalError, connection, transaction
from django.test import override_settings
from psycopg2 import errors

from reporting.actions.entries import save_entry
from reporting.actions.remarks import take_suggestion
from reporting.views.busy import RETRY_AFTER, is_busy
from tests.reporting.views.desk_forms import posted

pytestmark = pytest.mark.django_db
NEW = "/desk/2013/iom/entries/new/"


def caused(kind, cause):
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def sqlite_error(code):
    error = sqlite3.OperationalError("some words")
    error.sqlite_errorcode = code
    return error


def failing(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail


BUSY = [
    caused(OperationalError, sqlite_error(sqlite3.SQLITE_BUSY)),
    caused(OperationalError, sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT)),
    caused(OperationalError, sqlite_error(sqlite3.SQLITE_LOCKED)),
    caused(OperationalError, psycopg2.OperationalError("server closed the connection")),
    caused(InterfaceError, psycopg2.InterfaceError("connection already closed")),
    *(
        caused(OperationalError, errors.lookup(code)())
        for code in ("40001", "40P01", "55P03", "53300", "57P01", "57P03", "08006")
    ),
]
FAULTS = [
    caused(OperationalError, sqlite_error(sqlite3.SQLITE_FULL)),
    caused(OperationalError, sqlite_error(sqlite3.SQLITE_ERROR)),
    caused(DataError, errors.lookup("22001")()),
    caused(OperationalError, errors.lookup("53100")()),  # the disk is full
    ValueError("database is locked"),
]


@pytest.mark.parametrize("error", BUSY, ids=repr)
def test_what_passes_by_itself_is_busy(error):
    assert is_busy(error)


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_what_does_not_pass_by_itself_is_a_fault(error):
    assert not is_busy(error)


@pytest.mark.parametrize("address", ["/api/v1/years/", "/api/v1/drafts/"])
def test_the_api_answers_busy_with_a_problem(client, address, monkeypatch):
    monkeypatch.setattr("reporting.api.selections.chapters.year_rows", failing(BUSY[0]))
    monkeypatch.setattr("reporting.api.tokens.BearerTokens.authenticate", failing(BUSY[0]))
    response = client.get(address)

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == str(RETRY_AFTER)


def test_a_public_page_says_that_it_is_busy(client, monkeypatch):
    monkeypatch.setattr("reporting.views.front.public_years", failing(BUSY[0]))
    response = client.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == str(RETRY_AFTER)
    assert "The portal is busy" in response.content.decode()


def test_a_form_at_the_desk_comes_back_as_typed(client, iom_writer, iom_draft, monkeypatch):
    client.force_login(iom_writer)
    monkeypatch.setattr("reporting.views.desk.entries.save_merged_editor", failing(BUSY[0]))
    response = client.post(NEW, posted(text="A <b>text</b>."))

    page = response.content.decode()
    assert response.status_code == 503
    assert page.count("A &lt;b&gt;text&lt;/b&gt;.") == 2
    assert f'<form method="post" action="{NEW}">' in page


def test_a_password_is_not_sent_back(client, monkeypatch):
    monkeypatch.setattr("allauth.account.views.LoginView.form_valid", failing(BUSY[0]))
    monkeypatch.setattr("allauth.account.views.LoginView.form_invalid", failing(BUSY[0]))
    response = client.post("/accounts/login/", {"login": "a@b.org", "password": "do-not-tell"})

    assert response.status_code == 503
    assert "do-not-tell" not in response.content.decode()


@override_settings(REQUIRE_TOTP_FOR=["secretariat"])
def test_a_middleware_that_meets_a_busy_database_is_answered_alike(client, monkeypatch):
    monkeypatch.setattr("implementers.middleware.lacks_totp", failing(BUSY[0]))
    client.raise_request_exception = False
    response = client.get("/desk/")

    assert response.status_code == 503
    assert response["Retry-After"] == str(RETRY_AFTER)


def test_no_request_is_one_transaction():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


def test_a_save_is_refused_inside_another_transaction(iom_draft, iom_writer):
    """Its checks would run before that one ends."""
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        save_entry(iom_draft, None, by=iom_writer)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        take_suggestion(None, by=iom_writer)
