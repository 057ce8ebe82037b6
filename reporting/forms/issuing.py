"""The forms of issuing and of beginning a correction."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from reporting.actions.exceptions import Problem
from reporting.actions.issuing import EditionWanted
from reporting.forms.fields import REMARK_LIMIT, ShortTextField
from reporting.forms.years import DayField
from reporting.models import Submission


class IssueForm(forms.Form):
    """The edition to issue. The action validates the symbol, the note and the chapters left out."""

    symbol = forms.CharField(
        label=gettext_lazy("Symbol"),
        help_text=gettext_lazy("For example DEMO/2011, and DEMO/2011 rev. 1 for a correction."),
        required=False,
    )
    date = DayField(label=gettext_lazy("Date"), help_text=gettext_lazy("As the cover prints it."))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    note = ShortTextField(
        label=gettext_lazy("Why it is issued"),
        help_text=gettext_lazy("Shown on the edition’s page: for a correction, what it corrects."),
        rows=3,
    )
    leaving_out = forms.MultipleChoiceField(
        label=gettext_lazy("Issue without these chapters"),
        help_text=gettext_lazy(
            "They are not accepted. Tick each that the edition goes without; one that was "
            "reopened is printed as it was accepted last."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, not_accepted: Iterable[Submission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (chapter.implementer.slug, f"{chapter.implementer} ({chapter.get_status_display()})")
            for chapter in not_accepted
        ]
        if choices:
            self.fields["leaving_out"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["leaving_out"]

    def wanted(self) -> EditionWanted:
        """Return the edition as typed."""
        values = self.cleaned_data
        return EditionWanted(
            symbol=values["symbol"],
            date=values["date"],
            language=values["language"],
            note=values["note"],
            leaving_out=frozenset(values.get("leaving_out", ())),
        )

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the problems that the action found, each at its field."""
        for problem in problems:
            self.add_error(problem.place if problem.place in self.fields else None, problem.message)


class CorrectionForm(forms.Form):
    reason = ShortTextField(
        label=gettext_lazy("What has to be corrected"),
        help_text=REMARK_LIMIT,
        rows=3,
    )
