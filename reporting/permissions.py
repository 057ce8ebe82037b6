"""Whether a person may do something. Whether the state allows it is in policies.py.

Each rule has a form that raises with an explanation, and one that returns a boolean, for templates.
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
    """Return the capacities in which the person can act on the implementer's chapters."""
    actors = {Actor.READER} | {_BY_ROLE[role] for role in roles_of(person, implementer)}
    return frozenset(actors | _central_roles(person))


def may(person: Person, act: Act, submission: Submission) -> bool:
    """Return whether the person's role allows `act` on the chapter."""
    return bool(capacities(person, submission.implementer) & actors_of(act))


def require(person: Person, act: Act, submission: Submission) -> None:
    """Raise `NotPermitted`, which says whose chapter it is and who may do this."""
    if not may(person, act, submission):
        raise NotPermitted(_whose(submission) + " " + _who_may(act))


def may_open_years(person: Person) -> bool:
    return bool(_central_roles(person) & actors_of(Act.OPEN_YEAR))


def require_to_open_years(person: Person) -> None:
    """Raise `NotPermitted` unless the person is of the secretariat."""
    if not may_open_years(person):
        raise NotPermitted(_who_may(Act.OPEN_YEAR))


def may_oversee(person: Person) -> bool:
    """Return whether the person manages the year as a whole, as the secretariat does."""
    return is_secretariat(person)


def require_to_oversee(person: Person) -> None:
    """Raise `NotPermitted` unless the person is of the secretariat."""
    if not may_oversee(person):
        raise NotPermitted(_("Only the secretariat manages the year as a whole."))


def may_keep_register(person: Person) -> bool:
    """Return whether the person corrects the register and reference data."""
    return is_secretariat(person) or is_administrator(person)


def require_to_keep_register(person: Person) -> None:
    """Raise `NotPermitted` unless the person is of the secretariat or an administrator."""
    if not may_keep_register(person):
        raise NotPermitted(
            _("Only the secretariat and administrators correct the register and reference data.")
        )


def may_see(person: Person, submission: Submission) -> bool:
    """Return whether the person may see the chapter.

    Everyone may see a public chapter; the members, the secretariat and administrators see any.
    """
    if submission.is_public:
        return True
    return capacities(person, submission.implementer) > {Actor.READER}


def require_to_see(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted`, which says whose chapter it is."""
    if not may_see(person, submission):
        raise NotPermitted(
            _whose(submission)
            + " "
            + _("Until it is accepted, only its members and the secretariat can see it.")
        )


def require_to_see_work(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted` unless the person is a member or has a central role."""
    if not capacities(person, submission.implementer) > {Actor.READER}:
        raise NotPermitted(
            _whose(submission)
            + " "
            + _("Only its members and the secretariat can see its history.")
        )


def may_dismiss(person: Person, submission: Submission | None) -> bool:
    """Return whether the person may dismiss findings of the chapter, or of the year for None.

    Those who write the chapter may; for the year, the secretariat.
    """
    if submission is None:
        return is_secretariat(person)
    return may(person, Act.EDIT, submission)


def require_to_dismiss(person: Person, submission: Submission | None) -> None:
    """Raise `NotPermitted`, which says who may dismiss the finding."""
    if may_dismiss(person, submission):
        return
    if submission is None:
        raise NotPermitted(_("Only the secretariat can dismiss findings about the whole report."))
    raise NotPermitted(
        _whose(submission)
        + " "
        + _("Only its writers and the secretariat can dismiss its findings.")
    )


def may_remark(person: Person, submission: Submission) -> bool:
    """Return whether the person may write remarks about the chapter."""
    allowed = {Actor.WRITER, Actor.FOCAL_POINT, Actor.SECRETARIAT}
    return bool(capacities(person, submission.implementer) & allowed)


def require_to_remark(person: Person, submission: Submission) -> None:
    """Raise `NotPermitted` unless the person is a member or of the secretariat."""
    if not may_remark(person, submission):
        raise NotPermitted(
            _whose(submission) + " " + _("Only its members and the secretariat can write remarks.")
        )


def working_chapters(person: Person) -> SubmissionQuerySet:
    """Return the chapters on the person's desk.

    These are the chapters of their implementers, or all chapters for a central role.
    """
    if _central_roles(person):
        return Submission.objects.working()
    return Submission.objects.working().filter(implementer__in=list(roles_by_implementer(person)))


def _central_roles(person: Person) -> set[Actor]:
    actors = set()
    if is_secretariat(person):
        actors.add(Actor.SECRETARIAT)
    if is_administrator(person):
        actors.add(Actor.ADMINISTRATOR)
    return actors


def _whose(submission: Submission) -> str:
    return _("This chapter belongs to %(implementer)s.") % {"implementer": submission.implementer}


def _who_may(act: Act) -> str:
    allowed = [str(actor.label) for actor in Actor if actor in actors_of(act)]
    return _("Allowed to %(act)s: %(who)s.") % {"act": act.label, "who": ", ".join(allowed)}
