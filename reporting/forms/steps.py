"""The forms of a chapter as a whole: its own words, and the reason for nothing to report."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.actions.exceptions import Problem
from reporting.actions.submissions import ChapterWords


class NothingForm(forms.Form):
    """The declaration of nothing to report. The action validates the reason."""

    reason = RichTextField(
        required=False,
        label=gettext_lazy("Why there is nothing to report"),
        help_text=gettext_lazy("It is printed in the chapter’s place, for example: no funds came."),
    )


class WordsForm(forms.Form):
    """The chapter's own words; `based_on` is what the form was filled with, to detect changes."""

    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("As the chapter prints it; left out, the implementer’s name."),
        required=False,
    )
    preamble = RichTextField(
        required=False,
        label=gettext_lazy("Words before its activities"),
    )
    lead_planned = RichTextField(required=False)
    lead_executed = RichTextField(required=False)
    lead_next_year = RichTextField(required=False)
    based_on = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, column in columns.items():
            field_label = _("Opening words of “%(column)s”") % {"column": column}
            self.fields[f"lead_{kind}"].label = field_label

    @classmethod
    def showing(cls, words: ChapterWords, *, columns: dict[str, str]) -> "WordsForm":
        """Filled with the chapter's own words."""
        return cls(initial={**asdict(words), "based_on": asdict(words)}, columns=columns)

    def words(self) -> ChapterWords:
        """The words as typed."""
        return ChapterWords(**{part: self.cleaned_data[part] for part in asdict(ChapterWords())})

    def based_on_words(self) -> ChapterWords | None:
        """The words that the form was filled with; None when they are missing or invalid."""
        try:
            return ChapterWords(**self.cleaned_data["based_on"])
        except TypeError:
            return None

    def build_on(self, latest: ChapterWords) -> None:
        """Base the next save on these words, which the user has been shown."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["based_on"] = self.fields["based_on"].prepare_value(asdict(latest))
        self.data = data

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        for problem in problems:
            self.add_error(problem.place, problem.message)
