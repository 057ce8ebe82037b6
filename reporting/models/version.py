from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.enums import Origin
from reporting.models.entry import Entry


class EntryVersion(models.Model):
    """The whole content of an entry as it was saved, for restoring, comparing and merging.

    What one person saves in one writing session (one display of the form) is one version, which
    each save overwrites. `revision` is the entry's revision that it contains.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveIntegerField(_("revision of the entry"), default=1)
    session = models.CharField(_("writing session"), max_length=36, blank=True)
    ends_session = models.BooleanField(
        _("ends its session"),
        default=False,
        help_text=_("Saved by the button: what comes later from the same page is another text."),
    )
    content = models.JSONField(_("content"))
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.PORTAL
    )
    content_version = models.PositiveIntegerField(
        _("version of the chapter’s content"),
        null=True,
        blank=True,
        help_text=_("Of the chapter once this was saved."),
    )
    began_at = models.DateTimeField(_("begun at"), default=timezone.now)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )

    class Meta:
        ordering = ["entry", "number"]
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        indexes = [models.Index(fields=["session"], name="entry_version_session")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="entry_version_number_unique",
                violation_error_message=_("The entry has a version of this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(saved_by__isnull=False) | models.Q(origin=Origin.IMPORT),
                name="entry_version_has_author",
                violation_error_message=_("A version written in the portal says by whom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} v{self.number}"
