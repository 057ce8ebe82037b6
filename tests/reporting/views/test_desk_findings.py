"""The pages of findings: of a chapter, of a year, and what is dismissed there."""

import pytest

from reporting.actions.findings import findings_of_chapter
from reporting.models import Dismissal
from tests.factories import write_entry
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

CHAPTER, YEAR = "/desk/2013/iom/findings/", "/desk/2013/findings/"
TEXT = "The press press was invited."
MESSAGE = "2013-iom-1"


@pytest.fixture
def judged(iom_draft, iom_writer):
    write_entry(iom_draft, text=TEXT, by=iom_writer)
    [one] = [one for one in findings_of_chapter(iom_draft) if one.finding.code == "words.doubled"]
    return one


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        (CHAPTER, {"iom_writer", "iom_focal_point", "secretariat", "administrator"}),
        (YEAR, {"secretariat"}),
    ],
)
@pytest.mark.parametrize(
    "who",
    ["iom_writer", "iom_focal_point", "unhcr_writer", "secretariat", "administrator", "stranger"],
)
def test_each_sees_exactly_these(who, address, allowed, client, iom_draft, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address).status_code == (200 if who in allowed else 403)


def test_a_finding_names_its_entry_and_its_remedy(client, iom_writer, judged):
    client.force_login(iom_writer)
    page = page_of(client, CHAPTER)

    assert judged.finding.message in page.words()
    assert "/desk/entries/2013-iom-1/" in page.links()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?code=words.doubled", "1 finding: 1 warning"),
        ("", "29 findings: 15 blockers, 4 warnings, 10 notices"),
    ],
)
def test_the_numbers_of_findings_are_written_out(query, numbers, client, secretariat, judged):
    client.force_login(secretariat)

    assert numbers in page_of(client, f"{YEAR}{query}").words()


def test_a_finding_is_dismissed_and_taken_back(client, iom_writer, judged):
    client.force_login(iom_writer)
    sent = {"fingerprint": judged.fingerprint, "reason": "A quotation."}
    assert client.post(CHAPTER, sent)["Location"] == CHAPTER
    words = page_of(client, CHAPTER).words()
    assert "Dismissed by" in words
    assert "A quotation." in words

    dismissal = Dismissal.objects.get()
    back = client.post(f"/desk/findings/{dismissal.pk}/recall/", {"next": CHAPTER})
    assert back["Location"] == CHAPTER
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("next_page", ["https://example.org/", "//example.org/", ""])
def test_taking_back_leads_nowhere_else(next_page, client, iom_writer, judged):
    client.force_login(iom_writer)
    client.post(CHAPTER, {"fingerprint": judged.fingerprint, "reason": "So it is."})
    pk = Dismissal.objects.get().pk

    assert client.post(f"/desk/findings/{pk}/recall/", {"next": next_page})["Location"] == "/desk/"


def test_without_a_reason_it_is_asked_for(client, iom_writer, judged):
    client.force_login(iom_writer)
    response = client.post(CHAPTER, {"fingerprint": judged.fingerprint, "reason": " "})

    assert response.status_code == 409
    assert "State a reason for dismissing it." in response.content.decode()


def test_a_reason_that_is_refused_is_kept(client, iom_writer, judged):
    client.force_login(iom_writer)
    response = client.post(CHAPTER, {"fingerprint": judged.fingerprint, "reason": "Kept\x07 words"})

    assert "Kept\x07 words" in response.content.decode()


@pytest.mark.parametrize("fingerprint", ["", "0" * 64, "x" * 100, "\0"])
def test_a_finding_that_does_not_stand_is_no_fault(fingerprint, client, iom_writer, judged):
    client.force_login(iom_writer)
    response = client.post(CHAPTER, {"fingerprint": fingerprint, "reason": "So it is."})

    assert response.status_code == 409
    assert not Dismissal.objects.exists()


def test_an_administrator_sees_and_does_not_dismiss(client, administrator, judged):
    client.force_login(administrator)
    sent = {"fingerprint": judged.fingerprint, "reason": "So it is."}

    assert "Dismiss" not in page_of(client, CHAPTER).all_words("//main//button")
    assert client.post(CHAPTER, sent).status_code == 403


def test_the_year_is_filtered(client, secretariat, judged):
    client.force_login(secretariat)

    assert judged.finding.message in page_of(client, f"{YEAR}?code=words.doubled").words()
    assert judged.finding.message in page_of(client, f"{YEAR}?code=words.&chapter=iom").words()
    assert judged.finding.message not in page_of(client, f"{YEAR}?severity=notice").words()
    assert judged.finding.message not in page_of(client, f"{YEAR}?chapter=-").words()


@pytest.mark.parametrize("query", ["severity=dire", "code=none.such", "chapter=xyz", "chapter=%00"])
def test_a_filter_that_cannot_be_is_told(query, client, secretariat, judged):
    client.force_login(secretariat)

    assert "Select a valid choice" in page_of(client, f"{YEAR}?{query}").words()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_few_and_many(
    count, client, iom_draft, secretariat, django_assert_num_queries
):
    for _n in range(count):
        write_entry(iom_draft, text=TEXT, by=secretariat)
    client.force_login(secretariat)

    with django_assert_num_queries(28):
        client.get(CHAPTER)
    with django_assert_num_queries(26):
        client.get(YEAR)
