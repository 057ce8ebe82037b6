from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.models.base import WrittenInALanguage
from program.rich_text import to_plain
from reporting.enums import FinancingKind
from reporting.models.entry import Entry
from reporting.models.public import not_deleted_entry, public_chapter
from reporting.models.submission import Submission


class FinancingQuerySet(models.QuerySet["Financing"]):
    def public(self) -> "FinancingQuerySet":
        """Return the sources that public chapters state."""
        return self.not_deleted().filter(public_chapter("submission__"))

    def not_deleted(self) -> "FinancingQuerySet":
        """Leave out the sources that paid for deleted entries."""
        return self.filter(not_deleted_entry("entry__"))


class NotDeletedFinancing(models.Manager["Financing"]):
    """The default manager. It hides the sources that paid for deleted entries."""

    def get_queryset(self) -> FinancingQuerySet:
        return FinancingQuerySet(self.model, using=self._db).not_deleted()


class Financing(WrittenInALanguage):
    """A source of money that a chapter states. The currency is kept as printed ("$")."""

    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        related_name="financing",
        verbose_name=_("submission"),
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="financing",
        verbose_name=_("entry"),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    kind = models.CharField(_("kind"), max_length=24, choices=FinancingKind.choices)
    contributor = models.CharField(_("contributor"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=10, blank=True)
    text = models.TextField(_("as stated"))

    objects = NotDeletedFinancing.from_queryset(FinancingQuerySet)()

    class Meta:
        ordering = ["submission", "position"]
        verbose_name = _("financing")
        verbose_name_plural = _("financing")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="financing_amount_not_negative",
                violation_error_message=_("An amount is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(currency=""),
                name="financing_amount_has_currency",
                violation_error_message=_("Say the currency of the amount."),
            ),
        ]

    def __str__(self) -> str:
        return to_plain(self.text)
