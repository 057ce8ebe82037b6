from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reporting.api.addresses import AddressField, api_field, page_field
from reporting.api.serializers.texts import HtmlField, PlainTextField
from reporting.enums import (
    EFFECTIVE_OUTCOMES,
    CountryRole,
    EntryKind,
    MarkSource,
    OutcomeSource,
    Precision,
    TitleSource,
    concerns,
)
from reporting.models import Attachment, Entry, Submission
from reporting.queries.entries import EntryDetails, details_of


class CountryWithRoleSerializer(serializers.Serializer[Any]):
    country = serializers.CharField(help_text="ISO alpha-3 code.")
    role = serializers.ChoiceField(choices=CountryRole.choices)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        country, role = instance
        return super().to_representation({"country": country, "role": role})


_TITLE_SOURCE = (
    "Who wrote the title: `implementer` or `secretariat`; `editorial` and `proposed` titles are no "
    "text of the report; empty where there is no title."
)
_BACKGROUND_SOURCE = (
    "Who marked it as background, a circumstance such as a statute or an earthquake; empty if it "
    "is not marked."
)


class EventSerializer(serializers.Serializer[Any]):
    """A dated happening. A month or a year is given as its first to its last day."""

    start = serializers.DateField()
    end = serializers.DateField()
    precision = serializers.ChoiceField(
        choices=Precision.choices, help_text="How exactly the date is known."
    )
    place = serializers.CharField(help_text="As the text names it; may be empty.")
    country = serializers.SerializerMethodField(help_text="ISO alpha-3 code; may be empty.")
    year_inferred = serializers.BooleanField(
        help_text="Whether the text names no year, and it is taken from the context."
    )
    title = serializers.CharField(help_text="A short title, no text of the report; may be empty.")
    title_source = serializers.ChoiceField(
        choices=TitleSource.choices, allow_blank=True, help_text=_TITLE_SOURCE
    )
    background_source = serializers.ChoiceField(
        choices=MarkSource.choices, allow_blank=True, help_text=_BACKGROUND_SOURCE
    )
    subjects = serializers.SerializerMethodField(
        help_text="ISO alpha-3 codes of the countries that it is about."
    )

    def get_country(self, event: Any) -> str:
        country: str = event.country
        return country

    def get_subjects(self, event: Any) -> list[str]:
        return list(event.subjects)


class EntryDocumentSerializer(serializers.Serializer[Any]):
    """A document elsewhere on the web that an entry names."""

    title = serializers.CharField()
    url = serializers.CharField(help_text="Begins with https:// or http://.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        title, url = instance
        return super().to_representation({"title": title, "url": url})


class AttachmentSerializer(serializers.Serializer[Any]):
    """A file that is attached to an entry."""

    name = serializers.CharField()
    description = serializers.CharField(help_text="May be empty.")
    type = serializers.CharField(source="media_type", help_text="Media type, from the content.")
    size = serializers.IntegerField(help_text="In bytes.")
    sha256 = serializers.CharField(help_text="SHA-256 of the file, in hexadecimal.")
    url = AddressField(
        "/entries/{row.entry.reference}/attachments/{row.sha256}/", help_text="Address of the file."
    )


@dataclass(frozen=True)
class EntryWithAttachments(EntryDetails):
    """The details of an entry with the files that are attached to it."""

    attachments: tuple[Attachment, ...]


class EntryThemeSerializer(serializers.Serializer[Any]):
    """A theme or group of persons, and who assigned it to the entry."""

    theme = serializers.CharField(help_text="Code of the theme.")
    # `Field` of DRF has an attribute with this name.
    source = serializers.ChoiceField(choices=MarkSource.choices)  # type: ignore[assignment]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        theme, source = instance
        return super().to_representation({"theme": theme, "source": source})


class EntrySerializer(serializers.Serializer[Any]):
    """One undertaking that a chapter reports."""

    id = serializers.CharField(source="reference", help_text="Stable: what citations hold.")
    year = serializers.IntegerField()
    implementer = serializers.CharField(
        source="implementer.slug", help_text="Slug of the implementer."
    )
    kind = serializers.ChoiceField(source="content.kind", choices=EntryKind.choices)
    title = serializers.CharField(
        source="content.title",
        help_text="A short name for lists, which the report does not print; may be empty.",
    )
    title_source = serializers.ChoiceField(
        source="content.title_source",
        choices=TitleSource.choices,
        allow_blank=True,
        help_text=_TITLE_SOURCE,
    )
    # `Field` of DRF has an attribute with this name.
    label = serializers.CharField(  # type: ignore[assignment]
        source="content.label", help_text="The label it was printed with; may be empty."
    )
    heading = serializers.CharField(
        source="content.heading", help_text="The heading above it; may be empty."
    )
    subheading = serializers.CharField(
        source="content.subheading", help_text="The subheading; may be empty."
    )
    language = serializers.CharField(
        source="content.language", help_text="ISO 639-1 code of the text's language."
    )
    text = PlainTextField(source="content.text")
    text_html = HtmlField(source="content.text")
    activity_codes = serializers.SerializerMethodField(
        help_text="Codes of the Program activities it cites."
    )
    activity_numbers = serializers.SerializerMethodField(
        help_text="The numbers of those that are numbered."
    )
    countries = serializers.SerializerMethodField(
        help_text="ISO alpha-3 codes of the countries it concerns, those only mentioned left out."
    )
    country_roles = CountryWithRoleSerializer(source="content.countries", many=True)
    events = EventSerializer(source="content.events", many=True)
    continues = serializers.SerializerMethodField(
        help_text="Ids of the public entries it continues: the plan it carries out, or the entry "
        "planned for next year that it takes up."
    )
    outcome = serializers.ChoiceField(
        source="effective_outcome",
        choices=EFFECTIVE_OUTCOMES,
        allow_blank=True,
        help_text="The stated outcome of a planned entry; `followed_up` where none is stated and a "
        "public executed entry continues it; else empty.",
    )
    outcome_source = serializers.ChoiceField(
        source="effective_outcome_source",
        choices=OutcomeSource.choices,
        allow_blank=True,
        help_text="Who states the outcome: the implementer, or the printed report, whose words "
        "`outcome_quotation` has; `link` for `followed_up`, which nobody states.",
    )
    outcome_quotation = serializers.CharField(
        source="content.outcome_quotation",
        help_text="The words of the printed report that state the outcome; may be empty.",
    )
    outcome_reason = PlainTextField(
        source="content.outcome_reason",
        help_text="Why a planned entry was dropped or put off, as far as it says; may be empty.",
    )
    documents = EntryDocumentSerializer(source="content.documents", many=True)
    attachments = AttachmentSerializer(many=True)
    themes = EntryThemeSerializer(source="content.themes", many=True)
    background_source = serializers.ChoiceField(
        source="content.background_source",
        choices=MarkSource.choices,
        allow_blank=True,
        help_text=_BACKGROUND_SOURCE,
    )
    url = page_field("/entries/{row.reference}/")
    api_url = api_field("/entries/{row.reference}/")

    def to_representation(self, instance: Entry) -> dict[str, Any]:
        shown = EntryWithAttachments(
            **vars(details_of(instance)), attachments=tuple(instance.attachments.all())
        )
        return super().to_representation(shown)

    def get_activity_codes(self, entry: EntryDetails) -> list[str]:
        return list(entry.content.activities)

    def get_activity_numbers(self, entry: EntryDetails) -> list[int]:
        numbers = (activity.number for activity in entry.activities)
        return [number for number in numbers if number is not None]

    def get_countries(self, entry: EntryDetails) -> list[str]:
        return sorted({iso3 for iso3, role in entry.content.countries if concerns(role)})

    def get_continues(self, entry: EntryDetails) -> list[str]:
        return list(entry.content.continues)


@extend_schema_field(EntrySerializer(many=True))
class ColumnField(serializers.Field):
    """The entries of one column of a chapter, whose entries must be prefetched."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            source="*",
            read_only=True,
            help_text=f"Entries of the column “{EntryKind(kind).label}”.",
        )

    def to_representation(self, value: Submission) -> list[Any]:
        serializer = EntrySerializer(context=self.context)
        return [
            serializer.to_representation(entry)
            for entry in value.entries.all()
            if entry.kind == self.kind
        ]
