"""Who else has a form open."""

import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from reporting.models import EditingPresence
from tests.factories import write_entry

pytestmark = pytest.mark.django_db

PRESENCE = "/desk/presence/"
FORM = "/desk/entries/2013-iom-1/"
PAGE, OTHER_PAGE = str(uuid.uuid4()), str(uuid.uuid4())
START = timezone.make_aware(datetime.datetime(2026, 3, 2, 14, 1))


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, by=iom_writer).entry


@pytest.fixture
def ask(client, entry, iom_writer):
    """What a page is told; of IOM's writer, unless by someone else."""

    def ask(by=iom_writer, *, session=PAGE, form=FORM, **fields) -> str:
        client.force_login(by)
        response = client.post(PRESENCE, {"keep": form, "session": session, **fields})
        assert response.status_code == 200, response.content
        return response.json()["message"]

    return ask


def test_whoever_is_alone_is_told_nothing(ask):
    assert [ask(), ask()] == ["", ""]


def test_people_see_each_other_until_one_is_gone(ask, iom_focal_point, secretariat):
    with time_machine.travel(START, tick=False):
        ask(iom_focal_point, session=OTHER_PAGE)
    with time_machine.travel(START + datetime.timedelta(seconds=59), tick=False):
        assert ask(secretariat) == "IOM Focal Point (IOM) is here too, writing since 14:01."
        assert ask() == (
            "IOM Focal Point (IOM) and Secretariat are here too, the first since 14:01."
        )
    with time_machine.travel(START + datetime.timedelta(seconds=91), tick=False):
        assert "IOM Focal Point" not in ask()


def test_two_tabs_of_one_person_are_two(ask):
    with time_machine.travel(START, tick=False):
        ask(session=OTHER_PAGE)
        assert ask() == "You have this form open in another tab too, since 14:01."
        assert ask(session=str(uuid.uuid4())).startswith("You have this form open in 2 other tabs")


def test_a_person_with_two_tabs_is_named_once(ask, iom_focal_point):
    for session in (PAGE, OTHER_PAGE):
        ask(iom_focal_point, session=session)

    assert ask().startswith("IOM Focal Point (IOM) is here too")


def test_who_leaves_is_not_named_any_more(ask, iom_focal_point):
    ask(iom_focal_point, session=OTHER_PAGE)
    ask(iom_focal_point, session=OTHER_PAGE, leave="1")
    assert ask() == ""

    ask(iom_focal_point, session=OTHER_PAGE)  # sent before, and received after
    assert ask() == ""

    ask(iom_focal_point, session=OTHER_PAGE, opens="1")  # back again
    assert ask().startswith("IOM Focal Point (IOM) is here too")


def test_people_at_another_form_are_not_named(ask, iom_focal_point):
    ask(iom_focal_point, session=OTHER_PAGE, form="/desk/2013/iom/words/")

    assert ask() == ""
    assert "IOM Focal Point" in ask(form="/desk/2013/iom/words/")


def test_the_form_of_a_narrative_part_knows_who_is_there(ask, secretariat):
    part = "/desk/years/2013/report/parts/background/"
    ask(secretariat, form=part)

    assert "another tab" in ask(secretariat, form=part, session=OTHER_PAGE)


@pytest.mark.parametrize("who", ["stranger", "unhcr_writer"])
def test_others_are_not_told_who_is_there(who, client, entry, request):
    client.force_login(request.getfixturevalue(who))
    response = client.post(PRESENCE, {"keep": FORM, "session": PAGE})

    assert response.status_code == 403
    assert not EditingPresence.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"keep": FORM, "session": "x"}, 422),
        ({"keep": FORM}, 422),
        ({"keep": "/desk/", "session": PAGE}, 404),
        ({"session": PAGE}, 404),
    ],
)
def test_what_names_no_form_or_page_is_refused(fields, status, client, entry, iom_writer):
    client.force_login(iom_writer)

    assert client.post(PRESENCE, fields).status_code == status


@pytest.mark.parametrize("people", [1, 3])
def test_asking_costs_the_same_for_one_and_three_people(
    people, ask, client, iom_writer, iom_focal_point, django_assert_num_queries
):
    for _n in range(people):
        ask(iom_focal_point, session=str(uuid.uuid4()))
    ask()

    with django_assert_num_queries(7):
        client.post(PRESENCE, {"keep": FORM, "session": PAGE})
