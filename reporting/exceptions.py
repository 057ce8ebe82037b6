"""The errors of reporting, with messages for the person who can correct them."""


class ReportingError(Exception):
    """Base of all errors of reporting; its `str()` is a sentence for the user."""


class UnknownYear(ReportingError):
    """There is no such reporting year."""


class FilesRefused(ReportingError):
    """The files cannot be loaded; `problems` lists every reason, with its file and line."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class PeriodRefused(ReportingError, ValueError):
    """A date or a range of dates is not valid."""


class Unchangeable(ReportingError):
    """Editions and the log are never changed or deleted."""


class BackupRefused(ReportingError):
    """A backup cannot be made or restored; `str()` is one sentence that says why."""


class FileRefused(ReportingError):
    """A file that someone sent cannot be taken; the text says why and what to do."""
