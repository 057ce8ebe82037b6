"""The form that takes a file with a chapter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.forms.files import LimitedFileField
from reporting.importing.sources.packages import MAX_FILE


class ImportForm(forms.Form):
    file = LimitedFileField(
        label=_("File"),
        help_text=_("A Word document (.docx), an Excel workbook (.xlsx) or a text with tabs."),
        max_bytes=MAX_FILE,
    )
