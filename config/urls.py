"""The addresses of the portal. Those that other people build on are in docs/addresses.md."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("desk/", include("reporting.urls.desk")),
    path("api/", include("reporting.urls.api")),
    path("", include("reporting.urls.public")),
]
