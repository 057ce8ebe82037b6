from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.enums import RemarkKind
from reporting.models.entry import Entry
from reporting.models.submission import Submission


class Remark(models.Model):
    """A remark about a chapter or one of its entries, during writing and review.

    Answers belong to the remark that began the thread (`answers_to`); only that remark is resolved.
    `suggestion` is a text proposed for the entry's revision `suggested_on`. Whoever writes the
    entry may accept it.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("submission")
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("entry"),
    )
    answers_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answers to"),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=RemarkKind.choices, default=RemarkKind.REMARK
    )
    text = models.TextField(_("text"))
    suggestion = models.TextField(_("suggested text"), blank=True)
    suggested_on = models.PositiveIntegerField(_("suggested on revision"), null=True, blank=True)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
    )
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    class Meta:
        ordering = ["submission", "written_at", "id"]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="remark_has_text",
                violation_error_message=_("Write the remark."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="remark_resolved_at_and_by",
                violation_error_message=_("A resolved remark says both when and by whom."),
            ),
            models.CheckConstraint(
                condition=Q(suggestion="") | Q(entry__isnull=False, suggested_on__isnull=False),
                name="remark_suggestion_for_an_entry",
                violation_error_message=_("A text is suggested for an entry."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry or self.submission} · {self.pk}"

    @property
    def has_open_suggestion(self) -> bool:
        """Whether the remark suggests a text and is not resolved."""
        return bool(self.suggestion) and self.resolved_at is None
