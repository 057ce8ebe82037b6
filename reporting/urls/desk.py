"""/desk/ … : the work of people who are signed in."""

from django.urls import path

from reporting.views.desk import (
    autosave,
    chapters,
    deleting,
    drafts,
    entries,
    financing,
    history,
    moving,
    outcome,
    overview,
    presence,
    preview,
    steps,
    years,
)

urlpatterns = [
    path("", overview.overview, name="desk"),
    path("years/open/", years.year_open, name="desk-year-open"),
    path("preview/", preview.preview, name="desk-preview"),
    path("drafts/<int:pk>/", drafts.draft, name="desk-draft"),
    path("drafts/<int:pk>/drop/", drafts.draft_drop, name="desk-draft-drop"),
    path("entries/<slug:reference>/", entries.entry_edit, name="desk-entry"),
    path("entries/<slug:reference>/autosave/", autosave.entry_autosave, name="desk-entry-autosave"),
    path("entries/<slug:reference>/delete/", deleting.entry_delete, name="desk-entry-delete"),
    path("entries/<slug:reference>/undelete/", deleting.entry_undelete, name="desk-entry-undelete"),
    path("entries/<slug:reference>/history/", history.history, name="desk-entry-history"),
    path(
        "entries/<slug:reference>/history/<int:number>/restore/",
        history.version_restore,
        name="desk-entry-restore",
    ),
    path("entries/<slug:reference>/move/", moving.entry_move, name="desk-entry-move"),
    path("entries/<slug:reference>/outcome/", outcome.entry_outcome, name="desk-entry-outcome"),
    path("entries/<slug:reference>/presence/", presence.entry_presence, name="desk-entry-presence"),
    path("<int:year>/<slug:slug>/", chapters.chapter, name="desk-chapter"),
    path("<int:year>/<slug:slug>/words/", chapters.chapter_words, name="desk-words"),
    path("<int:year>/<slug:slug>/financing/", financing.financing, name="desk-financing"),
    path("<int:year>/<slug:slug>/submit/", steps.chapter_submit, name="desk-submit"),
    path("<int:year>/<slug:slug>/nothing/", steps.chapter_nothing, name="desk-nothing"),
    path("<int:year>/<slug:slug>/withdraw/", steps.chapter_withdraw, name="desk-withdraw"),
    path("<int:year>/<slug:slug>/accept/", steps.chapter_accept, name="desk-accept"),
    path("<int:year>/<slug:slug>/entries/new/", entries.entry_new, name="desk-entry-new"),
    path(
        "<int:year>/<slug:slug>/entries/autosave/",
        autosave.entry_autosave_new,
        name="desk-entry-autosave-new",
    ),
]
