"""People, implementers and assignments."""

from implementers.models.implementer import (
    Assignment,
    Implementer,
    ImplementerAlias,
    ImplementerKind,
)
from implementers.models.invitation import Invitation, InvitationState
from implementers.models.membership import Membership, Role
from implementers.models.queued_mail import QueuedMail, QueuedMailKind
from implementers.models.role_change import RoleChange
from implementers.models.token import ApiToken
from implementers.models.user import User

__all__ = [
    "ApiToken",
    "Assignment",
    "Implementer",
    "ImplementerAlias",
    "ImplementerKind",
    "Invitation",
    "InvitationState",
    "Membership",
    "QueuedMail",
    "QueuedMailKind",
    "Role",
    "RoleChange",
    "User",
]
