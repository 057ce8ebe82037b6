"""What an entry or an event is called in lists, search, feeds and calendars.

The report never prints these names.
"""

from django.utils.translation import gettext as _

from program.rich_text import to_plain
from reporting.enums import TitleSource
from reporting.models import Entry, Event

_WORDS = 12  # of a text without a title
_NOT_THE_IMPLEMENTERS = frozenset({TitleSource.EDITORIAL, TitleSource.PROPOSED})


def name_of(entry: Entry) -> str:
    """Return the title of an entry, else the first words of its text."""
    return entry.title or first_words(entry.text, _WORDS)


def name_of_event(event: Event) -> str:
    """Return the title of an event, else the name of its entry."""
    return event.title or name_of(event.entry)


def title_note(named: Entry | Event) -> str:
    """Return what readers are told of a title that is not the implementer's; else nothing."""
    if named.title_source not in _NOT_THE_IMPLEMENTERS:
        return ""
    if named.title_source == TitleSource.PROPOSED:
        return _("The title was proposed from the text. It is not part of the report.")
    return _("The title is editorial. It is not part of the report.")


def first_words(text: str, number: int) -> str:
    """Return the first words of a long text. An ellipsis replaces punctuation where it is cut."""
    words = to_plain(text).split()
    if len(words) <= number:
        return " ".join(words)
    return " ".join(words[:number]).rstrip(".,;:–-") + "…"
