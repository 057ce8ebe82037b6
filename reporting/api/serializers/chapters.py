from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.counts import EntriesByKindSerializer
from reporting.api.serializers.entries import ColumnField
from reporting.api.serializers.texts import PlainTextField
from reporting.enums import EntryKind, FinancingKind, FinancingState
from reporting.models import Financing, Submission, SubmissionActivity
from reporting.queries.financing import state_of


class ChapterRowSerializer(serializers.Serializer[Submission]):
    """A chapter as lists show it. Its part and number are counted, as in the report."""

    id = serializers.SerializerMethodField(help_text="Year and implementer, for example 2011-iom.")
    year = serializers.IntegerField(source="reporting_year.year")
    part = serializers.SerializerMethodField(
        help_text="1: organs, agencies and entities of the OAS; 2: other implementers."
    )
    number = serializers.SerializerMethodField(help_text="Number in its part, for example B.1.")
    heading = serializers.SerializerMethodField(help_text="As printed.")
    implementer = serializers.CharField(
        source="implementer.slug", help_text="Slug of the implementer."
    )
    acronym = serializers.CharField(source="implementer.acronym")
    entries_count = serializers.SerializerMethodField()
    entries_by_kind = serializers.SerializerMethodField()
    financing_state = serializers.SerializerMethodField(
        help_text="Whether it states what financed it; `not_applicable` where the official table does "
        "not ask for it."
    )
    nothing_to_report = serializers.BooleanField(
        help_text="Whether it declares that there was nothing to report in the year."
    )
    nothing_to_report_reason = PlainTextField(help_text="Why; empty otherwise.")
    url = page_field("/years/{row.reporting_year.year}/{row.implementer.slug}/")
    api_url = api_field("/chapters/{row.reporting_year.year}-{row.implementer.slug}/")

    def get_entries_count(self, chapter: Submission) -> int:
        entries: int = self.context["statistics"][chapter.pk].entries
        return entries

    @extend_schema_field(EntriesByKindSerializer)
    def get_entries_by_kind(self, chapter: Submission) -> dict[str, int]:
        by_kind: dict[str, int] = self.context["statistics"][chapter.pk].by_kind
        return by_kind

    @extend_schema_field(serializers.ChoiceField(choices=FinancingState.choices))
    def get_financing_state(self, chapter: Submission) -> str:
        # Annotated by `with_financing_state`.
        states_some: bool = chapter.states_some  # type: ignore[attr-defined]
        return state_of(chapter.implementer.kind, states_some=states_some)

    def get_id(self, chapter: Submission) -> str:
        return f"{chapter.reporting_year.year}-{chapter.implementer.slug}"

    def get_part(self, chapter: Submission) -> int:
        part: int = self.context["numbers"][chapter.pk].part
        return part

    def get_number(self, chapter: Submission) -> str:
        number: str = self.context["numbers"][chapter.pk].number
        return number

    def get_heading(self, chapter: Submission) -> str:
        return chapter.heading or str(chapter.implementer)


class LeadsSerializer(serializers.Serializer[dict[str, str]]):
    """The words with which a column opens; empty where there are none."""

    planned = PlainTextField()
    executed = PlainTextField()
    next_year = PlainTextField()


class ListedActivitySerializer(serializers.Serializer[SubmissionActivity]):
    """A Program activity as the chapter prints it."""

    code = serializers.CharField(source="activity.code")
    number = serializers.IntegerField(source="activity.number", allow_null=True)
    text = PlainTextField()
    # `Field` of DRF has an attribute with this name.
    source = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="Resolution or document it comes from."
    )

    def get_source(self, row: SubmissionActivity) -> str:
        return row.activity.source.symbol if row.activity.source else row.activity.source_note


class FinancingSerializer(serializers.Serializer[Financing]):
    """A source of money. Amounts are given only where one is stated; the currency is as printed."""

    kind = serializers.ChoiceField(choices=FinancingKind.choices)
    contributor = serializers.CharField()
    amount = serializers.SerializerMethodField()
    currency = serializers.CharField()
    text = PlainTextField()

    @extend_schema_field({"type": "number", "nullable": True})
    def get_amount(self, row: Financing) -> int | float | None:
        if row.amount is None:
            return None
        is_integral = row.amount == row.amount.to_integral_value()
        return int(row.amount) if is_integral else float(row.amount)


class ChapterSerializer(ChapterRowSerializer):
    """A whole chapter, in the shape of `export_year`."""

    preamble = PlainTextField()
    leads = LeadsSerializer()
    activities = ListedActivitySerializer(source="listed_activities", many=True)
    financing = FinancingSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """The fields, with the three columns under the names of their kinds."""
        return {**super().get_fields(), **{kind: ColumnField(kind) for kind in EntryKind.values}}
