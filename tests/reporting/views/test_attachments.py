"""Attached files are downloads, for those who may read their entry."""

import pytest
from django.urls import reverse

from reporting.actions.attachments import attach_file, remove_attachment
from reporting.actions.reviews import accept
from reporting.actions.submissions import submit
from reporting.models import Attachment, Entry
from tests import files
from tests.factories import write_entry
from tests.files import upload
from tests.reporting.editions import issued

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "stranger", "unhcr_writer", "iom_writer", "secretariat", "administrator")
MEMBERS = {"iom_writer", "secretariat", "administrator"}


@pytest.fixture
def entry(iom_draft, iom_writer) -> Entry:
    return write_entry(iom_draft, by=iom_writer).entry


@pytest.fixture
def attached(entry, iom_writer) -> Attachment:
    return attach_file(entry, upload(), description="Who took part", by=iom_writer)


def public_address(attachment: Attachment) -> str:
    return reverse("entry-attachment", args=[attachment.entry.reference, attachment.sha256])


def desk_address(attachment: Attachment, name: str = "desk-attachment") -> str:
    return reverse(name, args=[attachment.entry.reference, attachment.pk])


def page_of(entry: Entry) -> str:
    return reverse("desk-attachments", args=[entry.reference])


def sign_in(client, request, role: str) -> None:
    if role != "anonymous":
        client.force_login(request.getfixturevalue(role))


@pytest.mark.parametrize("role", ROLES)
def test_a_file_of_a_draft_is_downloaded_by_its_people_alone(client, request, attached, role):
    sign_in(client, request, role)
    assert client.get(public_address(attached)).status_code == 404
    expected = 302 if role == "anonymous" else 200 if role in MEMBERS else 403
    assert client.get(desk_address(attached)).status_code == expected
    assert client.get(page_of(attached.entry)).status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_a_file_of_an_accepted_chapter_is_downloaded_by_everyone(
    client, request, attached, iom_draft, secretariat, role
):
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    sign_in(client, request, role)
    response = client.get(public_address(attached))
    assert response.status_code == 200
    assert response.getvalue() == files.pdf()


@pytest.mark.parametrize("role", ROLES)
def test_only_writers_and_the_secretariat_attach_remove_and_restore(
    client, request, attached, role
):
    sign_in(client, request, role)
    may = role in {"iom_writer", "secretariat"}
    sent = client.post(page_of(attached.entry), {"file": upload(files.png(), "a.png")})
    assert sent.status_code == (401 if role == "anonymous" else 302 if may else 403)
    for name in ("desk-attachment-remove", "desk-attachment-restore"):
        response = client.post(desk_address(attached, name))
        assert response.status_code == (302 if may or role == "anonymous" else 403)
    assert attached.entry.attachments.count() == (2 if may else 1)


def test_a_file_is_a_download_that_no_browser_shows(client, attached, iom_writer):
    client.force_login(iom_writer)
    response = client.get(desk_address(attached))
    assert response["Content-Disposition"] == 'attachment; filename="participants.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    response.close()


def test_a_file_that_the_client_has_is_not_sent_again(client, attached, iom_draft, secretariat):
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    etag = f'"{attached.sha256}"'
    response = client.get(public_address(attached), headers={"If-None-Match": etag})
    assert (response.status_code, response["ETag"]) == (304, etag)


def test_the_pages_of_an_entry_list_name_type_size_and_hash(
    client, attached, iom_draft, secretariat
):
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    for address in (
        reverse("entry-detail", args=[attached.entry.reference]),
        page_of(attached.entry),
    ):
        client.force_login(secretariat)
        page = client.get(address).content.decode()
        for words in ("participants.pdf", "PDF", "bytes", attached.sha256, "Who took part"):
            assert words in page, (address, words)


def test_the_api_lists_attached_files(client, attached, iom_draft, secretariat):
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    row = client.get(f"/api/v1/entries/{attached.entry.reference}/").json()
    assert row["attachments"] == [
        {
            "name": "participants.pdf",
            "description": "Who took part",
            "type": "application/pdf",
            "size": len(files.pdf()),
            "sha256": attached.sha256,
            "url": f"http://testserver{public_address(attached)}",
        }
    ]


def test_a_removed_file_is_no_longer_public(client, attached, iom_draft, secretariat):
    remove_attachment(attached, by=secretariat)
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    assert client.get(public_address(attached)).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "minutes.pdf", "minutes.pdf is empty"),
        (b"MZ\x90", "minutes.pdf", "minutes.pdf is not a type of file that can be attached"),
        (files.pdf(trailer=b"/Encrypt 9 0 R"), "minutes.pdf", "minutes.pdf is encrypted"),
        (files.word(extra={"word/vbaProject.bin": b"x"}), "minutes.docx", "has macros"),
        (None, "", "Choose the file to attach."),
    ],
    ids=["empty", "program", "encrypted", "macros", "no file"],
)
def test_a_refused_file_gets_one_sentence_and_keeps_what_was_typed(
    client, entry, iom_writer, data, name, words
):
    client.force_login(iom_writer)
    fields = {"description": "Minutes of “May”"}
    if data is not None:
        fields["file"] = upload(data, name)
    response = client.post(page_of(entry), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'value="Minutes of “May”"' in page
    assert not Attachment.with_removed.exists()


def test_what_was_typed_is_kept_after_a_sign_out(client, entry):
    response = client.post(page_of(entry), {"description": "Minutes", "file": upload()})
    assert response.status_code == 401
    assert "Minutes" in response.content.decode()


def test_a_file_of_another_entry_is_not_at_this_one(client, attached, iom_draft, iom_writer):
    other = write_entry(iom_draft, text="Another workshop took place.", by=iom_writer).entry
    client.force_login(iom_writer)
    address = reverse("desk-attachment", args=[other.reference, attached.pk])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_for_three_files(
    client, entry, iom_writer, count, django_assert_num_queries
):
    for number in range(count):
        attach_file(entry, upload(files.pdf(b"%% %d\n" % number)), by=iom_writer)
    client.force_login(iom_writer)
    with django_assert_num_queries(9):
        client.get(page_of(entry))


def test_a_file_that_is_missing_on_the_disk_is_not_found_and_logged(
    client, attached, iom_writer, caplog
):
    attached.file.storage.delete(attached.file.name)
    client.force_login(iom_writer)
    assert client.get(desk_address(attached)).status_code == 404
    assert "is missing: restore it from a backup" in caplog.text


def test_the_page_of_an_edition_lists_its_files(client, attached, iom_draft, secretariat):
    year = iom_draft.reporting_year
    year.submissions.working().exclude(pk=iom_draft.pk).delete()
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    issued(year, by=secretariat)
    page = client.get("/reports/2013/editions/1/").content.decode()
    assert f'href="{public_address(attached)}"' in page
    assert attached.sha256 in page
