"""The forms of the register: a correction of one text, and a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.forms.files import LimitedFileField
from reporting.importing.register_file import MAX_BYTES
from reporting.models.year import FIRST_YEAR, LAST_YEAR


class RegisterFileForm(forms.Form):
    file = LimitedFileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, with the columns of the template."),
        max_bytes=MAX_BYTES,
    )


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
