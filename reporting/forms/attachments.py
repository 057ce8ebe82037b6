"""The form that attaches a file to an entry."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.file_types import FileType
from reporting.models.attachment import MAX_DESCRIPTION


class AttachmentForm(forms.Form):
    """Whether the file can be attached is decided by `reporting.actions.attachments`."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose the file to attach.")},
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=MAX_DESCRIPTION,
        required=False,
        help_text=gettext_lazy("What the file is, for example “List of participants”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A PDF, a Word document (.docx), an Excel workbook (.xlsx) or an image (PNG, JPEG, GIF,"
            " WebP) of at most %(most)d MB, without a password and without macros."
        ) % {"most": settings.ATTACHMENT_MAX_MB}
        accepted = ",".join(f".{file_type.value}" for file_type in FileType)
        self.fields["file"].widget.attrs["accept"] = f"{accepted},.jpeg"
