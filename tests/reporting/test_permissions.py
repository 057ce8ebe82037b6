"""Who may do what: the matrix of people and acts, written out by hand."""

import pytest
from django.contrib.auth.models import AnonymousUser

from implementers.exceptions import NotPermitted
from reporting import permissions
from reporting.workflow import Act
from tests.factories import person, submission_at_status

ACTS = {
    "iom_writer": {Act.EDIT},
    "iom_focal_point": {Act.EDIT, Act.SUBMIT, Act.DECLARE_NOTHING, Act.WITHDRAW},
    "unhcr_writer": set(),
    "secretariat": {
        Act.OPEN_YEAR,
        Act.EDIT,
        Act.SUBMIT,
        Act.DECLARE_NOTHING,
        Act.BEGIN_REVIEW,
        Act.RETURN,
        Act.ACCEPT,
        Act.REOPEN,
        Act.EXTEND,
    },
    "administrator": set(),
    "stranger": set(),
}
SEES_A_DRAFT = {"iom_writer", "iom_focal_point", "secretariat", "administrator"}
CAST = list(ACTS)


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("who", CAST)
def test_each_may_do_exactly_this_to_the_chapter_of_iom(who, act, iom_draft, request):
    user = request.getfixturevalue(who)

    assert permissions.may(user, act, iom_draft) is (act in ACTS[who])


@pytest.mark.parametrize("who", CAST)
def test_a_draft_is_seen_by_its_members_and_the_center(who, iom_draft, request):
    assert permissions.may_see(request.getfixturevalue(who), iom_draft) is (who in SEES_A_DRAFT)


@pytest.mark.parametrize("who", CAST)
def test_an_accepted_chapter_is_seen_by_everybody(who, iom_draft, secretariat, request):
    accepted = submission_at_status(iom_draft, "accepted", by=secretariat)

    assert permissions.may_see(request.getfixturevalue(who), accepted)


def test_who_is_not_signed_in_sees_only_what_is_accepted(iom_draft, secretariat):
    assert not permissions.may_see(AnonymousUser(), iom_draft)

    accepted = submission_at_status(iom_draft, "accepted", by=secretariat)

    assert permissions.may_see(AnonymousUser(), accepted)


def test_an_administrator_who_is_also_of_the_secretariat_may_act(iom_draft):
    both = person("Both", is_superuser=True, is_secretariat=True)

    assert permissions.may(both, Act.ACCEPT, iom_draft)


def test_a_refusal_says_whose_chapter_it_is_and_who_may(iom_draft, unhcr_writer):
    with pytest.raises(NotPermitted) as refusal:
        permissions.require(unhcr_writer, Act.EDIT, iom_draft)
    assert str(refusal.value) == (
        "This chapter belongs to International Organization for Migration (IOM). "
        "Allowed to edit: writer, focal point, secretariat."
    )


def test_the_secretariat_alone_opens_years(secretariat, administrator, iom_focal_point):
    permissions.require_to_open_years(secretariat)

    for user in (administrator, iom_focal_point, AnonymousUser()):
        with pytest.raises(NotPermitted):
            permissions.require_to_open_years(user)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("iom_writer", {"iom"}),
        ("iom_focal_point", {"iom"}),
        ("unhcr_writer", {"unhcr"}),
        ("stranger", set()),
    ],
)
def test_on_a_desk_lie_the_chapters_of_ones_implementers(who, expected, open_year_2013, request):
    chapters = permissions.working_chapters(request.getfixturevalue(who))

    found = chapters.filter(reporting_year=open_year_2013)
    assert {chapter.implementer.slug for chapter in found} == expected


@pytest.mark.parametrize("who", ["secretariat", "administrator"])
def test_on_a_central_desk_lie_all_chapters(who, open_year_2013, request):
    chapters = permissions.working_chapters(request.getfixturevalue(who))

    assert chapters.filter(reporting_year=open_year_2013).count() == 12
