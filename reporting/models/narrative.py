from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from program.models.base import WrittenInALanguage
from reporting.enums import NarrativeKind
from reporting.models.edition import Edition
from reporting.models.entry import Entry
from reporting.models.year import ReportingYear


class NarrativeQuerySet(models.QuerySet["Narrative"]):
    def in_force(self) -> "NarrativeQuerySet":
        """Return the parts of every year as they are current.

        For an issued report they are the parts that its newest edition prints; before the first
        edition, the parts as they are being written. Only `with_issued` has those of editions.
        """
        issued = Edition.objects.filter(reporting_year=OuterRef("reporting_year"))
        return self.filter(models.Q(edition__isnull=False) | ~Exists(issued))

    def public(self) -> "NarrativeQuerySet":
        """Return the public parts.

        They are those of complete years, because a part may mention chapters that are not public
        yet.
        """
        complete = ReportingYear.objects.complete()
        return self.in_force().filter(reporting_year__in=complete.order_by())


class WorkingNarratives(models.Manager["Narrative"]):
    """The default manager: the parts that the secretariat writes, without those of editions."""

    def get_queryset(self) -> NarrativeQuerySet:
        return NarrativeQuerySet(self.model, using=self._db).filter(edition__isnull=True)


class Narrative(WrittenInALanguage):
    """A part of the report that the secretariat writes. Its text is a long text.

    With an `edition` it is the part as the newest edition prints it, which is public whatever has
    been written at the desk since. Only `with_issued` finds these.
    """

    reporting_year = models.ForeignKey(
        ReportingYear,
        on_delete=models.CASCADE,
        related_name="narratives",
        verbose_name=_("reporting year"),
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="narratives",
        verbose_name=_("edition that prints it"),
    )
    kind = models.CharField(_("part"), max_length=20, choices=NarrativeKind.choices)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))

    objects = WorkingNarratives.from_queryset(NarrativeQuerySet)()
    with_issued = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["reporting_year", "kind"]
        verbose_name = _("narrative part")
        verbose_name_plural = _("narrative parts")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year", "kind"],
                condition=models.Q(edition__isnull=True),
                name="narrative_one_of_a_kind",
                violation_error_message=_("This year has this part already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporting_year} · {self.get_kind_display()}"


class Highlight(WrittenInALanguage):
    """A result at the head of the report, supported by the entries it repeats.

    Which are public is not a question for a queryset: those of an issued report are in the content
    of its newest edition, and those of any other depend on the entries that are printed
    (`queries.highlights.highlights_among`).
    """

    reporting_year = models.ForeignKey(
        ReportingYear,
        on_delete=models.CASCADE,
        related_name="highlights",
        verbose_name=_("reporting year"),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    text = models.TextField(_("text"))
    entries = models.ManyToManyField(
        Entry, through="HighlightEntry", related_name="highlights", verbose_name=_("entries")
    )

    class Meta:
        ordering = ["reporting_year", "position"]
        verbose_name = _("highlight")
        verbose_name_plural = _("highlights")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year", "position"],
                name="highlight_place_unique",
                violation_error_message=_("This year has a highlight at this place already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reporting_year} · {self.position}"


class HighlightEntry(models.Model):
    """An entry that supports a highlight."""

    highlight = models.ForeignKey(Highlight, on_delete=models.CASCADE, related_name="supports")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="highlighted_by")
    position = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering = ["highlight", "position"]
        verbose_name = _("entry of a highlight")
        verbose_name_plural = _("entries of highlights")
        constraints = [
            models.UniqueConstraint(
                fields=["highlight", "entry"],
                name="highlight_entry_unique",
                violation_error_message=_("The highlight names this entry already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.highlight}: {self.entry}"
