"""The documentation of drafts in the schema. A test compares the examples with responses."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from reporting.api.documented import example
from reporting.api.serializers.drafts import (
    DraftChapterSerializer,
    DraftEntrySerializer,
    SavedEntrySerializer,
)

_CHAPTER = OpenApiParameter(
    "id",
    str,
    OpenApiParameter.PATH,
    description="Year and implementer of the chapter, for example 2012-iom.",
)
_REFERENCE = OpenApiParameter(
    "reference",
    str,
    OpenApiParameter.PATH,
    description="Id of the entry, for example 2012-iom-1.",
)
_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The ETag of the version that you changed, for example `"3"`. Without it 428; when '
    "someone saved since, 412 with both versions.",
)
_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    description="A UUID of your own for this entry of this chapter: sent again under it, it is the same "
    "entry; another content under it is refused with 409.",
)


def _example_response(name: str, code: str = "200") -> list[OpenApiExample]:
    return [
        OpenApiExample("Entry", value=example(name), response_only=True, status_codes=[code]),
    ]


def _example_request(name: str) -> OpenApiExample:
    return OpenApiExample("What is sent", value=example(name), request_only=True)


CHAPTERS = extend_schema_view(
    list=extend_schema(
        summary="List your chapters",
        description="The working chapters of the implementers that you write for, in official "
        "order.",
        responses=DraftChapterSerializer(many=True),
        examples=[OpenApiExample("Chapter", value=example("draft_chapter"), response_only=True)],
    ),
    retrieve=extend_schema(
        summary="One of your chapters",
        description="Whether it can be written today, and where its entries are.",
        parameters=[_CHAPTER],
        examples=[OpenApiExample("Chapter", value=example("draft_chapter"), response_only=True)],
    ),
)
ENTRIES = extend_schema_view(
    list=extend_schema(
        summary="List the entries of a working chapter",
        description="By column and place.",
        parameters=[_CHAPTER],
        responses=DraftEntrySerializer(many=True),
        examples=_example_response("draft_entry"),
    ),
    create=extend_schema(
        summary="Write a new entry",
        description="Under the same rules as the form at the desk. What the checks find is told in "
        "`findings`; the entry is saved all the same.",
        parameters=[_CHAPTER, _KEY],
        responses={201: SavedEntrySerializer},
        examples=[
            _example_request("draft_entry_sent"),
            *_example_response("draft_entry_saved", "201"),
        ],
    ),
    retrieve=extend_schema(
        summary="One entry of a working chapter",
        description="Its ETag names the version that is changed with PATCH.",
        parameters=[_CHAPTER, _REFERENCE],
        examples=_example_response("draft_entry"),
    ),
    partial_update=extend_schema(
        summary="Change an entry",
        description="Each field that is sent takes the place of what is there; the others stay.",
        parameters=[_CHAPTER, _REFERENCE, _IF_MATCH],
        responses=SavedEntrySerializer,
        examples=[_example_request("draft_entry_changed"), *_example_response("draft_entry_saved")],
    ),
    destroy=extend_schema(
        summary="Take an entry out of its chapter",
        description="It keeps its history and can be brought back at the desk.",
        parameters=[_CHAPTER, _REFERENCE, _IF_MATCH],
        responses={204: OpenApiResponse(description="It is out.")},
    ),
)
