from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reporting.api.addresses import api_field, page_field
from reporting.api.selections.highlights import public_highlights
from reporting.api.serializers.chapters import ChapterRowSerializer
from reporting.api.serializers.counts import EntriesByKindSerializer
from reporting.api.serializers.reports import (
    EditionSerializer,
    HighlightSerializer,
    NarrativeSerializer,
)
from reporting.models import ReportingYear


class YearRowSerializer(serializers.Serializer[ReportingYear]):
    """A reporting year of which anything is public."""

    year = serializers.IntegerField()
    title = serializers.CharField()
    program = serializers.CharField(source="program_title")
    resolution = serializers.CharField(help_text="The resolution that adopted the Program.")
    is_demonstration = serializers.BooleanField(
        help_text="Whether it is for practice and no record."
    )
    chapters_count = serializers.SerializerMethodField()
    entries_count = serializers.SerializerMethodField()
    entries_by_kind = serializers.SerializerMethodField()
    url = page_field("/years/{row.year}/")
    api_url = api_field("/years/{row.year}/")

    def get_chapters_count(self, year: ReportingYear) -> int:
        chapters: int = self.context["years"][year.pk].chapters
        return chapters

    def get_entries_count(self, year: ReportingYear) -> int:
        entries: int = self.context["years"][year.pk].entries
        return entries

    @extend_schema_field(EntriesByKindSerializer)
    def get_entries_by_kind(self, year: ReportingYear) -> dict[str, int]:
        by_kind: dict[str, int] = self.context["years"][year.pk].by_kind
        return by_kind


class YearSerializer(YearRowSerializer):
    """A reporting year with its public chapters in official order, and its report."""

    chapters = ChapterRowSerializer(source="submissions", many=True)
    narratives = NarrativeSerializer(
        source="public_narratives",
        many=True,
        help_text="The report's own parts in its order; none while its chapters are being edited.",
    )
    highlights = serializers.SerializerMethodField()
    editions = EditionSerializer(many=True, help_text="Newest first.")

    @extend_schema_field(HighlightSerializer(many=True))
    def get_highlights(self, year: ReportingYear) -> Any:
        highlights: Any = public_highlights(year)
        return HighlightSerializer(highlights, many=True).data
