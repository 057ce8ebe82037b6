from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RoleChange(models.Model):
    """A change of what a person may do; rows are only added.

    `change` is a phrase in English, such as "secretariat: no → yes". `changed_by` is None for a
    command.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="role_changes",
        verbose_name=_("person"),
    )
    person_name = models.CharField(_("name at the time"), max_length=320)
    change = models.TextField(_("change"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("change of role")
        verbose_name_plural = _("changes of roles")

    def __str__(self) -> str:
        return f"{self.person_name}: {self.change}"
