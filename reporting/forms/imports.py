"""The form that takes a file with a chapter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_MEGABYTES = 20  # reporting.importing.sources.packages refuses the same size


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A Word document (.docx), an Excel workbook (.xlsx) or a text with tabs."),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("The file is too large: at most %(size)d MB."), params={"size": MAX_MEGABYTES}
            )
        return file
