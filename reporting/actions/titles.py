"""The source of the title of an entry."""

from dataclasses import replace

from implementers.models import User
from implementers.permissions import is_secretariat, roles_of
from program.rich_text import to_plain
from reporting.entry_content import EntryContent
from reporting.enums import TitleSource
from reporting.models import Submission
from reporting.recognition.titles import propose_title


def with_title_source(content: EntryContent, chapter: Submission, *, by: User) -> EntryContent:
    """Return `content` with the source of its title.

    A title with a source keeps it. Otherwise the title is a proposal that `by` confirmed, if it is
    what is proposed from the text, or else in the words of the secretariat or the implementer.
    """
    title = content.title.strip()
    if not title:
        return replace(content, title="", title_source="")
    source = content.title_source
    if not source and title == propose_title(to_plain(content.text)):
        source = TitleSource.PROPOSED
    elif not source:
        source = _writer(chapter, by)
    return replace(content, title=title, title_source=source)


def _writer(chapter: Submission, by: User) -> TitleSource:
    is_on_behalf = is_secretariat(by) and not roles_of(by, chapter.implementer)
    return TitleSource.SECRETARIAT if is_on_behalf else TitleSource.IMPLEMENTER
