"""Serializer fields for long texts, and for names."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from program.models.base import NamedInFourLanguages
from program.rich_text import (
    RichTextError,
    from_html,
    from_markdown,
    from_plain,
    to_plain,
    to_stored,
)
from reporting.api.serializers.strict import StrictCharField


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
    """A long text in its stored form: HTML without scripts, styles and images."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "The text with its structure, as restricted HTML.")
        super().__init__(read_only=True, **options)

    def to_representation(self, value: str) -> str:
        return to_stored(value)


class MarkdownField(StrictCharField):
    """A long text that is written as Markdown; its value is in the stored form."""

    def to_internal_value(self, data: Any) -> str:
        return _stored(from_markdown, super().to_internal_value(data))


class StructuredTextField(StrictCharField):
    """A long text that is written as HTML; its value is in the stored form."""

    def to_internal_value(self, data: Any) -> str:
        return _stored(from_html, super().to_internal_value(data))


class LiteralTextField(StrictCharField):
    """A long text that is written literally; its value is in the stored form."""

    def to_internal_value(self, data: Any) -> str:
        return _stored(from_plain, super().to_internal_value(data))


def _stored(read: Callable[[str], str], sent: str) -> str:
    try:
        return read(sent)
    except RichTextError as error:
        raise serializers.ValidationError(str(error)) from error


class NamesSerializer(serializers.Serializer[NamedInFourLanguages]):
    """A name in the official languages; empty where no official one is on record."""

    en = serializers.CharField(source="name_en")
    es = serializers.CharField(source="name_es")
    fr = serializers.CharField(source="name_fr")
    pt = serializers.CharField(source="name_pt")
