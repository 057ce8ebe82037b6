"""The admin of people, implementers and assignments."""

from http import HTTPStatus
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
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
    RoleChange,
    User,
)
from implementers.permissions import is_administrator, roles_by_implementer
from implementers.role_changes import record_membership_change, record_role_change
from implementers.second_factor import remove_second_factor
from implementers.tokens import revoke_all_tokens, revoke_tokens
from implementers.tree import ancestor_ids
from program.read_only import ReadOnly

# allauth's admin page shows the secrets of all second factors.
admin.site.unregister(Authenticator)
# Changing a group would change what its members may do. Permissions are given to people only.
admin.site.unregister(Group)


class AdministratorsOnly:
    """Only administrators administer people, whatever permissions others have."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request.user)


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

    def get_readonly_fields(
        self, request: HttpRequest, obj: Implementer | None = None
    ) -> tuple[str, ...]:
        """Protect `parent` from anyone with a role.

        A role in a parent counts for its children, so moving an implementer could extend one's own
        role.
        """
        fields = tuple(super().get_readonly_fields(request, obj))
        return (*fields, "parent") if roles_by_implementer(request.user) else fields

    def save_model(self, request: HttpRequest, obj: Implementer, form: Any, change: bool) -> None:
        """Record which roles end and begin by moving the implementer in the tree."""
        parents = Implementer.objects.parent_ids()
        before = set(ancestor_ids(obj.pk, parents)) if change else set()
        super().save_model(request, obj, form, change)
        after = set(ancestor_ids(obj.pk, Implementer.objects.parent_ids()))
        by = cast(User, request.user)
        moved = Membership.objects.filter(implementer__in=before ^ after)
        for membership in moved.select_related("user", "implementer"):
            is_new = membership.implementer_id in after
            change_text = f"{obj.acronym}, by the role at {membership.implementer.acronym}: " + (
                f"no role → {membership.role}" if is_new else f"{membership.role} → no role"
            )
            record_role_change(membership.user, change_text, by=by)


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
class MembershipAdmin(AdministratorsOnly, SimpleHistoryAdmin):
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
    actions = None  # memberships are deleted one by one, so that each is recorded

    def has_change_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _is_own(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_own(obj, request)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Leave out the administrator's own account: no one gives themselves a role."""
        form = super().get_form(request, *args, **kwargs)
        if "user" in form.base_fields:
            form.base_fields["user"].queryset = User.objects.exclude(pk=cast(User, request.user).pk)
        return form

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        memberships = Membership.objects.select_related("user", "implementer")
        earlier = memberships.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        by = cast(User, request.user)
        is_moved = earlier and (earlier.user, earlier.implementer) != (obj.user, obj.implementer)
        if earlier and is_moved:
            record_membership_change(earlier, before=earlier.role, by=by)
        before = earlier.role if earlier and not is_moved else ""
        if before != obj.role:
            record_membership_change(obj, before=before, after=obj.role, by=by)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        record_membership_change(obj, before=obj.role, by=cast(User, request.user))
        super().delete_model(request, obj)


def _is_own(membership: Membership | None, request: HttpRequest) -> bool:
    return membership is not None and membership.user_id == request.user.pk


@admin.register(RoleChange)
class RoleChangeAdmin(ReadOnly, admin.ModelAdmin):
    """Who changed whose role, and when."""

    list_display = ("changed_at", "person_name", "change", "changed_by")
    list_select_related = ("changed_by",)
    search_fields = ("person_name", "change", "changed_by__email")
    fields = list_display


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, admin.ModelAdmin):
    """The tokens of all people, without their secrets.

    People create their tokens themselves. An administrator can revoke a token that is lost or whose
    user must no longer write.
    """

    list_display = ("user", "name", "begins", "made_at", "used_at", "expires_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    search_fields = ("user__email", "name", "begins")
    fields = list_display
    actions = ("revoke",)

    @admin.action(description=_("Revoke the selected tokens"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        number = revoke_tokens(tokens)
        message = ngettext("%(n)d token revoked.", "%(n)d tokens revoked.", number)
        self.message_user(request, message % {"n": number})

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("implementers.change_apitoken")


class EmailMixin:
    """Requires an address that no other account has, ignoring case: people sign in with it."""

    def clean_email(self: Any) -> str:
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(User._meta.get_field("email").error_messages["unique"])
        limit = User._meta.get_field("username").max_length or 0
        if len(email) > limit:
            raise forms.ValidationError(
                _("An address has at most %(longest)d characters.") % {"longest": limit}
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


# Only superusers change these, and no one changes their own.
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
class UserAdmin(AdministratorsOnly, DjangoUserAdmin):
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
    actions = ("remove_second_factor",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Protect the roles from everyone but superusers, and from one's own changes."""
        fields = tuple(super().get_readonly_fields(request, obj))
        is_own = obj is not None and obj.pk == request.user.pk
        if is_own or not is_administrator(request.user):
            return (*fields, *ROLE_FIELDS)
        return fields

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Set the user name to the address, with which people sign in."""
        obj.username = obj.email
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Record changes of roles, after the groups are saved as well."""
        super().save_related(request, form, formsets, change)
        changed = [name for name in ROLE_FIELDS if name in form.changed_data]
        if changed:
            change_text = "; ".join(f"{name}: {_describe_value(form, name)}" for name in changed)
            record_role_change(form.instance, change_text, by=cast(User, request.user))

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        record_role_change(obj, "account deleted", by=cast(User, request.user))
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for person in queryset:
            record_role_change(person, "account deleted", by=cast(User, request.user))
        super().delete_queryset(request, queryset)

    @admin.action(description=_("Remove the second factor of the selected people"))
    def remove_second_factor(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Remove lost second factors. Removing one's own takes a code, on another page."""
        by = cast(User, request.user)
        others = people.exclude(pk=by.pk)
        number = sum(remove_second_factor(person, by=by) for person in others)
        message = ngettext("%(n)d second factor removed.", "%(n)d second factors removed.", number)
        self.message_user(request, message % {"n": number})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if not is_administrator(request.user):
            actions.pop("remove_second_factor", None)
        return actions

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Revoke all tokens, as every change of password does: allauth sends no signal here."""
        response = super().user_change_password(request, id, form_url)
        if response.status_code == HTTPStatus.FOUND:
            revoke_all_tokens(User.objects.get(pk=id))
        return response


def _describe_value(form: Any, name: str) -> str:
    """Return "no → yes" for a flag; for groups and permissions, the names now assigned."""
    value = form.cleaned_data[name]
    if isinstance(value, bool):
        before, after = ("no", "yes") if value else ("yes", "no")
        return f"{before} → {after}"
    return ", ".join(map(str, value)) or "none"
