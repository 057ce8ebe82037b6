"""/api/v1/drafts/ … : the user's working chapters and their entries, with a token."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from implementers.models import User
from reporting.actions.entries import delete_entry, save_entry
from reporting.api.documented_drafts import CHAPTERS, ENTRIES
from reporting.api.lists import ListView
from reporting.api.pagination import sort_key
from reporting.api.parsing import BoundedJSONParser, require_body
from reporting.api.preconditions import etag_of, parse_idempotency_key, parse_if_match
from reporting.api.problems import BodyRefused
from reporting.api.refusals import problem_of
from reporting.api.serializers.contents import shown_content, written_content
from reporting.api.serializers.drafts import (
    DraftChapterSerializer,
    DraftEntrySerializer,
    SavedEntrySerializer,
    chapter_id,
)
from reporting.api.tokens import BearerTokens
from reporting.entry_content import EntryContent
from reporting.models import Entry, Submission
from reporting.models.entry import KIND_PLACE, EntryQuerySet
from reporting.models.submission import SubmissionQuerySet
from reporting.permissions import working_chapters
from reporting.queries.entries import content_of


class DraftsView(ViewSetMixin, ListView):
    """The base class of the views that need a token. No cache stores their responses."""

    authentication_classes = [BearerTokens]
    permission_classes = [IsAuthenticated]
    parser_classes = [BoundedJSONParser]
    filter_backends = []

    def perform_authentication(self, request: Request) -> None:
        """Authenticate, and count failures too, to limit attempts to guess a token."""
        try:
            super().perform_authentication(request)
        finally:
            super().check_throttles(request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action:  # without one the method is not allowed, which is the first error
            require_body(request)

    def check_throttles(self, request: Request) -> None:
        """Do nothing: `perform_authentication` has counted the request."""

    def handle_exception(self, exc: Exception) -> Any:
        return problem_of(exc) or super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final_response: HttpResponseBase = super().finalize_response(
            request, response, *args, **kwargs
        )
        final_response["Cache-Control"] = "private, no-store"
        patch_vary_headers(final_response, ["Authorization"])
        return final_response

    def page(self, rows: QuerySet[Any]) -> Response:
        """The response with a page of these rows."""
        self.refuse_unknown_parameters(self.request, in_list=True)
        page_rows = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page_rows, many=True).data)

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def chapters(self) -> SubmissionQuerySet:
        """The chapters of the user's implementers; those of others give status 404."""
        return working_chapters(self.person).of_current_program()

    def chapter(self) -> Submission:
        """The chapter that the address names. Raises `NotFound`."""
        key: str = self.kwargs["id"]
        year, _hyphen, slug = key.partition("-")
        rows = self.chapters.select_related("reporting_year__program", "implementer")
        if year.isascii() and year.isdecimal() and len(year) == 4:
            chapter = rows.filter(reporting_year__year=year, implementer__slug=slug).first()
            if chapter is not None:
                return chapter
        raise NotFound(_("You have no working chapter “%(key)s”.") % {"key": key})


@CHAPTERS
class DraftChaptersView(DraftsView):
    queryset = Submission.objects.none()
    serializer_class = DraftChapterSerializer
    resource = "drafts"

    def list(self, request: Request) -> Response:
        order = sort_key("reporting_year__year", "position", then="implementer__slug")
        chapters = self.chapters.select_related("reporting_year", "implementer")
        return self.page(chapters.annotate(sort_key=order))

    def retrieve(self, request: Request, id: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        return Response(self.get_serializer(self.chapter()).data)


@ENTRIES
class DraftEntriesView(DraftsView):
    queryset = Entry.objects.none()
    serializer_class = DraftEntrySerializer
    resource = "draft-entries"

    def entries_of(self, chapter: Submission) -> EntryQuerySet:
        """The entries of a chapter, with their relations."""
        entries = Entry.objects.working().filter(submission=chapter)
        return entries.with_relations().select_related("saved_by")

    def list(self, request: Request, id: str) -> Response:
        entries = self.entries_of(self.chapter()).annotate(kind_place=KIND_PLACE)
        return self.page(
            entries.annotate(sort_key=sort_key("kind_place", "position", then="reference"))
        )

    def retrieve(self, request: Request, id: str, reference: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        return self.answer(self.get_serializer(entry).data, entry)

    def create(self, request: Request, id: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        chapter = self.chapter()
        arguments = {"language": chapter.language, **self.content_arguments(request.data)}
        saved = save_entry(
            chapter,
            EntryContent(**arguments),
            session=parse_idempotency_key(request),
            ends_session=True,
            is_key=True,
            by=self.person,
        )
        data = SavedEntrySerializer(saved, context=self.get_serializer_context()).data
        response = self.answer(data, saved.entry, status.HTTP_201_CREATED)
        response["Location"] = data["api_url"]
        return response

    def partial_update(self, request: Request, id: str, reference: str) -> Response:
        """Replace the fields that were sent."""
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        based_on = parse_if_match(request, entry.revision)
        sent = request.data
        before = content_of(entry)
        if isinstance(sent, Mapping):
            sent = {**shown_content(before), **sent}
        content = EntryContent(**self.content_arguments(sent, before))
        saved = save_entry(
            entry.submission, content, entry=entry, based_on=based_on, by=self.person
        )
        data = SavedEntrySerializer(saved, context=self.get_serializer_context()).data
        return self.answer(data, saved.entry)

    def destroy(self, request: Request, id: str, reference: str) -> Response:
        """Delete the entry. It can be restored on the desk."""
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        delete_entry(entry, based_on=parse_if_match(request, entry.revision), by=self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def entry(self) -> Entry:
        """The entry that the address names. Raises `NotFound`."""
        chapter = self.chapter()
        reference: str = self.kwargs["reference"]
        entry = self.entries_of(chapter).filter(reference=reference).first()
        if entry is None:
            message = _("The chapter %(chapter)s has no entry “%(key)s”.")
            raise NotFound(message % {"chapter": chapter_id(chapter), "key": reference})
        return entry

    def content_arguments(self, sent: Any, before: EntryContent | None = None) -> dict[str, Any]:
        """The data that was sent, as arguments of `EntryContent`. Raises `BodyRefused`.

        `before` is the content of the entry that is changed.
        """
        serializer = self.get_serializer(data=sent)
        if not serializer.is_valid():
            raise BodyRefused(serializer.errors)  # type: ignore[arg-type]
        return written_content(serializer.validated_data, before)

    def answer(self, data: Any, entry: Entry, code: int = status.HTTP_200_OK) -> Response:
        return Response(data, status=code, headers={"ETag": etag_of(entry.revision)})
