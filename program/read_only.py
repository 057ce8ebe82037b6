"""A mixin for admin classes that only show rows, used by all apps."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """Nothing can be added, changed or deleted, whatever permissions a person has."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
