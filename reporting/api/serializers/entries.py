from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.texts import HtmlField, PlainTextField
from reporting.enums import CountryRole, EntryKind, Outcome, Precision, concerns
from reporting.models import Entry, EntryCountry, EntryDocument, Event, Submission


class CountryWithRoleSerializer(serializers.Serializer[EntryCountry]):
    country = serializers.CharField(source="country.iso3", help_text="ISO alpha-3 code.")
    role = serializers.ChoiceField(choices=CountryRole.choices)


class EventSerializer(serializers.Serializer[Event]):
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

    def get_country(self, event: Event) -> str:
        return event.country.iso3 if event.country else ""


class EntryDocumentSerializer(serializers.Serializer[EntryDocument]):
    """A document elsewhere on the web that an entry names."""

    title = serializers.CharField()
    url = serializers.CharField(help_text="Begins with https:// or http://.")


class EntrySerializer(serializers.Serializer[Entry]):
    """One undertaking that a chapter reports."""

    id = serializers.CharField(source="reference", help_text="Stable: what citations hold.")
    year = serializers.IntegerField(source="submission.reporting_year.year")
    implementer = serializers.CharField(
        source="submission.implementer.slug", help_text="Slug of the implementer."
    )
    kind = serializers.ChoiceField(choices=EntryKind.choices)
    # `Field` of DRF has an attribute with this name.
    label = serializers.CharField(  # type: ignore[assignment]
        help_text="The label it was printed with; may be empty."
    )
    heading = serializers.CharField(help_text="The heading it stands under; may be empty.")
    subheading = serializers.CharField(help_text="The sub-heading; may be empty.")
    language = serializers.CharField(help_text="ISO 639-1 code of the text's language.")
    text = PlainTextField()
    text_html = HtmlField(source="text")
    activity_codes = serializers.SerializerMethodField(
        help_text="Codes of the Program activities it cites."
    )
    activity_numbers = serializers.SerializerMethodField(
        help_text="The numbers of those that are numbered."
    )
    countries = serializers.SerializerMethodField(
        help_text="ISO alpha-3 codes of the countries it concerns, those only mentioned left out."
    )
    country_roles = CountryWithRoleSerializer(many=True)
    events = EventSerializer(many=True)
    continues = serializers.SerializerMethodField(
        help_text="Ids of the public entries it continues: the plan it carries out, the promise it "
        "takes up."
    )
    outcome = serializers.ChoiceField(
        choices=Outcome.choices,
        allow_blank=True,
        help_text="What became of a planned entry; empty where nothing is on record.",
    )
    outcome_reason = PlainTextField(
        help_text="Why a planned entry was dropped or put off, as far as it says; may be empty."
    )
    documents = EntryDocumentSerializer(many=True)
    url = page_field("/entries/{row.reference}/")
    api_url = api_field("/entries/{row.reference}/")

    def get_activity_codes(self, entry: Any) -> list[str]:
        return [cited.activity.code for cited in entry.cited.all()]

    def get_activity_numbers(self, entry: Any) -> list[int]:
        numbers = (cited.activity.number for cited in entry.cited.all())
        return [number for number in numbers if number is not None]

    def get_countries(self, entry: Any) -> list[str]:
        rows = entry.country_roles.all()
        return sorted({row.country.iso3 for row in rows if concerns(row.role)})

    def get_continues(self, entry: Any) -> list[str]:
        return [link.earlier.reference for link in entry.links_back.all()]


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
