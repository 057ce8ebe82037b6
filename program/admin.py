"""The admin of the Program, its register and the countries."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from program.forms import RichTextField
from program.models import (
    Activity,
    Contributor,
    ContributorAlias,
    Country,
    CountryAlias,
    OasMembership,
    Place,
    PlaceAlias,
    Program,
    Resolution,
    Theme,
)


@admin.register(Resolution)
class ResolutionAdmin(SimpleHistoryAdmin):
    list_display = ("symbol", "title", "adopted_on", "language")
    list_filter = ("language",)
    search_fields = ("symbol", "title", "note")
    date_hierarchy = "adopted_on"


@admin.register(Program)
class ProgramAdmin(SimpleHistoryAdmin):
    list_display = ("short_title", "slug", "resolution", "is_current")
    list_filter = ("is_current", "language")
    list_select_related = ("resolution",)
    search_fields = ("slug", "title", "short_title", "resolution__symbol")
    autocomplete_fields = ("resolution",)
    prepopulated_fields = {"slug": ("short_title",)}


class ActivityForm(forms.ModelForm):
    text = RichTextField(required=False, label=_("Text"), rows=8)


@admin.register(Activity)
class ActivityAdmin(SimpleHistoryAdmin):
    form = ActivityForm
    list_display = ("code", "short_title", "program", "source", "probably_same_as")
    list_filter = ("program", "source", ("text", admin.EmptyFieldListFilter), "language")
    list_select_related = ("program", "source", "probably_same_as")
    search_fields = ("code", "short_title", "text")
    autocomplete_fields = ("program", "source", "probably_same_as")

    def get_readonly_fields(self, request: HttpRequest, obj: Activity | None = None) -> list[str]:
        """Only the secretariat and superusers say that activities are probably the same."""
        fields = list(super().get_readonly_fields(request, obj))
        user = request.user
        if not (user.is_superuser or getattr(user, "is_secretariat", False)):
            fields.append("probably_same_as")
        return fields


@admin.register(Theme)
class ThemeAdmin(SimpleHistoryAdmin):
    list_display = ("code", "name_en", "kind", "source", "position")
    list_filter = ("kind",)
    search_fields = ("code", "name_en", "name_es", "name_fr", "name_pt", "definition")


class CountryAliasInline(admin.TabularInline):
    model = CountryAlias
    extra = 0


class OasMembershipInline(admin.TabularInline):
    model = OasMembership
    extra = 0


@admin.register(Country)
class CountryAdmin(SimpleHistoryAdmin):
    list_display = ("name_en", "iso3", "iso2", "sub_region", "kind", "is_permanent_observer")
    list_filter = (
        "sub_region",
        "kind",
        "participates",
        "is_permanent_observer",
        ("oas_memberships", admin.EmptyFieldListFilter),
    )
    search_fields = ("iso3", "iso2", "name_en", "name_es", "name_fr", "name_pt", "aliases__name")
    inlines = (OasMembershipInline, CountryAliasInline)


class ContributorAliasInline(admin.TabularInline):
    model = ContributorAlias
    extra = 0


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "country")
    list_filter = ("country",)
    list_select_related = ("country",)
    search_fields = ("name", "slug", "aliases__name")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ContributorAliasInline,)


class PlaceAliasInline(admin.TabularInline):
    model = PlaceAlias
    extra = 0


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ("name", "country")
    list_filter = ("country",)
    list_select_related = ("country",)
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("country",)
    inlines = (PlaceAliasInline,)
