"""/desk/ … : the work of people who are signed in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
