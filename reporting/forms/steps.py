"""The forms of a chapter as a whole: its own texts, and the reason for nothing to report."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.actions.exceptions import Problem
from reporting.actions.submissions import ChapterTexts
from reporting.forms.fields import REMARK_LIMIT


class NothingForm(forms.Form):
    """The declaration of nothing to report. The action validates the reason."""

    reason = RichTextField(
        required=False,
        label=gettext_lazy("Why there is nothing to report"),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("It is printed in the chapter’s place, for example: no funds came."),
            REMARK_LIMIT,
        ),
    )


class ChapterTextsForm(forms.Form):
    """The chapter's own texts; `based_on` is what the form was filled with, to detect changes."""

    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("As the chapter prints it; left out, the implementer’s name."),
        required=False,
    )
    preamble = RichTextField(
        required=False,
        label=gettext_lazy("Text before its activities"),
    )
    lead_planned = RichTextField(required=False)
    lead_executed = RichTextField(required=False)
    lead_next_year = RichTextField(required=False)
    based_on = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, column in columns.items():
            field_label = _("Opening text of “%(column)s”") % {"column": column}
            self.fields[f"lead_{kind}"].label = field_label

    @classmethod
    def showing(cls, texts: ChapterTexts, *, columns: dict[str, str]) -> "ChapterTextsForm":
        """Return the form filled with the chapter's own texts."""
        return cls(initial={**asdict(texts), "based_on": asdict(texts)}, columns=columns)

    def texts(self) -> ChapterTexts:
        """Return the texts as typed."""
        return ChapterTexts(**{part: self.cleaned_data[part] for part in asdict(ChapterTexts())})

    def based_on_texts(self) -> ChapterTexts | None:
        """Return the texts that the form was filled with; None when they are missing or invalid."""
        try:
            return ChapterTexts(**self.cleaned_data["based_on"])
        except TypeError:
            return None

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        for problem in problems:
            self.add_error(problem.place, problem.message)
