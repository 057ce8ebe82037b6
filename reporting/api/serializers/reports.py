"""The report of a year: its narrative parts, its highlights and its editions."""

from rest_framework import serializers

from reporting.api.addresses import AddressField, page_field
from reporting.api.serializers.texts import HtmlField, PlainTextField
from reporting.enums import FileFormat, NarrativeKind
from reporting.models import Edition, EditionFile, Narrative
from reporting.queries.highlights import HighlightShown


class NarrativeSerializer(serializers.Serializer[Narrative]):
    """A part of the report that is of no chapter: of an issued report as its newest edition has it."""

    part = serializers.ChoiceField(source="kind", choices=NarrativeKind.choices)
    heading = serializers.CharField(help_text="May be empty.")
    language = serializers.CharField(help_text="ISO 639-1 code of the text's language.")
    text = PlainTextField()
    text_html = HtmlField(source="text")


class HighlightSerializer(serializers.Serializer[HighlightShown]):
    """A result at the head of the report: of an issued one as its newest edition has it."""

    number = serializers.IntegerField()
    text = PlainTextField()
    text_html = HtmlField(source="text")
    entries = serializers.ListField(
        child=serializers.CharField(), help_text="Ids of the entries it repeats."
    )


class EditionFileSerializer(serializers.Serializer[EditionFile]):
    """A file of an edition, byte for byte as it was issued."""

    format = serializers.ChoiceField(choices=FileFormat.choices)
    size = serializers.IntegerField(help_text="In bytes.")
    sha256 = serializers.CharField()
    url = AddressField(
        "/reports/{row.edition.reporting_year.year}/editions/{row.edition.number}/report.{row.format}",
        help_text="Permanent address of the file.",
    )


class EditionSerializer(serializers.Serializer[Edition]):
    """An issued report, which is never changed: a correction is a further edition."""

    number = serializers.IntegerField(help_text="Within its year.")
    symbol = serializers.CharField()
    date = serializers.DateField()
    language = serializers.CharField(help_text="ISO 639-1 code.")
    note = serializers.CharField(help_text="Why it was issued; may be empty.")
    sha256 = serializers.CharField(help_text="Of the content.")
    files = EditionFileSerializer(many=True)
    url = page_field("/reports/{row.reporting_year.year}/editions/{row.number}/")
    content_url = AddressField(
        "/reports/{row.reporting_year.year}/editions/{row.number}/content.json",
        help_text="All that it prints, as data.",
    )
