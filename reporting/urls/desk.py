"""/desk/ … : the work of people who are signed in."""

from django.urls import path

from reporting.views.desk import (
    autosave,
    chapters,
    deleting,
    drafts,
    entries,
    financing,
    highlights,
    history,
    issuing,
    moving,
    outcome,
    overview,
    presence,
    preview,
    report,
    steps,
    years,
)

urlpatterns = [
    path("", overview.overview, name="desk"),
    path("years/open/", years.year_open, name="desk-year-open"),
    path("years/<int:year>/report/", report.year_report, name="desk-report"),
    path("years/<int:year>/report/order/", report.chapter_move, name="desk-report-order"),
    path("years/<int:year>/report/cover/", report.cover, name="desk-report-cover"),
    path(
        "years/<int:year>/report/highlights/",
        highlights.highlight_add,
        name="desk-report-highlights",
    ),
    path(
        "years/<int:year>/report/highlights/<int:pk>/",
        highlights.highlight_change,
        name="desk-report-highlight",
    ),
    path(
        "years/<int:year>/report/highlights/<int:pk>/wording/",
        highlights.highlight_wording,
        name="desk-report-wording",
    ),
    path(
        "years/<int:year>/report/parts/<slug:kind>/", report.narrative, name="desk-report-narrative"
    ),
    path(
        "years/<int:year>/report/draft.<slug:file_format>", report.draft, name="desk-report-draft"
    ),
    path("years/<int:year>/issue/", issuing.year_issue, name="desk-year-issue"),
    path("years/<int:year>/issue/<int:pk>/", issuing.issuing_progress, name="desk-issuing"),
    path("years/<int:year>/correct/", issuing.year_correct, name="desk-year-correct"),
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
