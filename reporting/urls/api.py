"""/api/ … : the read-only API, its schema and its documentation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
