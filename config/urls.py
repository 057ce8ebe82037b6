"""The URLs of the portal. Those that other systems rely on are in docs/addresses.md."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# The admin has the same sign-in as the desk, with second factor and lock-out.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler404 = "reporting.views.errors.not_found"
handler500 = "reporting.views.busy.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("config.accounts")),
    path("desk/", include("reporting.urls.desk")),
    path("api/", include("reporting.urls.api")),
    path("", include("reporting.urls.people")),
    path("", include("reporting.urls.public")),
]
