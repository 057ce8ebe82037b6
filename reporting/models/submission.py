from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer
from program.models import Activity
from program.models.base import WrittenInALanguage
from program.models.program import current_program
from reporting.enums import EntryKind, Origin, SubmissionStatus
from reporting.models.public import (
    hidden_chapter,
    not_demonstration,
    public_chapter,
    working_copy,
)
from reporting.models.year import ReportingYear


def _done_together(act: str, message: Any) -> list[models.CheckConstraint]:
    """Return the constraint that a step has both its time and its actor, or neither.

    An imported chapter needs no actor.
    """
    at, by = f"{act}_at", f"{act}_by"
    return [
        models.CheckConstraint(
            condition=models.Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
            | models.Q(**{f"{at}__isnull": False, f"{by}__isnull": False})
            | models.Q(origin=Origin.IMPORT),
            name=f"submission_{act}_at_and_by",
            violation_error_message=message,
        )
    ]


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def public(self) -> "SubmissionQuerySet":
        """Return the public chapters."""
        return self.filter(public_chapter())

    def not_public(self) -> "SubmissionQuerySet":
        return self.filter(hidden_chapter())

    def not_accepted(self) -> "SubmissionQuerySet":
        """Return the chapters that are not accepted, including reopened ones."""
        return self.exclude(status=SubmissionStatus.ACCEPTED)

    def working(self) -> "SubmissionQuerySet":
        """Leave out published copies."""
        return self.filter(working_copy())

    def to_issue(self) -> "SubmissionQuerySet":
        """Return the chapters that a further edition prints.

        These are the accepted chapters and, for chapters that were reopened and are not accepted
        again, the published copies that the last edition prints.
        """
        accepted = working_copy() & models.Q(status=SubmissionStatus.ACCEPTED)
        reopened = ~working_copy() & ~models.Q(published_copy_of__status=SubmissionStatus.ACCEPTED)
        return self.filter(accepted | reopened)

    def of_current_program(self) -> "SubmissionQuerySet":
        """Return the chapters of the current Program."""
        return self.filter(current_program("reporting_year__program__"))

    def without_demonstrations(self) -> "SubmissionQuerySet":
        """Leave out the chapters of demonstration years."""
        return self.filter(not_demonstration("reporting_year__"))

    def in_official_order(self) -> "SubmissionQuerySet":
        return self.order_by("reporting_year__year", "position")


class Submission(WrittenInALanguage):
    """One implementer's chapter of one reporting year.

    `language` is that of `heading`, `preamble` and the leads. An imported chapter is accepted from
    the start and names no actor. A reopened chapter has a published copy as it was last accepted,
    which stays public until the chapter is accepted again or, once the year is issued, until the
    next edition (ADR 0003).

    `is_public` says whether the chapter and all that belongs to it are public. Only
    `actions.publishing` sets it. Queries use `public()`; code that has the chapter reads the field.
    """

    reporting_year = models.ForeignKey(
        ReportingYear,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("reporting year"),
    )
    implementer = models.ForeignKey(
        Implementer,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("implementer"),
    )
    position = models.PositiveSmallIntegerField(_("place in the report"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=SubmissionStatus.choices,
        default=SubmissionStatus.DRAFT,
    )
    is_public = models.BooleanField(_("public"), default=False, db_index=True, editable=False)
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.PORTAL
    )
    heading = models.CharField(
        _("heading"),
        max_length=300,
        blank=True,
        help_text=_("As the chapter prints it; left out, the implementer's name."),
    )
    preamble = models.TextField(_("words before its activities"), blank=True)
    lead_planned = models.TextField(_("opening words: planned"), blank=True)
    lead_executed = models.TextField(_("opening words: executed"), blank=True)
    lead_next_year = models.TextField(_("opening words: planned for next year"), blank=True)
    nothing_to_report = models.BooleanField(_("nothing to report"), default=False)
    nothing_to_report_reason = models.TextField(_("reason"), blank=True)

    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("returned by"),
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    review_begun_at = models.DateTimeField(
        _("review begun at"),
        null=True,
        blank=True,
        help_text=_("Since then a submitted chapter can no longer be withdrawn."),
    )
    extended_until = models.DateField(
        _("time extended until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the chapter may be written, though its year is closed."),
    )
    published_copy_of = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="published_copy",
        verbose_name=_("published copy of"),
    )
    last_number = models.PositiveIntegerField(
        _("last number given to an entry"),
        default=0,
        editable=False,
        help_text=_("Outlives deleted entries, so that no reference is used twice."),
    )
    content_version = models.PositiveIntegerField(
        _("version of the content"),
        default=1,
        editable=False,
        help_text=_("Increases with every change of what the chapter shows, and of its status."),
    )
    activities = models.ManyToManyField(
        Activity,
        through="SubmissionActivity",
        related_name="submissions",
        verbose_name=_("Program activities"),
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["reporting_year", "position"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["reporting_year", "implementer"],
                condition=models.Q(published_copy_of__isnull=True),
                name="submission_one_a_year",
                violation_error_message=_("This implementer has a chapter in this year already."),
            ),
            *_done_together(
                "submitted", _("A submission says both when it was submitted and by whom.")
            ),
            *_done_together(
                "returned", _("A submission says both when it was returned and by whom.")
            ),
            *_done_together(
                "accepted", _("A submission says both when it was accepted and by whom.")
            ),
            models.CheckConstraint(
                condition=~models.Q(status=SubmissionStatus.ACCEPTED)
                | models.Q(accepted_at__isnull=False)
                | models.Q(origin=Origin.IMPORT),
                name="submission_accepted_has_time",
                violation_error_message=_("An accepted chapter says when it was accepted."),
            ),
            models.CheckConstraint(
                condition=models.Q(published_copy_of__isnull=True)
                | models.Q(status=SubmissionStatus.ACCEPTED),
                name="submission_published_copy_is_accepted",
                violation_error_message=_("A published copy is accepted."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(status=SubmissionStatus.ACCEPTED),
                name="submission_public_is_accepted",
                violation_error_message=_("Only an accepted chapter is public."),
            ),
            models.CheckConstraint(
                condition=models.Q(nothing_to_report=False)
                | ~models.Q(nothing_to_report_reason=""),
                name="submission_nothing_to_report_has_reason",
                violation_error_message=_("Say why there is nothing to report."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporting_year} · {self.implementer.acronym}"

    @property
    def is_accepted(self) -> bool:
        """Whether the chapter itself is accepted; a reopened one is not."""
        return self.status == SubmissionStatus.ACCEPTED

    @property
    def leads(self) -> dict[str, str]:
        """The opening words of each column, by kind; empty where there are none."""
        return {kind: getattr(self, f"lead_{kind}") for kind in EntryKind.values}


class SubmissionActivityQuerySet(models.QuerySet["SubmissionActivity"]):
    def public(self) -> "SubmissionActivityQuerySet":
        """Return what public chapters list."""
        return self.filter(public_chapter("submission__"))


class SubmissionActivity(WrittenInALanguage):
    """An activity that a chapter lists, with the chapter's wording if it prints its own."""

    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        related_name="listed_activities",
        verbose_name=_("submission"),
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        related_name="listings",
        verbose_name=_("Program activity"),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"))
    wording = models.TextField(
        _("wording in this chapter"),
        blank=True,
        help_text=_("Only where it differs from the register's."),
    )

    objects = SubmissionActivityQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "position"]
        verbose_name = _("activity of a chapter")
        verbose_name_plural = _("activities of chapters")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "activity"],
                name="submission_activity_unique",
                violation_error_message=_("The chapter lists this activity already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.activity.code}"

    @property
    def text(self) -> str:
        """The text that the chapter prints for this activity."""
        return self.wording or self.activity.text
