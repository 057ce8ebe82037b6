import os
import secrets

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.file_types import FileType
from reporting.models.edition import Edition
from reporting.models.entry import Entry
from reporting.models.public import OfEntryQuerySet
from reporting.models.unchangeable import WrittenOnce

MAX_DESCRIPTION = 200  # characters


class AttachmentStorage(FileSystemStorage):
    """The folder of attached files. It is outside of what the web server serves.

    Its files are readable by the portal's user alone, and never changed.
    """

    @property
    def base_location(self) -> str:
        return str(settings.ATTACHMENTS_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)


def attachment_storage() -> AttachmentStorage:
    return AttachmentStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


def random_name(_attachment: models.Model, _name: str) -> str:
    """Return the name under which a file is stored: nothing of it comes from the user."""
    return secrets.token_hex(16)


class AttachedFile(models.Model):
    """Base of the rows that describe a file: its name, its type, its size and its hash."""

    name = models.CharField(_("name of the file"), max_length=200)
    description = models.CharField(_("description"), max_length=MAX_DESCRIPTION, blank=True)
    file_type = models.CharField(_("type"), max_length=4, choices=FileType.choices)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    file = models.FileField(
        _("stored file"), storage=attachment_storage, upload_to=random_name, editable=False
    )

    class Meta:
        abstract = True

    @property
    def media_type(self) -> str:
        return FileType(self.file_type).media_type

    @property
    def type_label(self) -> str:
        return str(FileType(self.file_type).label)


class NotRemovedAttachments(models.Manager["Attachment"]):
    """The default manager. It leaves out removed files, which are shown nowhere by default."""

    def get_queryset(self) -> OfEntryQuerySet:
        return OfEntryQuerySet(self.model, using=self._db).filter(removed_at__isnull=True)


class Attachment(AttachedFile):
    """A file that is attached to an entry.

    It is public as its entry is. A removed one keeps its file, so that it can be restored; only
    `with_removed` finds it. The copy of an entry in a published copy names the same stored file.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("entry")
    )
    attached_at = models.DateTimeField(_("attached at"), default=timezone.now)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("attached by"),
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("removed by"),
    )

    objects = NotRemovedAttachments.from_queryset(OfEntryQuerySet)()
    with_removed = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "attached_at", "id"]
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "sha256"],
                name="attachment_once_an_entry",
                violation_error_message=_("The entry has this file already."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_at_and_by",
                violation_error_message=_("A removed file says both when and by whom."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.name}"


class EditionAttachment(WrittenOnce, AttachedFile):
    """A file that was attached to an entry when an edition was issued.

    It stays with the edition, and available, whatever happens to the entry. The database refuses
    changes (see `reporting/triggers.py`).
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("edition")
    )
    reference = models.CharField(_("reference of the entry"), max_length=60)

    class Meta:
        ordering = ["edition", "id"]
        verbose_name = _("attached file of an edition")
        verbose_name_plural = _("attached files of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "sha256", "edition"],
                name="edition_attachment_unique",
                violation_error_message=_("The edition has this file already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.reference}: {self.name}"
