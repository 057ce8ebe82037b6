"""What can go wrong in reporting, in words for the person who can mend it."""


class ReportingError(Exception):
    """Base of all; `str()` of one is a sentence a user may read."""


class UnknownYear(ReportingError):
    """No reporting year of that number is on record."""


class FilesRefused(ReportingError):
    """Files cannot be loaded: `problems` lists every reason, each with its file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class PeriodRefused(ReportingError, ValueError):
    """A date or a range of dates that cannot be."""


class Unchangeable(ReportingError):
    """What is issued, or in the log, is never changed or deleted."""
