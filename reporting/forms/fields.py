"""Form fields for long texts."""

from typing import Any

from django import forms

from reporting.validators import with_plain_line_breaks


class TextField(forms.CharField):
    """A long text. It has no `maxlength`, because browsers cut pasted text to that length."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return with_plain_line_breaks(super().to_python(value) or "")


class ShortTextField(TextField):
    """A text of a few sentences. The action validates its length and its characters."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "class": "short-text"})
        super().__init__(strip=False, required=False, widget=widget, **kwargs)
