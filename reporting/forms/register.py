"""The forms of the register: a correction of one text, and a spreadsheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.models.year import FIRST_YEAR, LAST_YEAR

MAX_MEGABYTES = 2  # reporting.importing.register_file refuses the same size


class RegisterFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, with the columns of the template."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("The file is too large: at most %(size)d MB."), params={"size": MAX_MEGABYTES}
            )
        return file


class CorrectActivityForm(forms.Form):
    """A correction of an activity's text. The action validates it."""

    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )
    source = forms.CharField(
        label=_("Source of the text"),
        help_text=_("The document it is taken from, for example AG/RES. 2141 (XXXV-O/05)."),
        required=False,
    )
    valid_from = forms.IntegerField(
        label=_("Valid from the report of"),
        help_text=_("Reports of earlier years keep the text that they have."),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
    )
