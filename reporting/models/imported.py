from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.enums import ImportState
from reporting.models.entry import Entry
from reporting.models.submission import Submission


class ImportedFile(models.Model):
    """A file that was read for a chapter. The file itself is not kept, only what it proposes.

    `sha256` is that of its bytes. `warnings` are sentences about what was left out.
    """

    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        related_name="imported_files",
        verbose_name=_("submission"),
    )
    name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    warnings = models.JSONField(_("warnings"), default=list)
    read_at = models.DateTimeField(_("read at"), default=timezone.now)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read by"),
    )

    class Meta:
        ordering = ["-read_at", "-pk"]
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return f"{self.submission}: {self.name}"


class ImportedItem(models.Model):
    """An entry that a file proposes, until a person accepts or skips it.

    `content` is `EntryContent.as_json`. `fingerprint` identifies its column and words, so that the
    same item is not proposed again. `entry` is the entry that it became, or that it would change.
    """

    file = models.ForeignKey(
        ImportedFile, on_delete=models.CASCADE, related_name="items", verbose_name=_("file")
    )
    position = models.PositiveIntegerField(_("place in the file"))
    content = models.JSONField(_("content"))
    source = models.TextField(_("text in the file"))
    place = models.CharField(_("location in the file"), max_length=200, blank=True)
    confidence = models.FloatField(_("confidence"))
    doubts = models.JSONField(_("doubts"), default=list)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    state = models.CharField(
        _("state"), max_length=8, choices=ImportState.choices, default=ImportState.OPEN
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imported_from",
        verbose_name=_("entry"),
    )

    based_on = models.PositiveIntegerField(
        _("revision of the entry that it would change"), null=True, blank=True
    )

    class Meta:
        ordering = ["file", "position"]
        verbose_name = _("item of an imported file")
        verbose_name_plural = _("items of imported files")
        constraints = [
            models.UniqueConstraint(
                fields=["file", "position"],
                name="imported_item_position",
                violation_error_message=_("The file has an item at this place already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.position}"
