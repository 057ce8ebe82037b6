"""/api/v1/drafts/ … : one's own chapters and their entries, written with a token."""

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
from reporting.api.selections.entries import KIND_PLACE
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
from reporting.models.entry import EntryQuerySet
from reporting.models.submission import SubmissionQuerySet
from reporting.permissions import working_chapters
from reporting.queries.entries import content_of


class DraftsView(ViewSetMixin, ListView):
    """For whoever has a token; kept by nobody on the way."""

    authentication_classes = [BearerTokens]
    permission_classes = [IsAuthenticated]
    parser_classes = [BoundedJSONParser]
    filter_backends = []

    def perform_authentication(self, request: Request) -> None:
        """Whoever is not let in is counted as well, so that nobody tries tokens without end."""
        try:
            super().perform_authentication(request)
        finally:
            super().check_throttles(request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action:  # or the method is none of the address, which is said first
            require_body(request)

    def check_throttles(self, request: Request) -> None:
        """Done already."""

    def handle_exception(self, exc: Exception) -> Any:
        return problem_of(exc) or super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        given: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        given["Cache-Control"] = "private, no-store"
        patch_vary_headers(given, ["Authorization"])
        return given

    def page(self, rows: QuerySet[Any]) -> Response:
        """A page of these rows."""
        self.refuse_unknown_parameters(self.request, in_list=True)
        found = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(found, many=True).data)

    @property
    def person(self) -> User:
        return self.request.user  # type: ignore[return-value]

    @cached_property
    def chapters(self) -> SubmissionQuerySet:
        """Those of one's own implementers; of others not even the address is there."""
        return working_chapters(self.person).of_current_program()

    def chapter(self) -> Submission:
        """The chapter of the address. Raises `NotFound`."""
        key: str = self.kwargs["id"]
        year, _hyphen, slug = key.partition("-")
        rows = self.chapters.select_related("reporting_year__program", "implementer")
        if year.isascii() and year.isdecimal() and len(year) == 4:
            found = rows.filter(reporting_year__year=year, implementer__slug=slug).first()
            if found is not None:
                return found
        raise NotFound(_("You have no chapter “%(key)s” at work.") % {"key": key})


@CHAPTERS
class DraftChaptersView(DraftsView):
    queryset = Submission.objects.none()
    serializer_class = DraftChapterSerializer
    resource = "drafts"

    def list(self, request: Request) -> Response:
        chapters = self.chapters.select_related("reporting_year", "implementer")
        return self.page(chapters.annotate(sort_key=sort_key("reporting_year__year", "position")))

    def retrieve(self, request: Request, id: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        return Response(self.get_serializer(self.chapter()).data)


@ENTRIES
class DraftEntriesView(DraftsView):
    queryset = Entry.objects.none()
    serializer_class = DraftEntrySerializer
    resource = "draft-entries"

    def entries_of(self, chapter: Submission) -> EntryQuerySet:
        """The entries of a chapter, with what is shown of them."""
        entries = Entry.objects.working().filter(submission=chapter)
        return entries.with_relations().select_related("saved_by")

    def list(self, request: Request, id: str) -> Response:
        entries = self.entries_of(self.chapter()).annotate(kind_place=KIND_PLACE)
        return self.page(entries.annotate(sort_key=sort_key("kind_place", "position")))

    def retrieve(self, request: Request, id: str, reference: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        return self.answer(self.get_serializer(entry).data, entry)

    def create(self, request: Request, id: str) -> Response:
        self.refuse_unknown_parameters(request, in_list=False)
        chapter = self.chapter()
        given = {"language": chapter.language, **self.given(request.data)}
        saved = save_entry(
            chapter,
            EntryContent(**given),
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
        """What is sent takes the place of what is there, field by field."""
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        based_on = parse_if_match(request, entry.revision)
        sent = request.data
        if isinstance(sent, Mapping):
            sent = {**shown_content(content_of(entry)), **sent}
        content = EntryContent(**self.given(sent))
        saved = save_entry(
            entry.submission, content, entry=entry, based_on=based_on, by=self.person
        )
        data = SavedEntrySerializer(saved, context=self.get_serializer_context()).data
        return self.answer(data, saved.entry)

    def destroy(self, request: Request, id: str, reference: str) -> Response:
        """Takes the entry out of its chapter; at the desk it can be brought back."""
        self.refuse_unknown_parameters(request, in_list=False)
        entry = self.entry()
        delete_entry(entry, based_on=parse_if_match(request, entry.revision), by=self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def entry(self) -> Entry:
        """The entry of the address. Raises `NotFound`."""
        chapter = self.chapter()
        reference: str = self.kwargs["reference"]
        found = self.entries_of(chapter).filter(reference=reference).first()
        if found is None:
            words = _("The chapter %(chapter)s has no entry “%(key)s”.")
            raise NotFound(words % {"chapter": chapter_id(chapter), "key": reference})
        return found

    def given(self, sent: Any) -> dict[str, Any]:
        """What was sent, as parts of a content. Raises `BodyRefused`."""
        serializer = self.get_serializer(data=sent)
        if not serializer.is_valid():
            raise BodyRefused(serializer.errors)  # type: ignore[arg-type]
        return written_content(serializer.validated_data)

    def answer(self, data: Any, entry: Entry, code: int = status.HTTP_200_OK) -> Response:
        return Response(data, status=code, headers={"ETag": etag_of(entry.revision)})
