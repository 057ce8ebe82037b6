"""What the portal's pages need beyond Django's own."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from program.models import Country
from reporting.enums import concerns
from reporting.markdown import count_words, to_plain
from reporting.models import Entry, Event
from reporting.periods import describe_period
from reporting.queries.desk import column_words

register = template.Library()

_DATES = 3  # of an entry in a list
_WITH_ARTICLE = frozenset({"DOM", "PHL", "TCA", "USA"})
_LONG = 60  # words: about four lines on the page


@register.filter
def kind_words(entry: Entry) -> str:
    """ "Executed in 2011", "Planned for 2012"."""
    return kind_in_year(entry.kind, entry.submission.reporting_year.year)


@register.simple_tag
def kind_in_year(kind: str, year: int) -> str:
    """The same for a kind and the year of its report."""
    return column_words(kind, year)


@register.filter
def when(event: Event) -> str:
    """When an event was, in words."""
    return describe_period(event.period)


@register.filter
def each_once(events: Iterable[Event]) -> list[Event]:
    """The events without those of the same date, place and country as one before them."""
    found: dict[tuple[object, ...], Event] = {}
    for event in events:
        found.setdefault((event.period, event.place, event.country_id), event)
    return list(found.values())


@register.inclusion_tag("reporting/entry/_dates.html")
def dated_events(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Facts of an entry: when and where it was, the first three at once, the others on demand."""
    found = each_once(events)
    # One more is sooner read than asked for.
    shown = len(found) if len(found) == _DATES + 1 else _DATES
    return {"first": found[:shown], "more": found[shown:]}


@register.filter
def is_long(text: str) -> bool:
    """Whether a text is longer than a list should show."""
    return count_words(text) > _LONG


@register.filter
def excerpt(text: str) -> str:
    """The first words of a text, plain: about two lines on the page."""
    return _cut(text, 34)


@register.filter
def first_words(text: str) -> str:
    """As many words of a text, plain, as make a title."""
    return _cut(text, 12)


def _cut(text: str, number: int) -> str:
    """The dots follow a word, not the full stop of a sentence."""
    words = to_plain(text).split()
    if len(words) <= number:
        return " ".join(words)
    return " ".join(words[:number]).rstrip(".,;:–-") + "…"


@register.filter
def part_words(part: str) -> str:
    """What a part of a country's page is called."""
    words = {
        "executed": _("Executed"),
        "planned": _("Planned (this and next year)"),
        "took-part": _("Took part"),
        "mentioned": _("Only mentioned"),
    }
    return words[part]


@register.filter
def in_sentence(country: Country) -> str:
    """Its name as it stands within a sentence: "the United States", "the Bahamas", "Mexico"."""
    name = country.name
    if not (get_language() or "en").startswith("en"):
        return name
    if name.startswith("The "):
        return f"the {name.removeprefix('The ')}"
    return f"the {name}" if country.iso3 in _WITH_ARTICLE else name


@register.filter
def places(entry: Entry) -> list[tuple[str, str]]:
    """(ISO code, name) of the countries an entry concerns, once each, mentions left out."""
    found = {
        row.country.iso3: row.country.name
        for row in entry.country_roles.all()
        if concerns(row.role)
    }
    return list(found.items())


@register.simple_tag(takes_context=True)
def with_value(context: dict[str, Any], name: str, value: object) -> str:
    """The query of this page's address with the parameter set; another filter starts at page 1."""
    query = context["request"].GET.copy()
    if name != "page":
        query.pop("page", None)
    query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], *names: str) -> str:
    """The query of this page's address without these parameters; empty when none is left."""
    query = context["request"].GET.copy()
    for name in names:
        query.pop(name, None)
    return "?" + query.urlencode() if query else ""
