"""The form of the outcome of a plan, and its fields."""

from django import forms
from django.utils.translation import gettext_lazy

from program.forms import RichTextField
from reporting.enums import Outcome
from reporting.forms.rendering import Radios


class OutcomeFields(forms.Form):
    """An outcome and its reason. The actions validate them together."""

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


class OutcomeForm(OutcomeFields):
    based_on = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False
    )
