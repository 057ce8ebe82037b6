"""Files that forms take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LimitedFileField(forms.FileField):
    """A file of at most `max_bytes`. An empty one is refused where it is read, with its reason."""

    def __init__(self, *, max_bytes: int, **options: Any) -> None:
        super().__init__(allow_empty_file=True, **options)
        self.max_bytes = max_bytes

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file.size > self.max_bytes:
            size = self.max_bytes // 1024 // 1024
            raise forms.ValidationError(
                _("The file is too large: at most %(size)d MB."), params={"size": size}
            )
        return file
