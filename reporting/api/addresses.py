"""Absolute addresses of pages, which are permanent (see docs/addresses.md), and of the API."""

from typing import Any

from django.utils.encoding import iri_to_uri
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reporting.views.site import site_of


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field):
    """An address from attributes of the row: `AddressField("/entries/{row.reference}/")`."""

    def __init__(self, pattern: str, **options: Any) -> None:
        self.pattern = pattern
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, value: Any) -> str:
        context: Any = self.context
        if "site" not in context:  # once for all rows of a response
            context["site"] = site_of(context["request"])
        return str(context["site"]) + iri_to_uri(self.pattern.format(row=value))


def page_field(pattern: str) -> AddressField:
    """A field with the address of the page that shows the row."""
    return AddressField(pattern, help_text="Permanent address of the page for people.")


def api_field(pattern: str) -> AddressField:
    """A field with the address of the row in the API."""
    return AddressField(f"/api/v1{pattern}", help_text="Address of this object in the API.")
