import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.models import ImportedFile

SAMPLE = (
    "International Organization for Migration (IOM)\t\t\t\n"
    "Activities stated in the resolution\tProgrammed activities for 2013\tActivities executed\t"
    "Activities programmed for 2014\n"
    "67. Train and support nongovernmental organizations.\tA course for NGOs.\t"
    "67. A course was held in Lima, Peru, from 4 to 6 May 2013.\tA second course.\n"
)


def address(name: str, *more: object) -> str:
    return reverse(name, args=[2013, "iom", *more])


def upload(client, data: bytes, name: str = "chapter.txt"):
    return client.post(address("desk-import"), {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def read_file(client, iom_draft, iom_writer) -> ImportedFile:
    client.force_login(iom_writer)
    assert upload(client, SAMPLE.encode()).status_code == 302
    return ImportedFile.objects.get()


def act(client, file: ImportedFile, **fields: object):
    return client.post(address("desk-import-act", file.pk), fields, follow=True)


def test_a_file_is_read_into_items_to_review(client, read_file, iom_draft):
    page = client.get(address("desk-import-review", read_file.pk)).content.decode()
    assert "A course was held in Lima" in page
    assert "row 3, column 3" in page
    assert read_file.items.count() == 3
    assert not iom_draft.entries.exists()


def test_an_accepted_item_is_an_entry_with_its_tags(client, read_file, iom_draft):
    item = read_file.items.get(content__kind="executed")
    act(client, read_file, act="accept", item=item.pk, kind="executed")
    entry = iom_draft.entries.get()
    assert [cited.activity.code for cited in entry.cited.all()] == ["67"]
    assert [str(event.start) for event in entry.events.all()] == ["2013-05-04"]
    assert [role.country.iso3 for role in entry.country_roles.all()] == ["PER"]


def test_a_skipped_item_stays_listed_and_can_be_proposed_again(client, read_file, iom_draft):
    item = read_file.items.first()
    assert "skipped" in act(client, read_file, act="skip", item=item.pk).content.decode()
    act(client, read_file, act="reopen", item=item.pk)
    item.refresh_from_db()
    assert item.state == "open"
    assert not iom_draft.entries.exists()


def test_items_without_doubts_are_accepted_together(client, read_file, iom_draft):
    act(client, read_file, act="accept-certain")
    assert iom_draft.entries.count() == 3


@pytest.mark.parametrize(
    "fields", [{}, {"item": "x", "act": "accept"}, {"item": "0", "act": "skip"}]
)
def test_an_unknown_item_is_not_found(client, read_file, fields):
    assert act(client, read_file, **fields).status_code == 404


def test_an_unknown_act_is_told(client, read_file):
    item = read_file.items.first()
    assert "Choose what to do" in act(client, read_file, item=item.pk, act="?").content.decode()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "chapter.docx", "is empty"),
        (b"%PDF-1.7 ...", "chapter.docx", "is a PDF"),
        (b"no table here", "chapter.txt", "no table"),
        (b"PK\x03\x04 broken", "chapter.docx", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    client, iom_draft, iom_writer, data, name, words
):
    client.force_login(iom_writer)
    response = upload(client, data, name)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ImportedFile.objects.exists()


def test_another_implementer_cannot_see_what_a_file_proposes(client, read_file, unhcr_writer):
    client.force_login(unhcr_writer)
    assert client.get(address("desk-import-review", read_file.pk)).status_code == 403
    assert act(client, read_file, act="accept-certain").status_code == 403
    assert upload(client, SAMPLE.encode()).status_code == 403
