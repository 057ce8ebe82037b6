from rest_framework import serializers

from program.models import Activity
from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.texts import HtmlField, PlainTextField
from reporting.models import SubmissionActivity


class ActivityRowSerializer(serializers.Serializer[Activity]):
    """A Program activity: one of the numbered ones, or one that has a code alone."""

    code = serializers.CharField(help_text="Stable, for example 67 or RIAL-1.")
    number = serializers.IntegerField(allow_null=True)
    short_title = serializers.CharField(help_text="In the portal's words; may be empty.")
    language = serializers.CharField(help_text="ISO 639-1 code of the text's language.")
    text = PlainTextField(help_text="Empty where no report in hand prints it.")
    text_html = HtmlField(source="text")
    text_source = serializers.CharField(
        help_text="Document that the text is taken from; may be empty."
    )
    # `Field` of DRF has an attribute with this name.
    source = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="Resolution or document it comes from."
    )
    probably_same_as = serializers.SerializerMethodField(
        help_text="Code of the activity that it probably restates, as the secretariat judged."
    )
    assigned_to = serializers.SerializerMethodField(help_text="Slugs of implementers.")
    entries_count = serializers.SerializerMethodField(help_text="Public entries that cite it.")
    url = page_field("/activities/{row.code}/")
    api_url = api_field("/activities/{row.code}/")

    def get_entries_count(self, activity: Activity) -> int:
        counts: dict[int, int] = self.context["counts"]
        return counts.get(activity.pk, 0)

    def get_source(self, activity: Activity) -> str:
        return activity.source.symbol if activity.source else activity.source_note

    def get_probably_same_as(self, activity: Activity) -> str | None:
        return activity.probably_same_as.code if activity.probably_same_as else None

    def get_assigned_to(self, activity: Activity) -> list[str]:
        slugs: dict[int, list[str]] = self.context["assigned_to"]
        return slugs.get(activity.pk, [])


class ListingSerializer(serializers.Serializer[SubmissionActivity]):
    """That a public chapter lists the activity, and in which words."""

    chapter = serializers.SerializerMethodField(help_text="Id of the chapter.")
    year = serializers.IntegerField(source="submission.reporting_year.year")
    implementer = serializers.CharField(source="submission.implementer.slug")
    text = PlainTextField()

    def get_chapter(self, row: SubmissionActivity) -> str:
        return f"{row.submission.reporting_year.year}-{row.submission.implementer.slug}"


class ActivitySerializer(ActivityRowSerializer):
    """A Program activity with the wordings in which chapters print it."""

    listings = ListingSerializer(many=True)
