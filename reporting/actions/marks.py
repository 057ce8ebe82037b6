"""Who assigned a theme, or marked something as background: the person who saves it."""

from dataclasses import replace

from implementers.models import User
from implementers.permissions import is_secretariat, roles_of
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import MarkSource
from reporting.models import Submission


def with_sources(
    content: EntryContent, before: EntryContent | None, *, chapter: Submission, by: User
) -> EntryContent:
    """Return `content` with `by` as the source of each mark that `before` does not have.

    Marks of `before` keep their source, and titles of its events too.
    """
    on_behalf = is_secretariat(by) and not roles_of(by, chapter.implementer)
    own = MarkSource.SECRETARIAT if on_behalf else MarkSource.IMPLEMENTER
    known_themes = dict(before.themes) if before else {}
    known_events = (
        {_key(event): event.background_source for event in before.events} if before else {}
    )
    titles = {event.title: event.title_source for event in before.events} if before else {}
    background = ""
    if content.background_source:
        background = (before.background_source if before else "") or own
    return replace(
        content,
        background_source=background,
        themes=tuple(sorted((code, known_themes.get(code, own)) for code, _s in content.themes)),
        events=tuple(
            replace(
                event,
                background_source=event.background_source
                and (known_events.get(_key(event)) or own),
                title_source=event.title and (event.title_source or titles.get(event.title, "")),
            )
            for event in content.events
        ),
    )


def _key(event: EventContent) -> tuple[object, ...]:
    return event.start, event.end, event.place, event.country
