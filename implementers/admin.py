"""The administration of people, implementers, and what is assigned to whom."""

from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from implementers.models import (
    ApiToken,
    Assignment,
    Implementer,
    ImplementerAlias,
    Membership,
    User,
)
from implementers.permissions import is_administrator
from implementers.tokens import revoke_all_tokens, revoke_tokens
from program.read_only import ReadOnly

# allauth's page shows the secret of everybody's second factor.
admin.site.unregister(Authenticator)


class ImplementerAliasInline(admin.TabularInline):
    model = ImplementerAlias
    extra = 0


@admin.register(Implementer)
class ImplementerAdmin(SimpleHistoryAdmin):
    list_display = ("acronym", "name_en", "parent", "kind", "heads_only", "position")
    list_filter = ("kind", "heads_only")
    list_select_related = ("parent",)
    search_fields = (
        "acronym",
        "slug",
        "name_en",
        "name_es",
        "name_fr",
        "name_pt",
        "aliases__name",
    )
    autocomplete_fields = ("parent",)
    inlines = (ImplementerAliasInline,)


@admin.register(Assignment)
class AssignmentAdmin(SimpleHistoryAdmin):
    list_display = ("activity", "implementer")
    list_filter = ("implementer", "activity__program")
    list_select_related = ("activity", "implementer")
    search_fields = (
        "activity__code",
        "activity__short_title",
        "implementer__acronym",
        "implementer__name_en",
    )
    autocomplete_fields = ("activity", "implementer")


@admin.register(Membership)
class MembershipAdmin(SimpleHistoryAdmin):
    list_display = ("user", "role", "implementer")
    list_filter = ("role", "implementer")
    list_select_related = ("user", "implementer")
    search_fields = (
        "user__email",
        "user__first_name",
        "user__last_name",
        "implementer__acronym",
        "implementer__name_en",
    )
    autocomplete_fields = ("user", "implementer")


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, admin.ModelAdmin):
    """Who may write by a program, and until when. People make their tokens themselves; here one
    that is lost, or whose bearer must write no more, is made useless."""

    list_display = ("user", "name", "begins", "made_at", "used_at", "expires_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    search_fields = ("user__email", "name", "begins")
    fields = list_display
    actions = ("revoke",)

    @admin.action(description=_("Revoke the selected tokens"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        number = revoke_tokens(tokens)
        words = ngettext("%(n)d token revoked.", "%(n)d tokens revoked.", number)
        self.message_user(request, words % {"n": number})

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("implementers.change_apitoken")


class EmailMixin:
    """People sign in with their address: it is theirs alone, in whatever case it is written."""

    def clean_email(self: Any) -> str:
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(User._meta.get_field("email").error_messages["unique"])
        longest = User._meta.get_field("username").max_length or 0
        if len(email) > longest:
            raise forms.ValidationError(
                _("An address has at most %(longest)d characters.") % {"longest": longest}
            )
        return email


class PersonCreationForm(EmailMixin, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "is_secretariat", "language")


class PersonChangeForm(EmailMixin, UserChangeForm):
    class Meta:
        model = User
        exclude = ("username",)


# Only superusers change these, and nobody their own.
ROLE_FIELDS = (
    "is_secretariat",
    "is_active",
    "is_staff",
    "is_superuser",
    "groups",
    "user_permissions",
)
_IDENTITY = ("email", "first_name", "last_name", "is_secretariat", "language")


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = PersonChangeForm
    add_form = PersonCreationForm
    add_form_template = "admin/change_form.html"
    fieldsets = (
        (None, {"fields": (*_IDENTITY, "password")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": (*_IDENTITY, "usable_password", "password1", "password2")}),)
    list_display = ("email", "first_name", "last_name", "is_secretariat", "is_staff", "is_active")
    list_filter = ("is_secretariat", "is_staff", "is_superuser", "is_active", "language")
    search_fields = ("email", "first_name", "last_name")
    ordering = ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Whoever is no superuser, and everybody for themselves, can only read the roles."""
        fields = tuple(super().get_readonly_fields(request, obj))
        is_own = obj is not None and obj.pk == request.user.pk
        if is_own or not is_administrator(request.user):
            return (*fields, *ROLE_FIELDS)
        return fields

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The name Django knows a person by is their address, which is what they sign in with."""
        obj.username = obj.email
        super().save_model(request, obj, form, change)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """As elsewhere another password leaves no token good; of this one allauth tells nobody."""
        response = super().user_change_password(request, id, form_url)
        if response.status_code == HTTPStatus.FOUND:
            revoke_all_tokens(User.objects.get(pk=id))
        return response
