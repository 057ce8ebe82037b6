from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RegisterFile(models.Model):
    """A spreadsheet that fills the register. Nothing of it is in the register until it is confirmed.

    `rows` are the cells of each row by column, as they were read, with the number of the row.
    """

    name = models.CharField(_("name of the file"), max_length=200)
    rows = models.JSONField(_("rows"))
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("file of the register")
        verbose_name_plural = _("files of the register")

    def __str__(self) -> str:
        return self.name
