"""Serializer fields for texts, which are Markdown in the database, and for names."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from program.models.base import NamedInFourLanguages
from reporting.markdown import to_html, to_plain


@extend_schema_field(OpenApiTypes.STR)
class PlainTextField(serializers.Field):
    """Plain text, with a line for each paragraph and each item of a list."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Plain text; paragraphs and items of a list as lines.")
        super().__init__(read_only=True, **options)

    def to_representation(self, value: str) -> str:
        return to_plain(value)


@extend_schema_field(OpenApiTypes.STR)
class HtmlField(serializers.Field):
    """Sanitized HTML without scripts, styles and images."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "The text as sanitized HTML, its lists kept.")
        super().__init__(read_only=True, **options)

    def to_representation(self, value: str) -> str:
        return str(to_html(value))


class NamesSerializer(serializers.Serializer[NamedInFourLanguages]):
    """A name in the official languages; empty where no official one is on record."""

    en = serializers.CharField(source="name_en")
    es = serializers.CharField(source="name_es")
    fr = serializers.CharField(source="name_fr")
    pt = serializers.CharField(source="name_pt")
