"""The forms of the review: remarks, comments, reasons and extensions."""

from collections.abc import Iterable

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.actions.exceptions import Problem
from reporting.forms.fields import REMARK_LIMIT
from reporting.forms.years import DayField

_SHOWN = gettext_lazy("It is shown at the top of the chapter and in the message to its people.")


class RemarkForm(forms.Form):
    text = RichTextField(required=False, label=gettext_lazy("Remark"), help_text=REMARK_LIMIT)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        for problem in problems:
            self.add_error(problem.place if problem.place in self.fields else None, problem.message)


class SuggestionForm(RemarkForm):
    """A remark with a suggested text for the entry."""

    suggestion = RichTextField(
        required=False,
        label=gettext_lazy("Suggested text"),
        help_text=gettext_lazy(
            "Leave it unchanged to suggest nothing. The writers of the entry can take it over."
        ),
        rows=10,
    )


class AnswerForm(RemarkForm):
    text = RichTextField(required=False, label=gettext_lazy("Answer"), help_text=REMARK_LIMIT)


class CommentForm(forms.Form):
    comment = RichTextField(
        required=False,
        label=gettext_lazy("What is asked for"),
        help_text=format_lazy("{} {}", _SHOWN, REMARK_LIMIT),
    )


class ReopenForm(forms.Form):
    reason = RichTextField(
        required=False,
        label=gettext_lazy("Why it is reopened"),
        help_text=format_lazy("{} {}", _SHOWN, REMARK_LIMIT),
    )


class ExtendForm(forms.Form):
    until = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy(
            "The last day on which it may be written, although the year is closed."
        ),
    )
