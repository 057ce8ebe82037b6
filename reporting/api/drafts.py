"""/api/v1/drafts/ … : chapters at work, and the writing of their entries with a token.

The same actions as those of the forms, so the same rights, rules and log.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from reporting.actions.deleting import delete_entry
from reporting.actions.entries import save_entry
from reporting.api.documented_drafts import CHAPTERS, ENTRIES
from reporting.api.drafts_base import DraftsView
from reporting.api.pagination import sort_key
from reporting.api.preconditions import etag_of, parse_idempotency_key, parse_if_match
from reporting.api.problems import BodyRefused
from reporting.api.selections.entries import KIND_PLACE
from reporting.api.serializers.contents import shown_content, written_content
from reporting.api.serializers.drafts import (
    DraftChapterSerializer,
    DraftEntrySerializer,
    SavedEntrySerializer,
    chapter_id,
)
from reporting.entry_content import EntryContent
from reporting.models import Entry, Submission
from reporting.models.entry import EntryQuerySet
from reporting.queries.entries import content_of


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
