"""…/feed.atom : the newest entries of a country, an activity or an implementer."""

import datetime
from abc import ABC, abstractmethod
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.models import Entry
from reporting.models.entry import EntryQuerySet
from reporting.queries.activities import register
from reporting.queries.desk import background_words, column_of
from reporting.queries.entries import public_entries
from reporting.queries.titles import name_of
from reporting.templatetags.site import excerpt

_NEWEST = 50
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class SteadyAtomFeed(Atom1Feed):
    """An Atom feed with a constant date when it has no entries.

    Django would use the current time, and the feed would differ at each request.
    """

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else _NEVER


class EntryFeed(Feed, ABC):
    """The newest public entries of the object that the address names."""

    feed_type = SteadyAtomFeed

    @abstractmethod
    def entries(self, about: Any) -> EntryQuerySet:
        """The entries of the object that the feed is about."""

    def title(self, about: Any) -> str:
        return _("What was reported: %(about)s") % {"about": about}

    def items(self, about: Any) -> list[Entry]:
        entries = self.entries(about).select_related(
            "submission__reporting_year", "submission__implementer"
        )
        return list(entries.last_accepted_first()[:_NEWEST])

    def author_name(self) -> str:
        return _("Organization of American States")

    def item_author_name(self, item: Entry) -> str:
        return item.submission.implementer.name

    def item_title(self, item: Entry) -> str:
        """The name of the entry, the column that it was reported under, and its mark."""
        acronym = item.submission.implementer.acronym
        said = "; ".join(filter(None, (column_of(item), background_words(item))))
        return f"{acronym}: {name_of(item)} ({said})"

    def item_description(self, item: Entry) -> str:
        """The beginning of the text, escaped because Django declares descriptions as HTML."""
        return escape(excerpt(item.text))

    def item_link(self, item: Entry) -> str:
        return reverse("entry-detail", args=[item.reference])

    def item_updateddate(self, item: Entry) -> datetime.datetime:
        return item.submission.accepted_at or item.saved_at


class CountryFeed(EntryFeed):
    def get_object(self, request: HttpRequest, iso3: str) -> Country:
        return get_object_or_404(Country, iso3=iso3)

    def link(self, about: Country) -> str:
        return reverse("country-detail", args=[about.iso3])

    def title(self, about: Country) -> str:
        return super().title(about.name)

    def entries(self, about: Country) -> EntryQuerySet:
        return public_entries().concerning(about)


class ActivityFeed(EntryFeed):
    def get_object(self, request: HttpRequest, code: str) -> Activity:
        return get_object_or_404(register(), code=code)

    def link(self, about: Activity) -> str:
        return reverse("activity-detail", args=[about.code])

    def entries(self, about: Activity) -> EntryQuerySet:
        return public_entries().citing(about)


class ImplementerFeed(EntryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Implementer:
        return get_object_or_404(Implementer, slug=slug)

    def link(self, about: Implementer) -> str:
        return reverse("implementer-detail", args=[about.slug])

    def entries(self, about: Implementer) -> EntryQuerySet:
        return public_entries().filter(submission__implementer__in=about.descendant_ids())
