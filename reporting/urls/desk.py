"""/desk/ … : the work of people who are signed in."""

from django.urls import path

from reporting.views.desk import chapters, entries, overview

urlpatterns = [
    path("", overview.overview, name="desk"),
    path("entries/<slug:reference>/", entries.entry_edit, name="desk-entry"),
    path("<int:year>/<slug:slug>/", chapters.chapter, name="desk-chapter"),
    path("<int:year>/<slug:slug>/entries/new/", entries.entry_new, name="desk-entry-new"),
]
