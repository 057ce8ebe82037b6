"""The form of the outcome of a plan."""

from django import forms
from django.utils.translation import gettext_lazy

from reporting.enums import Outcome
from reporting.forms.entry import TextField
from reporting.forms.rendering import Radios


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[*Outcome.choices, ("", gettext_lazy("not said yet"))],
        widget=Radios,
        required=False,
    )
    outcome_reason = TextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when it was dropped; welcome when it was postponed."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short-text"}),
    )
    based_on = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False
    )
