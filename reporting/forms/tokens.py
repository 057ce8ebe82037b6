"""The form of a new API token."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from implementers.models.token import NAME_LENGTH
from reporting.forms.rendering import Radios

_DAYS = [
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("a year")),
]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("What will use it, for example “export of a database”."),
        validators=[
            RegexValidator(
                "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]",
                gettext_lazy("A name holds no control characters."),
                inverse_match=True,
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Good for"), choices=_DAYS, coerce=int, initial=90, widget=Radios
    )
