import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from program.models import Language
from reporting.enums import FileFormat, IssueState
from reporting.models.unchangeable import WrittenOnce
from reporting.models.year import ReportingYear


class Edition(WrittenOnce):
    """An issued report. It never changes; a correction is a further edition.

    `content` is the frozen report (`reporting.document.content.Report` as JSON), and `sha256` is
    the hash of its canonical bytes. The database refuses changes (see `reporting/triggers.py`).
    """

    reporting_year = models.ForeignKey(
        ReportingYear, on_delete=models.PROTECT, related_name="editions", verbose_name=_("year")
    )
    number = models.PositiveSmallIntegerField(_("number within its year"))
    symbol = models.CharField(
        _("symbol"),
        max_length=120,
        unique=True,
        error_messages={"unique": _("An edition has this symbol already.")},
    )
    date = models.DateField(_("date"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    note = models.TextField(_("why it is issued"), blank=True)
    content = models.JSONField(_("frozen content"))
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    is_record = models.BooleanField(
        _("record of the printed document"),
        default=False,
        help_text=_("Made from an imported report as it was printed. Nobody issued it here."),
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("issued by"),
    )

    class Meta:
        ordering = ["reporting_year", "number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year", "number"],
                name="edition_number_unique",
                violation_error_message=_("This year has an edition of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(is_record=True) | Q(issued_by__isnull=False),
                name="edition_issued_by_somebody",
                violation_error_message=_("An edition says who issued it."),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class EditionFile(WrittenOnce):
    """A file of an edition, in the database so that it is recorded and kept with the edition."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="files", verbose_name=_("edition")
    )
    format = models.CharField(_("format"), max_length=4, choices=FileFormat.choices)
    data = models.BinaryField(_("bytes"))
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        ordering = ["edition", "id"]
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format"],
                name="edition_file_unique",
                violation_error_message=_("The edition has a file of this format already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.format}"


class PrintedPlace(models.Model):
    """The anchor of an entry or a chapter on the page of an edition.

    It is derived from the frozen content, which is too long to be read for a single entry.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="places", verbose_name=_("edition")
    )
    anchor = models.CharField(_("anchor"), max_length=80)

    class Meta:
        ordering = ["edition", "id"]
        verbose_name = _("place in an edition")
        verbose_name_plural = _("places in editions")
        constraints = [
            models.UniqueConstraint(
                fields=["anchor", "edition"],
                name="printed_place_unique",
                violation_error_message=_("The edition has this place already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.anchor}"


# An issuing without progress for this long was interrupted: no step takes over two minutes.
STALE_AFTER = datetime.timedelta(minutes=15)
UNDER_WAY = (IssueState.WAITING, IssueState.RUNNING)


class IssuingQuerySet(models.QuerySet["Issuing"]):
    def under_way(self) -> "IssuingQuerySet":
        """Return those that are waiting or running and have made progress recently."""
        return self.filter(state__in=UNDER_WAY, last_sign_at__gte=timezone.now() - STALE_AFTER)

    def stale(self) -> "IssuingQuerySet":
        """Return those without progress for so long that a new one may be requested."""
        return self.filter(state__in=UNDER_WAY, last_sign_at__lt=timezone.now() - STALE_AFTER)


class Issuing(models.Model):
    """One attempt to make an edition: what was requested, the progress, and the result.

    A year has at most one at a time. A failed one says in `message` what failed.
    """

    reporting_year = models.ForeignKey(
        ReportingYear, on_delete=models.PROTECT, related_name="issuings", verbose_name=_("year")
    )
    symbol = models.CharField(_("symbol"), max_length=120)
    date = models.DateField(_("date"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    note = models.TextField(_("why it is issued"), blank=True)
    content_version = models.TextField(
        _("version of the content"),
        blank=True,
        editable=False,
        help_text=_("Of all that the edition prints, as it was when the edition was asked for."),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=IssueState.choices, default=IssueState.WAITING
    )
    step = models.CharField(_("step"), max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0)
    message = models.TextField(_("message"), blank=True)
    checks_not_run = models.JSONField(
        _("checks that were not run"),
        default=list,
        editable=False,
        help_text=_("Codes of the checks that are run before the edition is made."),
    )
    edition = models.OneToOneField(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issuing",
        verbose_name=_("edition"),
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    last_sign_at = models.DateTimeField(_("last sign of life at"), default=timezone.now)

    objects = IssuingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("issuing of an edition")
        verbose_name_plural = _("issuings of editions")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year"],
                condition=Q(state__in=[IssueState.WAITING, IssueState.RUNNING]),
                name="issuing_one_at_a_time",
                violation_error_message=_("An edition of this year is being issued already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} · {self.state}"
