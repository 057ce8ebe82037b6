from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """The digest of a record's values as a file last wrote them.

    A record that still has these values has not been edited since.
    """

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("natural key"), max_length=200)
    digest = models.CharField(_("SHA-256 of the values"), max_length=64)

    class Meta:
        ordering = ["kind", "key"]
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="loaded_record_unique",
                violation_error_message=_("This record is known already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
