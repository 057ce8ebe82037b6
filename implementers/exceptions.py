"""Why something was not done with people, in words for the person who can mend it."""

from django.core.exceptions import PermissionDenied


class PeopleError(Exception):
    """Base of all; `str()` of one is a sentence a user may read."""


class NotPermitted(PeopleError, PermissionDenied):
    """The person may not do this; `str()` says who may."""


class PeopleRefused(PeopleError):
    """It cannot be done as asked: it would leave an implementer without a focal point, or so."""


class InvitationClosed(PeopleError):
    """The invitation can no longer be accepted: used, cancelled, expired."""
