"""Forms about people."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from implementers.invitations import LONGEST_ADDRESS
from implementers.models import Role, User
from implementers.time_zones import zone_choices

LONGEST_NAME = 150
_ROLE_HELP = gettext_lazy(
    "A writer writes the chapter; a focal point also submits it and manages its people."
)
_NO_CONTROL = RegexValidator(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]",
    gettext_lazy("A name holds no control characters."),
    inverse_match=True,
)


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, initial=Role.WRITER, help_text=_ROLE_HELP
    )


class ConfirmationForm(forms.Form):
    """Asks people to confirm a change that removes their own access."""

    confirmed = forms.BooleanField(label=gettext_lazy("I know that I lose this access myself."))

    def __init__(self, *args: Any, is_oneself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_oneself:
            del self.fields["confirmed"]

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data.get("confirmed"))


class RoleForm(ConfirmationForm):
    """The confirmation is optional here; `change_role` requires it of people who step down."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, help_text=_ROLE_HELP)
    field_order = ["role", "confirmed"]

    def __init__(self, *args: Any, is_oneself: bool, **kwargs: Any) -> None:
        super().__init__(*args, is_oneself=is_oneself, **kwargs)
        if is_oneself:
            self.fields["confirmed"].required = False


class ProfileForm(forms.Form):
    """What a person decides about their account. The language only where there is a choice."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        validators=[_NO_CONTROL],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=gettext_lazy("The name that chapters, remarks and the log show."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        help_text=gettext_lazy(
            "The zone of all times on pages and in mail. Due dates end at midnight in the secretariat’s zone."
        ),
        error_messages={
            "invalid_choice": gettext_lazy("Choose a time zone from the list, such as Lima.")
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("The language of the mail that you receive."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices()  # type: ignore[attr-defined]
        if len(settings.LANGUAGES) > 1:
            self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        else:
            del self.fields["language"]

    @classmethod
    def showing(cls, person: User) -> "ProfileForm":
        """Filled with what is on record."""
        return cls(
            initial={
                "name": person.get_full_name(),
                "time_zone": person.time_zone,
                "language": person.language,
            }
        )


class NewAccountForm(forms.Form):
    """The name and password of an invited person, whose address is known."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=LONGEST_NAME,
        validators=[_NO_CONTROL],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=lazy(password_validators_help_text_html, str)(),
    )
    password_again = forms.CharField(
        label=gettext_lazy("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        name = self.cleaned_data.get("name", "")
        validate_password(password, User(username=self.email, email=self.email, last_name=name))
        return password

    def clean(self) -> dict[str, Any]:
        again = self.cleaned_data.get("password_again")
        if again and "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            self.add_error("password_again", ValidationError(_("The two passwords differ.")))
        return self.cleaned_data
