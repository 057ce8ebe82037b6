"""The form of the outcome of a plan."""

from django import forms
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.enums import Outcome
from reporting.forms.rendering import Radios


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[*Outcome.choices, ("", gettext_lazy("not stated yet"))],
        widget=Radios,
        required=False,
    )
    outcome_reason = RichTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Required if it was dropped; optional if it was postponed."),
        required=False,
    )
    based_on = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False
    )
