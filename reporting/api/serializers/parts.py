"""Parts of entries and chapters as rows of a list, each with its entry or chapter."""

from typing import Any

from rest_framework import serializers

from reporting.api.addresses import AddressField, page_field
from reporting.api.serializers.chapters import FinancingSerializer
from reporting.api.serializers.entries import EventSerializer
from reporting.enums import EntryKind
from reporting.models import Financing

_CHAPTER = "{row.submission.reporting_year.year}/{row.submission.implementer.slug}"


class EventRowSerializer(EventSerializer):
    """A dated happening and the entry that reports it."""

    entry = serializers.CharField(source="entry.reference", help_text="Id of the entry.")
    year = serializers.IntegerField(
        source="entry.submission.reporting_year.year", help_text="The reporting year."
    )
    implementer = serializers.CharField(
        source="entry.submission.implementer.slug", help_text="Slug of the implementer."
    )
    kind = serializers.ChoiceField(source="entry.kind", choices=EntryKind.choices)
    url = page_field("/entries/{row.entry.reference}/")
    entry_api_url = AddressField(
        "/api/v1/entries/{row.entry.reference}/", help_text="Address of the entry in the API."
    )

    def get_country(self, event: Any) -> str:
        return event.country.iso3 if event.country else ""

    def get_subjects(self, event: Any) -> list[str]:
        return [subject.country.iso3 for subject in event.subjects.all()]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The row; an event of a background entry is background too."""
        row = super().to_representation(instance)
        if "background_source" in row:
            row["background_source"] = row["background_source"] or instance.entry.background_source
        return row


class FinancingRowSerializer(FinancingSerializer):
    """A source of money and the chapter that states it."""

    year = serializers.IntegerField(source="submission.reporting_year.year")
    implementer = serializers.CharField(
        source="submission.implementer.slug", help_text="Slug of the implementer."
    )
    entry = serializers.SerializerMethodField(
        help_text="Id of the entry that it paid for; empty where it is stated for the whole chapter."
    )
    language = serializers.CharField(help_text="ISO 639-1 code of the text's language.")
    url = page_field(f"/years/{_CHAPTER}/")
    chapter_api_url = AddressField(
        "/api/v1/chapters/{row.submission.reporting_year.year}-{row.submission.implementer.slug}/",
        help_text="Address of the chapter in the API.",
    )

    def get_entry(self, row: Financing) -> str:
        return row.entry.reference if row.entry else ""

    def get_fields(self) -> dict[str, Any]:
        """The fields, those of its location first, as in the columns of the file of this list."""
        fields = super().get_fields()
        location = ("year", "implementer", "entry")
        return {name: fields[name] for name in (*location, *fields) if name in fields}
