"""The forms that open and reopen a reporting year."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.forms.fields import REMARK_LIMIT, ShortTextField
from reporting.models.year import FIRST_YEAR, LAST_YEAR


class DayField(forms.DateField):
    """A date in ISO 8601, the format that browsers send."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": gettext_lazy("Write a day of the calendar as 2012-07-25."),
    }


class OpenYearForm(forms.Form):
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        help_text=gettext_lazy("The calendar year that is reported on."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    opens_on = DayField(
        label=gettext_lazy("Opens on"),
        help_text=gettext_lazy("From this day on the chapters can be written."),
    )
    due_on = DayField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy(
            "The last day to submit. Chapters stay open after it, and are late."
        ),
    )

    is_demonstration = forms.BooleanField(
        label=gettext_lazy("For practice"),
        help_text=gettext_lazy(
            "The year is marked “Demonstration”, counts nowhere, and can be removed."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        opens_on, due_on = self.cleaned_data.get("opens_on"), self.cleaned_data.get("due_on")
        if opens_on and due_on and due_on < opens_on:
            self.add_error("due_on", _("This is before the day on which the year opens."))
        return self.cleaned_data


class ReopenYearForm(forms.Form):
    """The reason to reopen a year. The action validates it."""

    reason = ShortTextField(
        label=gettext_lazy("Why it is opened again"),
        help_text=format_lazy(
            "{} {}", gettext_lazy("It is kept in the log of the year."), REMARK_LIMIT
        ),
        rows=3,
    )
