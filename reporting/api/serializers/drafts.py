"""Working chapters and their entries. The text of an entry is Markdown, and HTML."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from program.models import Language
from reporting.actions.entries import SavedEntry
from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.contents import shown_content
from reporting.api.serializers.strict import StrictBooleanField, StrictCharField, StrictSerializer
from reporting.api.serializers.texts import LiteralTextField, MarkdownField, StructuredTextField
from reporting.checks.finding import Severity
from reporting.enums import (
    CountryRole,
    EntryKind,
    Outcome,
    Precision,
    SubmissionStatus,
    TitleSource,
)
from reporting.models import Entry, Submission
from reporting.policies import allows
from reporting.queries.entries import content_of
from reporting.workflow import Act

_MAX_ROWS = 200  # of one kind in an entry


class DraftCountrySerializer(StrictSerializer):
    """A country that the entry names, and its role in it."""

    country = StrictCharField(help_text="ISO alpha-3 code.")
    role = serializers.ChoiceField(choices=CountryRole.choices)


class DraftEventSerializer(StrictSerializer):
    """A dated happening. A month or a year is given as its first to its last day."""

    start = serializers.DateField()
    end = serializers.DateField()
    precision = serializers.ChoiceField(choices=Precision.choices, default=Precision.DAY.value)
    place = StrictCharField(default="")
    country = StrictCharField(
        default="", help_text="ISO alpha-3 code; added to the entry's countries."
    )
    year_inferred = StrictBooleanField(
        default=False, help_text="Whether the year is taken from the context."
    )
    title = StrictCharField(default="", help_text="A short title for lists and calendars.")
    subjects = serializers.ListField(
        child=StrictCharField(),
        default=list,
        max_length=_MAX_ROWS,
        help_text="ISO alpha-3 codes of the countries that it is about.",
    )


class DocumentSerializer(StrictSerializer):
    """A document elsewhere on the web."""

    title = StrictCharField()
    url = StrictCharField(help_text="Begins with https:// or http://.")


class FindingSerializer(serializers.Serializer[Any]):
    """What the checks say of an entry that was saved all the same."""

    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=Severity.choices)
    message = serializers.CharField()
    place = serializers.CharField()


class DraftEntrySerializer(StrictSerializer):
    """An entry of a working chapter. What is not sent stays as it is, or empty in a new one."""

    id = serializers.CharField(read_only=True, help_text="Stable, given when it is first saved.")
    kind = serializers.ChoiceField(choices=EntryKind.choices)
    text = MarkdownField(
        required=False,
        help_text="Markdown (CommonMark with tables, and <sup>, <sub> and <br>). Needed unless "
        "`text_html` is sent.",
    )
    text_html = StructuredTextField(
        required=False,
        help_text="The same text with all its structure, as restricted HTML. If both are sent and "
        "differ from what is on record, this one is taken.",
    )
    title = StrictCharField(required=False)
    title_source = serializers.ChoiceField(
        choices=TitleSource.choices,
        allow_blank=True,
        read_only=True,
        help_text="Whose words the title is in; empty without a title.",
    )
    # `Field` of DRF has an attribute with this name.
    label = StrictCharField(required=False)  # type: ignore[assignment]
    heading = StrictCharField(required=False)
    subheading = StrictCharField(required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    activity_codes = serializers.ListField(
        child=StrictCharField(), required=False, max_length=_MAX_ROWS
    )
    country_roles: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=DraftCountrySerializer(), required=False, max_length=_MAX_ROWS
    )
    events: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=DraftEventSerializer(), required=False, max_length=_MAX_ROWS
    )
    continues = serializers.ListField(
        child=StrictCharField(),
        required=False,
        max_length=_MAX_ROWS,
        help_text="Ids of entries of this implementer: the plan it carries out, or the entry "
        "planned for next year that it takes up.",
    )
    documents: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=DocumentSerializer(), required=False, max_length=_MAX_ROWS
    )
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False, allow_blank=True)
    outcome_reason = LiteralTextField(required=False)
    revision = serializers.IntegerField(
        read_only=True, help_text="Rises with each change; the ETag is made of it."
    )
    saved_at = serializers.DateTimeField(read_only=True)
    saved_by = serializers.CharField(read_only=True, help_text="Empty for an import.")
    url = page_field("/desk/entries/{row.reference}/")
    api_url = serializers.URLField(read_only=True)

    def to_internal_value(self, data: Any) -> Any:
        is_structured = isinstance(data, Mapping) and "text_html" in data
        self.fields["text"].required = not is_structured
        return super().to_internal_value(data)

    def to_representation(self, instance: Entry) -> dict[str, Any]:
        url = self.fields["url"].to_representation(instance)
        chapter = instance.submission
        path = f"/api/v1/drafts/{chapter_id(chapter)}/entries/{instance.reference}/"
        return {
            "id": instance.reference,
            **shown_content(content_of(instance)),
            "revision": instance.revision,
            "saved_at": instance.saved_at,
            "saved_by": str(instance.saved_by or ""),
            "url": url,
            "api_url": self.context["request"].build_absolute_uri(path),
        }


class SavedEntrySerializer(DraftEntrySerializer):
    """An entry as it was saved, with what the checks say of it."""

    findings = FindingSerializer(many=True, read_only=True)

    def to_representation(self, instance: SavedEntry) -> dict[str, Any]:  # type: ignore[override]
        findings = FindingSerializer(instance.review.findings, many=True)
        return {**super().to_representation(instance.entry), "findings": findings.data}


def chapter_id(chapter: Submission) -> str:
    return f"{chapter.reporting_year.year}-{chapter.implementer.slug}"


class DraftChapterSerializer(serializers.Serializer[Submission]):
    """A working chapter of an implementer of one's own."""

    id = serializers.SerializerMethodField(help_text="Year and implementer, for example 2012-iom.")
    year = serializers.IntegerField(source="reporting_year.year")
    implementer = serializers.CharField(source="implementer.slug")
    status = serializers.ChoiceField(choices=SubmissionStatus.choices)
    may_be_written = serializers.SerializerMethodField(
        help_text="Whether its status and its year allow writing today."
    )
    due_on = serializers.DateField(source="reporting_year.due_on", allow_null=True)
    url = page_field("/desk/{row.reporting_year.year}/{row.implementer.slug}/")
    entries_url = api_field("/drafts/{row.reporting_year.year}-{row.implementer.slug}/entries/")
    api_url = api_field("/drafts/{row.reporting_year.year}-{row.implementer.slug}/")

    def get_id(self, chapter: Submission) -> str:
        return chapter_id(chapter)

    def get_may_be_written(self, chapter: Submission) -> bool:
        return allows(chapter, Act.EDIT)
