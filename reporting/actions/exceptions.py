"""Why an action was refused, with messages for the person who can correct it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.entry_content import EntryContent
from reporting.exceptions import ReportingError
from reporting.models import Entry, EntryVersion, ReportingYear, Submission


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of an entry, such as "text", "countries/2" or "events/0/end"."""

    place: str
    message: str


class EntryInvalid(ReportingError):
    """The entry cannot be saved as it is; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class EditConflict(ReportingError):
    """Someone saved the entry after the revision that was edited.

    `latest` is their version. `base` is the version that both edited, None if it is no longer kept.
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
        """The content of the latest version."""
        return EntryContent.from_json(self.latest.content)

    def keeps(self, *names: str) -> bool:
        """Whether these fields are in the latest version as they were in the base."""
        if self.base is None:
            return False
        base, latest = EntryContent.from_json(self.base.content), self.content
        return all(getattr(base, name) == getattr(latest, name) for name in names)


class EntryDeleted(ReportingError):
    """The entry was deleted; it can be restored."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        super().__init__(
            _("%(who)s deleted the entry %(reference)s. It can be brought back.")
            % {"who": entry.deleted_by, "reference": entry.reference}
        )


class ContentChanged(ReportingError):
    """The content has changed since the person read it, so the act was not carried out.

    `owner` is the chapter, or the year whose edition was requested; `version` is the content
    version that the person read.
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
    """The idempotency key was used for another entry, or for this one with other content."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            _(
                "This Idempotency-Key began %(entry)s with another content: change that entry, or "
                "take a key of its own for a new one."
            )
            % {"entry": entry.reference}
        )


class YearRefused(ReportingError):
    """The year cannot be opened, closed or reopened as requested."""


class RemarkRefused(ReportingError):
    """The remark cannot be saved; `problems` lists every reason, at "text" or "suggestion"."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


class TransitionDenied(ReportingError):
    """The transition needs something that the person can supply: a reason, a corrected entry."""
