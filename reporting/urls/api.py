"""/api/ … : the API, its schema and its documentation."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from reporting.api.drafts import DraftChaptersView, DraftEntriesView
from reporting.api.parts import EventViewSet, FinancingViewSet
from reporting.api.reference import reference
from reporting.api.root import NoSuchAddressView, RootView
from reporting.api.viewsets import (
    ActivityViewSet,
    ChapterViewSet,
    CountryViewSet,
    EntryViewSet,
    ImplementerViewSet,
    YearViewSet,
)

router = SimpleRouter()
router.register("years", YearViewSet, basename="api-year")
router.register("chapters", ChapterViewSet, basename="api-chapter")
router.register("entries", EntryViewSet, basename="api-entry")
router.register("events", EventViewSet, basename="api-event")
router.register("financing", FinancingViewSet, basename="api-financing")
router.register("activities", ActivityViewSet, basename="api-activity")
router.register("countries", CountryViewSet, basename="api-country")
router.register("implementers", ImplementerViewSet, basename="api-implementer")

_CHAPTER = r"^v1/drafts/(?P<id>[A-Za-z0-9_-]{1,80})/"
_ENTRY = r"(?P<reference>[A-Za-z0-9_-]{1,80})/\Z"

drafts = [
    path("v1/drafts/", DraftChaptersView.as_view({"get": "list"}), name="api-drafts"),
    re_path(_CHAPTER + r"\Z", DraftChaptersView.as_view({"get": "retrieve"}), name="api-draft"),
    re_path(
        _CHAPTER + r"entries/\Z",
        DraftEntriesView.as_view({"get": "list", "post": "create"}),
        name="api-draft-entries",
    ),
    re_path(
        _CHAPTER + "entries/" + _ENTRY,
        DraftEntriesView.as_view(
            {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
        ),
        name="api-draft-entry",
    ),
]

urlpatterns = [
    path("v1/", RootView.as_view(), name="api-root"),
    path("v1/", include(router.urls)),
    *drafts,
    # Ends with a slash, so that an address without one is still redirected to the one with it.
    re_path(r"^v1/.*/\Z", NoSuchAddressView.as_view()),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", reference, name="api-docs"),
]
