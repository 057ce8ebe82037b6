from rest_framework import serializers

from implementers.models import Implementer, ImplementerKind
from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.texts import NamesSerializer


class ImplementerSerializer(serializers.Serializer[Implementer]):
    """A body that the Program assigns activities to; counts include those that are part of it."""

    slug = serializers.CharField(help_text="Stable, for example iom.")
    acronym = serializers.CharField()
    name = serializers.CharField(help_text="In the reader's language.")
    names = NamesSerializer(source="*")
    kind = serializers.ChoiceField(choices=ImplementerKind.choices)
    # `Field` of DRF has an attribute with this name.
    parent = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="Slug of what it is part of."
    )
    heads_only = serializers.BooleanField(
        help_text="Only heads others and has no chapters of its own, as SEDI."
    )
    activity_codes = serializers.SerializerMethodField(
        help_text="Codes of the Program activities assigned to it."
    )
    chapters_count = serializers.SerializerMethodField(help_text="Public chapters.")
    entries_count = serializers.SerializerMethodField(help_text="Public entries.")
    url = page_field("/implementers/{row.slug}/")
    api_url = api_field("/implementers/{row.slug}/")

    def get_parent(self, implementer: Implementer) -> str | None:
        return implementer.parent.slug if implementer.parent else None

    def get_activity_codes(self, implementer: Implementer) -> list[str]:
        codes: dict[int, list[str]] = self.context["activity_codes"]
        return codes.get(implementer.pk, [])

    def get_chapters_count(self, implementer: Implementer) -> int:
        chapters: int = self.context["counts"][implementer.pk].chapters
        return chapters

    def get_entries_count(self, implementer: Implementer) -> int:
        entries: int = self.context["counts"][implementer.pk].entries
        return entries
