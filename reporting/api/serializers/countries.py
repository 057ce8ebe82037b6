from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from program.models import Country, OasMembership
from program.models.country import CountryKind, OasStatus, SubRegion
from reporting.api.addresses import api_field, page_field
from reporting.api.serializers.texts import NamesSerializer


class MembershipSerializer(serializers.Serializer[OasMembership]):
    """A period of membership of the OAS; an end that is not on record is null."""

    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)


class CountrySerializer(serializers.Serializer[Country]):
    """A country or territory that the portal knows; member states of the OAS have memberships."""

    iso3 = serializers.CharField(help_text="ISO alpha-3 code.")
    iso2 = serializers.CharField(help_text="ISO alpha-2 code.")
    name = serializers.CharField(help_text="In the reader's language.")
    names = NamesSerializer(source="*")
    sub_region = serializers.ChoiceField(choices=SubRegion.choices)
    kind = serializers.ChoiceField(choices=CountryKind.choices)
    participates = serializers.BooleanField(
        help_text="Whether it takes part in the OAS: Cuba is a member that does not."
    )
    oas_status = serializers.SerializerMethodField(
        help_text="Today: `member`, `observer` (a permanent observer of the OAS) or `other`."
    )
    memberships = MembershipSerializer(source="oas_memberships", many=True)
    entries_count = serializers.SerializerMethodField(
        help_text="Public entries that concern it, those that only mention it left out."
    )
    url = page_field("/countries/{row.iso3}/")
    api_url = api_field("/countries/{row.iso3}/")

    @extend_schema_field(serializers.ChoiceField(choices=OasStatus.choices))
    def get_oas_status(self, country: Country) -> str:
        return country.oas_status_on(timezone.localdate())

    def get_entries_count(self, country: Country) -> int:
        counts: dict[int, int] = self.context["counts"]
        return counts.get(country.pk, 0)
