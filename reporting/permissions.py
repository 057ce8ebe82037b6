"""May this person do it? Whether the state allows it is in policies.py.

Each rule has a form that raises and explains and one that answers yes or no, for templates.
"""

from django.utils.translation import gettext as _

from implementers.exceptions import NotPermitted
from implementers.models import Implementer, Role
from implementers.permissions import (
    Person,
    is_administrator,
    is_secretariat,
    roles_by_implementer,
    roles_of,
)
from reporting.models import Submission
from reporting.models.submission import SubmissionQuerySet
from reporting.workflow import Act, Actor, actors_of

_BY_ROLE = {Role.WRITER: Actor.WRITER, Role.FOCAL_POINT: Actor.FOCAL_POINT}


def capacities(person: Person, implementer: Implementer) -> frozenset[Actor]:
    """In what capacities the person can act on the implementer's chapters."""
    held = {Actor.READER} | {_BY_ROLE[role] for role in roles_of(person, implementer)}
    return frozenset(held | _central(person))


def may(person: Person, act: Act, submission: Submission) -> bool:
    """Whether the person's role allows `act` on the chapter."""
    return bool(capacities(person, submission.implementer) & actors_of(act))


def require(person: Person, act: Act, submission: Submission) -> None:
    """Raise `NotPermitted`, which says whose chapter it is and who may do this."""
    if not may(person, act, submission):
        raise NotPermitted(_whose(submission) + " " + _who_may(act))


def may_open_years(person: Person) -> bool:
    return bool(_central(person) & actors_of(Act.OPEN_YEAR))


def require_to_open_years(person: Person) -> None:
    """Raise `NotPermitted` to everybody but the secretariat."""
    if not may_open_years(person):
        raise NotPermitted(_who_may(Act.OPEN_YEAR))


def may_oversee(person: Person) -> bool:
    """Whether the year as a whole is the person's business: the secretariat's."""
    return is_secretariat(person)


def require_to_oversee(person: Person) -> None:
    """Raise `NotPermitted` to everybody but the secretariat."""
    if not may_oversee(person):
        raise NotPermitted(_("The year as a whole is looked after by the secretariat."))


def may_see(person: Person, submission: Submission) -> bool:
    """Everybody sees what is public; else the members, the secretariat, the administrator."""
    if submission.is_public:
        return True
    return capacities(person, submission.implementer) > {Actor.READER}


def require_to_see(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted`, which says whose chapter it is."""
    if not may_see(person, submission):
        raise NotPermitted(
            _whose(submission)
            + " "
            + _("Until it is accepted, its members and the secretariat alone see it.")
        )


def require_to_see_work(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted` to all but its members and the central roles: drafts are theirs."""
    if not capacities(person, submission.implementer) > {Actor.READER}:
        raise NotPermitted(
            _whose(submission) + " " + _("Its members and the secretariat alone see how it grew.")
        )


def may_dismiss(person: Person, submission: Submission | None) -> bool:
    """Whether findings are theirs to dismiss: who writes the chapter; of the year, the secretariat."""
    if submission is None:
        return is_secretariat(person)
    return may(person, Act.EDIT, submission)


def require_to_dismiss(person: Person, submission: Submission | None) -> None:
    """Raise `NotPermitted`, which says whose the finding is."""
    if may_dismiss(person, submission):
        return
    if submission is None:
        raise NotPermitted(_("What is found about the report as a whole is the secretariat’s."))
    raise NotPermitted(
        _whose(submission) + " " + _("Who writes it, and the secretariat, dismiss its findings.")
    )


def may_remark(person: Person, submission: Submission) -> bool:
    """Whether the person takes part in the conversation about the chapter."""
    talking = {Actor.WRITER, Actor.FOCAL_POINT, Actor.SECRETARIAT}
    return bool(capacities(person, submission.implementer) & talking)


def require_to_remark(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted` to all but the implementer's members and the secretariat."""
    if not may_remark(person, submission):
        raise NotPermitted(
            _whose(submission) + " " + _("Its members and the secretariat write remarks.")
        )


def working_chapters(person: Person) -> SubmissionQuerySet:
    """The chapters that are on the person's desk: their implementers', or all for a central role."""
    if _central(person):
        return Submission.objects.working()
    return Submission.objects.working().filter(implementer__in=list(roles_by_implementer(person)))


def _central(person: Person) -> set[Actor]:
    held = set()
    if is_secretariat(person):
        held.add(Actor.SECRETARIAT)
    if is_administrator(person):
        held.add(Actor.ADMINISTRATOR)
    return held


def _whose(submission: Submission) -> str:
    return _("This chapter belongs to %(implementer)s.") % {"implementer": submission.implementer}


def _who_may(act: Act) -> str:
    allowed = [str(actor.label) for actor in Actor if actor in actors_of(act)]
    return _("Who may %(act)s: %(who)s.") % {"act": act.label, "who": ", ".join(allowed)}
