"""/desk/register/ : a spreadsheet is previewed and confirmed; a text is corrected with its source."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from program.models import Activity
from program.rich_text import to_plain
from reporting.models import RegisterFile
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

HEAD = "number,text_en,text_es,implementers,source\n"


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def upload(client, text: str):
    file = SimpleUploadedFile("texts.csv", text.encode(), "text/csv")
    return client.post("/desk/register/", {"file": file})


def test_a_file_is_previewed_row_by_row_and_confirmed(desk):
    sent = upload(
        desk,
        HEAD
        + "5,Text of five.,Texto.,IOM,AG/RES. 2141\n"
        + "999,Other,,,AG\n"
        + "8,Text,,Nobody,AG\n"
        + "9,Text,,,AG\n9,Text,,,AG\n",
    )
    page = page_of(desk, sent.url)
    refused = page.all_words("//table[@aria-labelledby='refused']/tbody/tr")
    assert refused == [
        "3 999 “999” is not a number of the register.",
        "4 8 “Nobody” is not an implementer on record.",
        "5 9 The number 9 is in more than one row.",
        "6 9 The number 9 is in more than one row.",
    ]
    assert Activity.objects.get(code="5").text == ""
    desk.post(f"{sent.url}confirm/")
    assert to_plain(Activity.objects.get(code="5").text) == "Text of five."
    assert Activity.objects.get(code="9").text == ""
    shown = page_of(desk, "/activities/5/").words()
    assert "Source of the text: AG/RES. 2141" in shown
    assert "Texto." in shown
    again = desk.post(f"{sent.url}confirm/")
    assert again.status_code == 409
    assert "already been imported" in again.content.decode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "The column “a” is unknown."),
        ("", "The file has no rows."),
        (HEAD, "The file has column names and no rows below them."),
    ],
)
def test_a_file_with_other_columns_is_refused(desk, text, message):
    response = upload(desk, text)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not RegisterFile.objects.exists()


def test_the_template_is_downloaded(desk):
    csv = desk.get("/desk/register/template.csv")
    assert csv.content.decode("utf-8-sig").startswith("number,text_en,text_es")
    assert desk.get("/desk/register/template.xlsx").content.startswith(b"PK")
    assert desk.get("/desk/register/template.json").status_code == 404


def test_a_correction_on_the_desk_leaves_the_report_of_2011(desk):
    before = desk.get("/reports/2011/").content
    typed = {"text": "A corrected text.", "source": "AG/RES. 2141", "valid_from": "2012"}
    desk.post("/desk/register/67/", typed)
    page = page_of(desk, "/activities/67/").words()
    assert "A corrected text." in page
    assert "In the reports up to 2011" in page
    assert desk.get("/reports/2011/").content == before


def test_a_refused_correction_keeps_what_was_typed(desk):
    typed = {"text": "A corrected text.", "source": "", "valid_from": "2011"}
    response = desk.post("/desk/register/67/", typed)
    assert response.status_code == 422
    body = response.content.decode()
    assert "A corrected text." in body
    assert "Write where the text is taken from" in body
    assert "Choose 2012 or later." in body


def test_others_do_not_open_the_register(client, iom_focal_point):
    for person in (None, iom_focal_point):
        if person:
            client.force_login(person)
        for address in ("/desk/register/", "/desk/register/67/", "/desk/register/template.csv"):
            assert client.get(address).status_code in (302, 403)


def test_an_administrator_keeps_the_register(client, administrator):
    client.force_login(administrator)
    assert client.get("/desk/register/").status_code == 200
