"""Absolute addresses: those of pages (kept stable, see docs/addresses.md) and of the API."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field):
    """An address made of a row: `AddressField("/entries/{row.reference}/")`."""

    def __init__(self, pattern: str, **options: Any) -> None:
        self.pattern = pattern
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, value: Any) -> str:
        path = self.pattern.format(row=value)
        return str(self.context["request"].build_absolute_uri(path))


def page_field(pattern: str) -> AddressField:
    """The address of the page that shows the row."""
    return AddressField(pattern, help_text="Permanent address of the page for people.")


def api_field(pattern: str) -> AddressField:
    """The address of the row in this API."""
    return AddressField(f"/api/v1{pattern}", help_text="Address of this object in the API.")
