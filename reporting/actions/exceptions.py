"""Why an action did not happen, in words for the person who can correct it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.entry_content import EntryContent
from reporting.exceptions import ReportingError
from reporting.models import Entry, EntryVersion, ReportingYear, Submission


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of an entry: "text", "countries/2", "events/0/end"."""

    place: str
    message: str


class EntryInvalid(ReportingError):
    """The entry cannot be saved as it is; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class EditConflict(ReportingError):
    """Somebody saved the entry after the revision that was edited.

    `latest` is theirs; `base` what both began from, None when no version holds it any more.
    """

    def __init__(self, latest: EntryVersion, base: EntryVersion | None = None) -> None:
        self.latest = latest
        self.base = base
        super().__init__(
            _("%(who)s saved this entry in the meantime.")
            % {"who": latest.saved_by or _("An import")}
        )

    @property
    def content(self) -> EntryContent:
        """The entry as the other saved it."""
        return EntryContent.from_json(self.latest.content)


class EntryDeleted(ReportingError):
    """The entry was deleted; it can be brought back."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        super().__init__(
            _("%(who)s deleted the entry %(reference)s. It can be brought back.")
            % {"who": entry.deleted_by, "reference": entry.reference}
        )


class ContentChanged(ReportingError):
    """What the person read is not what is there now, so the act did not happen.

    `owner` is the chapter, or the year whose edition was asked for; `version` is the content version
    that the person read.
    """

    def __init__(self, owner: Submission | ReportingYear, version: int | str) -> None:
        self.owner = owner
        self.version = version
        super().__init__(
            _(
                "%(what)s changed after you opened this page, so nothing was done. Read what "
                "changed, then decide again."
            )
            % {"what": owner}
        )


class IdempotencyConflict(ReportingError):
    """The idempotency key began another entry, or this one with another content."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            _(
                "This Idempotency-Key began %(entry)s with another content: change that entry, or "
                "take a key of its own for a new one."
            )
            % {"entry": entry.reference}
        )


class YearRefused(ReportingError):
    """The year cannot be opened as asked."""


class RemarkRefused(ReportingError):
    """The remark cannot be kept; `problems` lists every reason, at "text" or "suggestion"."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class TransitionDenied(ReportingError):
    """The step lacks something that the person can supply: a reason, a mended entry."""
