"""Template tags and filters for all pages of the portal."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from program.models import Country, Language
from program.rich_text import count_words
from reporting.enums import TitleSource, concerns
from reporting.models import Edition, Entry, Event, Issuing, ReportingYear, Submission
from reporting.periods import describe_period
from reporting.queries import titles
from reporting.queries.desk import column_of, column_words
from reporting.text_parts import TextPart

register = template.Library()

_DATES = 3  # shown at once for an entry in a list
_WITH_ARTICLE = frozenset({"DOM", "PHL", "TCA", "USA"})
_LONG = 60  # words: about four lines on the page


@register.inclusion_tag("_demonstration_notice.html", takes_context=True)
def demonstration_notice(context: template.Context) -> dict[str, ReportingYear | None]:
    """The notice above a page that shows something of a demonstration year."""
    years = (_year_shown(value) for value in context.flatten().values())
    return {"year": next((year for year in years if year and year.is_demonstration), None)}


def _year_shown(value: Any) -> ReportingYear | None:
    if isinstance(value, Entry):
        value = value.submission
    if isinstance(value, Submission | Edition | Issuing):
        value = value.reporting_year
    return value if isinstance(value, ReportingYear) else None


@register.filter
def kind_words(entry: Entry) -> str:
    """The column that an entry was reported under: "Column “Executed in 2011”"."""
    return column_of(entry)


@register.simple_tag
def kind_in_year(kind: str, year: int) -> str:
    """The column of a kind in a year's report: "Executed in 2011", "Planned for 2012"."""
    return column_words(kind, year)


@register.filter
def when(event: Event) -> str:
    """The date or period of an event as text."""
    return describe_period(event.period)


@register.filter
def each_once(events: Iterable[Event]) -> list[Event]:
    """The events without those with the same period, place and country as an earlier one."""
    first_events: dict[tuple[object, ...], Event] = {}
    for event in events:
        first_events.setdefault((event.period, event.place, event.country_id), event)
    return list(first_events.values())


@register.inclusion_tag("reporting/entry/_dates.html")
def dated_events(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The distinct events of an entry: the first three at once, the others on demand."""
    distinct = each_once(events)
    # A single further event is shown at once: a button for it would take as much space.
    shown_count = len(distinct) if len(distinct) == _DATES + 1 else _DATES
    return {"first": distinct[:shown_count], "more": distinct[shown_count:]}


@register.filter
def is_long(text: str) -> bool:
    """Whether a text is too long to be shown whole in a list."""
    return count_words(text) > _LONG


@register.filter
def excerpt(text: str) -> str:
    """The first words of a long text as plain text: about two lines on the page."""
    return titles.first_words(text, 34)


@register.filter
def name_of(entry: Entry) -> str:
    """The title of an entry, else the first words of its text."""
    return titles.name_of(entry)


@register.filter
def name_of_event(event: Event) -> str:
    """The title of an event, else the name of its entry."""
    return titles.name_of_event(event)


@register.filter
def title_note(named: Entry | Event) -> str:
    """What readers are told of a title that is not the implementer's; else nothing."""
    return titles.title_note(named)


@register.filter
def language_of_name(entry: Entry) -> str:
    """The language of what `name_of` returns: titles of the 2011 report are English."""
    is_editorial = entry.title and entry.title_source == TitleSource.EDITORIAL
    return Language.EN if is_editorial else entry.language


@register.inclusion_tag("reporting/_downloads.html")
def downloads(
    noun: str, query: str = "", *, calendar: bool = False, calendar_query: str = "", feed: str = ""
) -> dict[str, Any]:
    """The files of a list with its filter, of its events as a calendar, and its feed.

    The calendar has the same filter as the list unless `calendar_query` gives another.
    """
    return {
        "noun": noun,
        "query": query,
        "calendar": calendar,
        "calendar_query": calendar_query or query,
        "feed": feed,
    }


@register.simple_tag
def text_parts(parts: Iterable[TextPart]) -> SafeString:
    """The text with each part in its element."""
    return format_html_join(
        "",
        "{}",
        (
            [format_html("<{0}>{1}</{0}>", part.element, part.text) if part.element else part.text]
            for part in parts
        ),
    )


@register.filter
def part_words(part: str) -> str:
    """The name of a part of a country's page."""
    labels = {
        "executed": _("Executed"),
        "planned": _("Planned (this and next year)"),
        "took-part": _("Took part"),
        "mentioned": _("Only mentioned"),
    }
    return labels[part]


@register.filter
def in_sentence(country: Country) -> str:
    """The name of a country within a sentence: "the United States", "the Bahamas", "Mexico"."""
    name = country.name
    if not (get_language() or "en").startswith("en"):
        return name
    if name.startswith("The "):
        return f"the {name.removeprefix('The ')}"
    return f"the {name}" if country.iso3 in _WITH_ARTICLE else name


@register.filter
def places(entry: Entry) -> list[tuple[str, str]]:
    """(ISO code, name) of each country that the entry concerns, without those only mentioned."""
    names_by_code = {
        row.country.iso3: row.country.name
        for row in entry.country_roles.all()
        if concerns(row.role)
    }
    return list(names_by_code.items())


@register.simple_tag(takes_context=True)
def with_value(context: dict[str, Any], name: str, value: object) -> str:
    """The query string of this page with the parameter set. A new filter starts at page 1."""
    query = context["request"].GET.copy()
    if name != "page":
        query.pop("page", None)
    query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def without(context: dict[str, Any], *names: str) -> str:
    """The query string of this page without these parameters; empty when none is left."""
    query = context["request"].GET.copy()
    for name in names:
        query.pop(name, None)
    return "?" + query.urlencode() if query else ""
