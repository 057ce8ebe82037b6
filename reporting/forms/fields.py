"""Form fields for plain texts. Long texts have `program.forms.RichTextField`."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from reporting.validators import MAX_REMARK, cleaned_line

# Of a remark, a comment or a reason; the action validates it.
REMARK_LIMIT = format_lazy(gettext_lazy("At most {limit} characters."), limit=f"{MAX_REMARK:,}")


class TextField(forms.CharField):
    """A plain text of several lines. It has no `maxlength`, because browsers cut pasted text to that length."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return cleaned_line(super().to_python(value) or "")


class ShortTextField(TextField):
    """A text of a few sentences. The action validates its length and its characters."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "class": "short-text"})
        super().__init__(strip=False, required=False, widget=widget, **kwargs)
