"""Errors about people, with messages for the person who can correct them."""

from django.core.exceptions import PermissionDenied


class PeopleError(Exception):
    """Base of all errors about people; its `str()` is a sentence for the user."""


class NotPermitted(PeopleError, PermissionDenied):
    """The person may not do this; `str()` says who may."""


class PeopleRefused(PeopleError):
    """The change is not possible, for instance because the last focal point would be lost."""


class InvitationClosed(PeopleError):
    """The invitation can no longer be accepted: it is used, canceled or expired."""
