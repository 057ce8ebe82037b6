"""/api/ … : the read-only API, its schema and its documentation."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

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
router.register("activities", ActivityViewSet, basename="api-activity")
router.register("countries", CountryViewSet, basename="api-country")
router.register("implementers", ImplementerViewSet, basename="api-implementer")

urlpatterns = [
    path("v1/", RootView.as_view(), name="api-root"),
    path("v1/", include(router.urls)),
    # Ends with a slash, so that an address without one is still led to the one that has it.
    re_path(r"^v1/.*/\Z", NoSuchAddressView.as_view()),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", reference, name="api-docs"),
]
