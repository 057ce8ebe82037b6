"""The addresses of the portal. Those named in docs/addresses.md are stable."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
