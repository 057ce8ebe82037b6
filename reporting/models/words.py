from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from reporting.word_counts import word_counts


class WithWordCounts(models.Model):
    """Base of a model with a text, which stores how often each word occurs in it.

    Code that writes the text without `save`, for example in bulk, must write `word_counts` too.
    """

    text: Any
    word_counts = models.JSONField(
        _("words of the text"),
        default=dict,
        editable=False,
        help_text=_("How often each word stands in the text."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        columns = kwargs.get("update_fields")
        if columns is None or "text" in columns:
            self.word_counts = word_counts(self.text)
            if columns is not None:
                kwargs["update_fields"] = {*columns, "word_counts"}
        super().save(*args, **kwargs)
