"""/desk/people/ … and /invitations/<token>/ : the people of an implementer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementers import people
from implementers.exceptions import InvitationClosed, PeopleRefused
from implementers.forms import ConfirmationForm, InvitationForm, NewAccountForm, RoleForm
from implementers.invitations import (
    accept_invitation,
    accept_with_new_account,
    account_of,
    cancel,
    invitation_of,
    invite,
    refusal_of,
    resend,
)
from implementers.models import Implementer, Invitation, Membership
from implementers.permissions import Person, roles_by_implementer
from implementers.tree import ancestor_ids
from reporting.notifications.invitations import send_invitation
from reporting.views.desk.base import desk_page

GONE = 410


@dataclass
class ImplementerMembers:
    """An implementer and its people; `above` names the parents whose people also work on it."""

    implementer: Implementer
    is_managed: bool
    above: list[str] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)


@require_safe
@desk_page
def people_list(request: HttpRequest) -> HttpResponse:
    """The people of the user's implementers; for the secretariat, of all implementers."""
    return render(request, "people/list.html", {"groups": _groups(request.user), "section": "desk"})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def people_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """The form that invites a person to an implementer."""
    implementer = get_object_or_404(Implementer, slug=slug)
    people.require_to_manage(request.user, implementer)
    form = InvitationForm(_post_data(request))
    if form.is_valid():
        try:
            invitation = invite(implementer, **form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except PeopleRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            _send(request, invitation)
            return _back_to(implementer)
    context = {"form": form, "implementer": implementer, "days": settings.INVITATION_DAYS}
    return render(request, "people/invite.html", {**context, "section": "desk"})


@require_POST
@desk_page
def people_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation = _invitation_to_manage(request.user, pk)
    try:
        _send(request, resend(invitation, by=request.user))  # type: ignore[arg-type]
    except InvitationClosed as refusal:
        messages.error(request, str(refusal))
    return _back_to(invitation.implementer)


@require_POST
@desk_page
def people_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an invitation."""
    invitation = _invitation_to_manage(request.user, pk)
    try:
        cancel(invitation, by=request.user)  # type: ignore[arg-type]
        messages.success(
            request, _("Canceled: the invitation of %(email)s.") % {"email": invitation.email}
        )
    except InvitationClosed as refusal:
        messages.error(request, str(refusal))
    return _back_to(invitation.implementer)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def people_member(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that changes a member's role."""
    membership = _membership_to_manage(request.user, pk)
    is_oneself = membership.user_id == request.user.pk
    form = RoleForm(_post_data(request), is_oneself=is_oneself, initial={"role": membership.role})

    def change() -> None:
        people.change_role(
            membership,
            form.cleaned_data["role"],
            confirmed=form.is_confirmed,
            by=request.user,  # type: ignore[arg-type]
        )

    return _changed_or_form(request, membership, form, change, "people/member.html")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def people_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then end a membership."""
    membership = _membership_to_manage(request.user, pk)
    is_oneself = membership.user_id == request.user.pk
    form = ConfirmationForm(_post_data(request), is_oneself=is_oneself)

    def remove() -> None:
        people.remove_member(membership, confirmed=form.is_confirmed, by=request.user)  # type: ignore[arg-type]

    return _changed_or_form(request, membership, form, remove, "people/remove.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the link of an invitation opens. A GET accepts nothing."""
    opened = invitation_of(token)
    if opened is None:
        message = _(
            "The link is incomplete or was changed. Open it from the message itself, or ask the "
            "person who invited you to send it again."
        )
        return _closed_page(request, message, status=404)
    if refusal := refusal_of(opened):
        return _closed_page(request, refusal, status=GONE)
    try:
        if request.user.is_authenticated:
            return _accept_signed_in(request, opened)
        return _accept_signed_out(request, opened)
    except InvitationClosed as closed:
        return _closed_page(request, str(closed), status=GONE)


def _post_data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _accept_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.user.email.lower() != invitation.email:  # type: ignore[union-attr]
        return _invitation_page(request, invitation, other_account=True)
    if request.method != "POST":
        return _invitation_page(request, invitation)
    accept_invitation(invitation, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _welcome(invitation))
    return redirect("desk")


def _accept_signed_out(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if account_of(invitation) is not None:
        return _invitation_page(request, invitation)
    form = NewAccountForm(_post_data(request), email=invitation.email)
    if not form.is_valid():
        return _invitation_page(request, invitation, form=form)
    try:
        user = accept_with_new_account(
            invitation, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
        )
    except PeopleRefused:
        return _invitation_page(request, invitation)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _invitation_page(request, invitation, form=form)
    messages.success(request, _welcome(invitation))
    return perform_login(request, user, redirect_url=reverse("desk"))


def _welcome(invitation: Invitation) -> str:
    return _("Welcome: you now work for %(implementer)s.") % {"implementer": invitation.implementer}


def _invitation_page(
    request: HttpRequest, invitation: Invitation, **context: object
) -> HttpResponse:
    return render(request, "people/invitation.html", {"invitation": invitation, **context})


def _closed_page(request: HttpRequest, refusal: str, *, status: int) -> HttpResponse:
    return render(request, "people/invitation_closed.html", {"refusal": refusal}, status=status)


def _changed_or_form(
    request: HttpRequest,
    membership: Membership,
    form: ConfirmationForm,
    change: Callable[[], None],
    template: str,
) -> HttpResponse:
    """Call `change` and go back to the list, or show the form with its errors."""
    if form.is_valid():
        try:
            change()
        except PeopleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Changed: %(person)s.") % {"person": membership.user})
            return _back_to(membership.implementer)
    context = {
        "form": form,
        "membership": membership,
        "is_oneself": membership.user_id == request.user.pk,
        "section": "desk",
    }
    return render(request, template, context)


def _membership_to_manage(person: Person, pk: int) -> Membership:
    """A membership that the person may manage. Raises `Http404` and `NotPermitted`."""
    membership = get_object_or_404(Membership.objects.select_related("user", "implementer"), pk=pk)
    people.require_to_manage(person, membership.implementer)
    return membership


def _invitation_to_manage(person: Person, pk: int) -> Invitation:
    invitation = get_object_or_404(Invitation.objects.select_related("implementer"), pk=pk)
    people.require_to_manage(person, invitation.implementer)
    return invitation


def _send(request: HttpRequest, invitation: Invitation) -> None:
    """Send the link now. If that fails, the next run of `send_due_mail` tries again."""
    parameters = {"email": invitation.email}
    try:
        send_invitation(invitation)
    except OSError:
        messages.warning(
            request,
            _("%(email)s is invited, but the mail could not be sent. It is tried again.")
            % parameters,
        )
    else:
        messages.success(request, _("Invited: %(email)s.") % parameters)


def _back_to(implementer: Implementer) -> HttpResponse:
    return redirect(reverse("people") + f"#{implementer.slug}")


def _groups(person: Person) -> list[ImplementerMembers]:
    """The implementers that the person manages or is a member of; all for the secretariat."""
    managed = people.managed_by(person)
    visible = managed | set(roles_by_implementer(person))
    implementers = {implementer.pk: implementer for implementer in Implementer.objects.all()}
    groups = {
        pk: ImplementerMembers(implementers[pk], pk in managed)
        for pk in implementers
        if pk in visible
    }
    staffed = set()
    for membership in Membership.objects.select_related("user").order_by("role", "user__email"):
        staffed.add(membership.implementer_id)
        if membership.implementer_id in groups:
            groups[membership.implementer_id].members.append(membership)
    for invitation in Invitation.objects.waiting().select_related("invited_by"):
        if invitation.implementer_id in managed:
            groups[invitation.implementer_id].invitations.append(invitation)
    for group in groups.values():
        group.above = _staffed_above(group.implementer, implementers, staffed)
    return list(groups.values())


def _staffed_above(
    implementer: Implementer, implementers: dict[int, Implementer], staffed: set[int]
) -> list[str]:
    parents = {
        pk: implementer_in_tree.parent_id for pk, implementer_in_tree in implementers.items()
    }
    return [
        implementers[pk].acronym
        for pk in ancestor_ids(implementer.pk, parents)
        if pk != implementer.pk and pk in staffed
    ]
