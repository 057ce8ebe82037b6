"""The admin of reporting. It only shows data; changes go through the desk and `actions`."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from program.read_only import ReadOnly
from reporting.models import (
    Edition,
    EditionFile,
    Entry,
    EntryActivity,
    EntryCountry,
    EntryVersion,
    Event,
    Financing,
    Highlight,
    Issuing,
    LogEntry,
    Narrative,
    ReportCover,
    ReportingYear,
    Submission,
)
from reporting.models.public import working_copy


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    pass


class WorkingAdmin(ReadOnlyAdmin):
    """Leaves out published copies of chapters and entries."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(working_copy())


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Rows shown below another, loaded with the rows that `related` names."""

    extra = 0
    related: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.related)


@admin.register(ReportingYear)
class ReportingYearAdmin(ReadOnlyAdmin):
    list_display = ("year", "program", "title", "opens_on", "due_on", "closed_at", "issued_at")
    list_filter = ("program", "is_demonstration")
    list_select_related = ("program",)
    search_fields = ("year", "title", "program__short_title")


@admin.register(ReportCover)
class ReportCoverAdmin(ReadOnlyAdmin):
    list_display = ("symbol", "reporting_year", "document_date", "presented_by")
    list_filter = ("original_language",)
    list_select_related = ("reporting_year",)
    search_fields = ("symbol", "series", "presented_by", "reporting_year__year")


@admin.register(Submission)
class SubmissionAdmin(WorkingAdmin):
    list_display = ("implementer", "reporting_year", "status", "origin", "submitted_at")
    list_filter = ("status", "origin", "reporting_year", "implementer")
    list_select_related = ("implementer", "reporting_year")
    search_fields = ("heading", "implementer__acronym", "implementer__name_en")


class EntryActivityInline(ReadOnlyInline):
    model = EntryActivity
    related = ("entry", "activity")


class EntryCountryInline(ReadOnlyInline):
    model = EntryCountry
    related = ("entry", "country")


class EventInline(ReadOnlyInline):
    model = Event
    related = ("entry", "country")


@admin.register(Entry)
class EntryAdmin(WorkingAdmin):
    list_display = ("reference", "kind", "label", "heading", "submission", "saved_at", "saved_by")
    list_filter = (
        "kind",
        "outcome",
        "submission__reporting_year",
        "submission__implementer",
    )
    list_select_related = (
        "submission__reporting_year",
        "submission__implementer",
        "saved_by",
    )
    search_fields = ("reference", "label", "heading", "subheading", "text")
    inlines = (EntryActivityInline, EntryCountryInline, EventInline)


@admin.register(EntryVersion)
class EntryVersionAdmin(ReadOnlyAdmin):
    list_display = ("entry", "number", "origin", "saved_at", "saved_by")
    list_filter = ("origin", "entry__submission__implementer")
    list_select_related = ("entry", "saved_by")
    search_fields = ("entry__reference", "entry__text")


@admin.register(Financing)
class FinancingAdmin(ReadOnlyAdmin):
    list_display = ("text", "submission", "kind", "contributor", "amount", "currency")
    list_filter = ("kind", "submission__reporting_year", "submission__implementer")
    list_select_related = ("submission__reporting_year", "submission__implementer")
    search_fields = ("text", "contributor", "entry__reference")


@admin.register(Narrative)
class NarrativeAdmin(ReadOnlyAdmin):
    list_display = ("kind", "heading", "reporting_year", "language")
    list_filter = ("kind", "reporting_year", "language")
    list_select_related = ("reporting_year",)
    search_fields = ("heading", "text")


@admin.register(Highlight)
class HighlightAdmin(ReadOnlyAdmin):
    list_display = ("position", "text", "reporting_year", "language")
    list_filter = ("reporting_year", "language")
    list_select_related = ("reporting_year",)
    search_fields = ("text", "entries__reference")


class EditionFileInline(ReadOnlyInline):
    model = EditionFile
    related = ("edition",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("data")


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("symbol", "reporting_year", "number", "date", "language", "issued_at")
    list_filter = ("reporting_year", "language")
    list_select_related = ("reporting_year",)
    search_fields = ("symbol", "note", "sha256")
    exclude = ("content",)  # megabytes; /reports/ has it as a file
    inlines = (EditionFileInline,)


@admin.register(Issuing)
class IssuingAdmin(ReadOnlyAdmin):
    list_display = ("symbol", "reporting_year", "state", "percent", "asked_at", "asked_by")
    list_filter = ("state", "reporting_year")
    list_select_related = ("reporting_year", "asked_by")
    search_fields = ("symbol", "message")


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "act", "by", "on_behalf", "submission", "entry", "edition")
    list_filter = ("act", "on_behalf", "reporting_year")
    list_select_related = ("by", "submission__reporting_year", "submission__implementer", "entry")
    search_fields = ("note", "entry__reference", "edition__symbol")
