"""The form with a person's mail preferences."""

from django import forms
from django.utils.translation import gettext_lazy

from reporting.forms.rendering import Checks, Radios
from reporting.models import Delivery, MailKind, MailPreference


class MailForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Write to me about"),
        choices=MailKind.choices,
        required=False,
        widget=Checks,
    )
    delivery = forms.ChoiceField(label=gettext_lazy("How"), choices=Delivery.choices, widget=Radios)

    @classmethod
    def showing(cls, preference: MailPreference) -> "MailForm":
        """Filled with the current preferences."""
        kinds = [kind.value for kind in MailKind if preference.wants(kind)]
        return cls(initial={"kinds": kinds, "delivery": preference.delivery})
