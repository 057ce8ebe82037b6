from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from program.models import Activity, Country, Theme
from program.models.base import WrittenInALanguage
from program.models.program import current_program
from reporting.enums import (
    FOLLOWED_UP,
    CountryRole,
    EntryKind,
    MarkSource,
    Outcome,
    OutcomeSource,
    Precision,
    TitleSource,
    report_year,
)
from reporting.models.entry_theme import EntryTheme
from reporting.models.public import (
    EntryLinkQuerySet,
    OfEntryQuerySet,
    not_deleted_entry,
    not_demonstration,
    public_entry,
    working_copy,
)
from reporting.models.submission import Submission
from reporting.periods import Period

# The place of an entry's column in the official table, for ordering.
KIND_PLACE = models.Case(
    *[models.When(kind=kind, then=models.Value(kind.place)) for kind in EntryKind]
)
_ORDER_WITHIN_YEAR = ("submission__position", KIND_PLACE, "position")


class EntryQuerySet(models.QuerySet["Entry"]):
    def not_deleted(self) -> "EntryQuerySet":
        """Leave out deleted entries."""
        return self.filter(not_deleted_entry())

    def deleted(self) -> "EntryQuerySet":
        """Return the deleted entries. Only `with_deleted` has any."""
        return self.exclude(not_deleted_entry())

    def public(self) -> "EntryQuerySet":
        """Return the public entries."""
        return self.filter(public_entry())

    def working(self) -> "EntryQuerySet":
        """Leave out the entries of published copies."""
        return self.filter(working_copy())

    def in_column(self, kind: str, year: int) -> "EntryQuerySet":
        """Return the entries of the column `kind` that is about the calendar year `year`."""
        return self.filter(kind=kind, submission__reporting_year__year=report_year(kind, year))

    def of_current_program(self) -> "EntryQuerySet":
        """Return the entries of the current Program."""
        return self.filter(current_program("submission__reporting_year__program__"))

    def without_demonstrations(self) -> "EntryQuerySet":
        """Leave out the entries of demonstration years."""
        return self.filter(not_demonstration("submission__reporting_year__"))

    def in_official_order(self) -> "EntryQuerySet":
        """Order by year, chapter, column, and position in the column."""
        return self.order_by("submission__reporting_year__year", *_ORDER_WITHIN_YEAR)

    def newest_year_first(self) -> "EntryQuerySet":
        """Order by year, newest first; within a year, in official order."""
        return self.order_by("-submission__reporting_year__year", *_ORDER_WITHIN_YEAR)

    def last_accepted_first(self) -> "EntryQuerySet":
        """Order by acceptance and then by year, newest first; then in official order.

        Entries of imported chapters, whose time of acceptance is not known, come last.
        """
        return self.order_by(
            F("submission__accepted_at").desc(nulls_last=True),
            "-submission__reporting_year__year",
            *_ORDER_WITHIN_YEAR,
        )

    def concerning(self, country: Country) -> "EntryQuerySet":
        """Return the entries that name `country` in any role except mentioned."""
        named = EntryCountry.objects.concerning().filter(entry=OuterRef("pk"), country=country)
        return self.filter(Exists(named))

    def citing(self, activity: Activity) -> "EntryQuerySet":
        """Return the entries that cite `activity`."""
        return self.filter(
            Exists(EntryActivity.objects.filter(entry=OuterRef("pk"), activity=activity))
        )

    def with_effective_outcome(self, *, drafts: bool = False) -> "EntryQuerySet":
        """Annotate `effective_outcome`.

        It is the outcome that is stated of a plan. Without one it is `FOLLOWED_UP` if a public
        executed entry continues the plan, with `drafts` also one that is not public; else empty.
        """
        working = not_deleted_entry("later__") & working_copy("later__")
        shown = working if drafts else public_entry("later__")
        executed = EntryLink.with_deleted.filter(
            shown, earlier=OuterRef("pk"), later__kind=EntryKind.EXECUTED
        )
        return self.annotate(
            effective_outcome=models.Case(
                models.When(outcome__gt="", then=F("outcome")),
                models.When(
                    Exists(executed), kind=EntryKind.PLANNED, then=models.Value(FOLLOWED_UP)
                ),
                default=models.Value(""),
            )
        )

    def for_display(self) -> "EntryQuerySet":
        """Load what public lists show of an entry, in a constant number of queries."""
        return (
            self.with_effective_outcome()
            .select_related("submission__reporting_year", "submission__implementer")
            .prefetch_related(*_related_prefetches(), "documents")
        )

    def with_relations(self) -> "EntryQuerySet":
        """Load the whole content of working entries: as `for_display`, and their working links.

        Their effective outcome depends on these links too. Takes two queries more than
        `for_display`.
        """
        return (
            self.for_display()
            .with_effective_outcome(drafts=True)
            .prefetch_related(*_link_prefetches(EntryLink.objects.working()))
        )

    def with_public_relations(self) -> "EntryQuerySet":
        """Load the same of public entries, with the links to public entries only."""
        return self.for_display().prefetch_related(*_link_prefetches(EntryLink.objects.public()))

    def with_attachments(self) -> "EntryQuerySet":
        """Load the attached files, too, in one query more."""
        return self.prefetch_related("attachments")


def _link_prefetches(links: EntryLinkQuerySet) -> tuple[Prefetch, ...]:
    """Return the prefetches of the entries that an entry continues and of those continuing it.

    They come in official order.
    """
    return tuple(
        Prefetch(
            relation,
            links.select_related(
                f"{end}__submission__reporting_year", f"{end}__submission__implementer"
            ).order_by(
                f"{end}__submission__reporting_year__year",
                f"{end}__submission__position",
                f"{end}__position",
            ),
        )
        for relation, end in (("links_back", "earlier"), ("links_forward", "later"))
    )


def _related_prefetches() -> tuple[Prefetch, ...]:
    """Return the prefetches of entries' activities, countries, events and themes."""
    return (
        Prefetch("cited", EntryActivity.objects.select_related("activity")),
        Prefetch("country_roles", EntryCountry.objects.select_related("country")),
        Prefetch("events", Event.objects.select_related("country")),
        Prefetch("events__subjects", EventSubject.objects.select_related("country")),
        Prefetch("entry_themes", EntryTheme.objects.select_related("theme")),
    )


class NotDeletedEntries(models.Manager["Entry"]):
    """The default manager. It leaves out deleted entries, which are shown nowhere by default."""

    def get_queryset(self) -> EntryQuerySet:
        return EntryQuerySet(self.model, using=self._db).not_deleted()


def _title_has_source() -> Q:
    return Q(title="", title_source="") | Q(~Q(title=""), ~Q(title_source=""))


def _outcome_has_source() -> Q:
    nobody = Q(outcome_stated_by=None, outcome_stated_at=None)
    somebody = Q(outcome_stated_by__isnull=False, outcome_stated_at__isnull=False)
    unquoted = Q(outcome_quotation="")
    return (
        Q(Q(outcome="", outcome_source=""), nobody, unquoted)
        | Q(~Q(outcome=""), Q(outcome_source=OutcomeSource.IMPLEMENTER), somebody, unquoted)
        | Q(~Q(outcome=""), Q(outcome_source=OutcomeSource.REPORT), nobody, ~unquoted)
    )


class Entry(WrittenInALanguage):
    """One undertaking that a chapter reports, in one of its columns. Its text is a long text.

    `reference` is stable and public: it is the entry's address, and citations use it. `revision`
    rises by one with each change of content. A deleted entry keeps everything, including its
    position and links, so that it can be restored; only `with_deleted` finds it.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="entries", verbose_name=_("submission")
    )
    reference = models.CharField(
        _("reference"),
        max_length=60,
        db_index=True,
        validators=[
            RegexValidator(
                r"^\d{4}-[a-z0-9-]+-\d+\Z",
                _("Year, implementer and running number, for example 2011-iom-28."),
            )
        ],
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    position = models.PositiveSmallIntegerField(_("place in its column"))
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("A short name for lists and search. The report does not print it."),
    )
    title_source = models.CharField(
        _("source of the title"), max_length=12, choices=TitleSource.choices, blank=True
    )
    label = models.CharField(
        _("printed label"), max_length=80, blank=True, help_text=_("As “Scheduled Activity 1”.")
    )
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    subheading = models.CharField(_("subheading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    # Who says that the text states a circumstance and not an activity; empty if it states none.
    background_source = models.CharField(
        _("marked as background"), max_length=12, choices=MarkSource.choices, blank=True
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    outcome_reason = models.TextField(_("reason"), blank=True)
    outcome_source = models.CharField(
        _("source of the outcome"), max_length=12, choices=OutcomeSource.choices, blank=True
    )
    outcome_stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outcome stated by"),
    )
    outcome_stated_at = models.DateTimeField(_("outcome stated at"), null=True, blank=True)
    outcome_quotation = models.CharField(
        _("words of the printed report that state the outcome"), max_length=500, blank=True
    )
    activities = models.ManyToManyField(
        Activity, through="EntryActivity", related_name="entries", verbose_name=_("activities")
    )
    countries = models.ManyToManyField(
        Country, through="EntryCountry", related_name="entries", verbose_name=_("countries")
    )
    themes = models.ManyToManyField(
        Theme, through="EntryTheme", related_name="entries", verbose_name=_("themes")
    )
    continues = models.ManyToManyField(
        "self",
        through="EntryLink",
        through_fields=("later", "earlier"),
        symmetrical=False,
        related_name="continued_by",
        verbose_name=_("continues"),
    )
    saved_at = models.DateTimeField(_("last saved at"), auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("last saved by"),
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
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

    objects = NotDeletedEntries.from_queryset(EntryQuerySet)()
    with_deleted = EntryQuerySet.as_manager()

    effective_outcome: str  # of entries from `with_effective_outcome`

    class Meta:
        ordering = ["submission", "kind", "position"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        # Statistics over the years use this index alone, without reading the long rows.
        indexes = [
            models.Index(fields=["submission", "deleted_at", "kind"], name="entry_counted_by_kind")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(published_copy_of__isnull=True),
                name="entry_reference_unique",
                violation_error_message=_("An entry has this reference already."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="entry_has_text",
                violation_error_message=_("Write what was planned or done."),
            ),
            models.CheckConstraint(
                condition=Q(title="", title_source="") | (~Q(title="") & ~Q(title_source="")),
                name="entry_title_has_source",
                violation_error_message=_("A title says whose words it is in."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(kind=EntryKind.PLANNED),
                name="entry_outcome_only_when_planned",
                violation_error_message=_("Only a planned entry has an outcome."),
            ),
            models.CheckConstraint(
                condition=_outcome_has_source(),
                name="entry_outcome_has_source",
                violation_error_message=_(
                    "An outcome says who stated it and when, or has the words of the report."
                ),
            ),
            models.CheckConstraint(
                condition=Q(subheading="") | ~Q(heading=""),
                name="entry_subheading_under_heading",
                violation_error_message=_("A subheading needs a heading."),
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True)
                | Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="entry_deleted_at_and_by",
                violation_error_message=_("A deleted entry says both when and by whom."),
            ),
        ]

    @property
    def effective_outcome_source(self) -> str:
        """An `OutcomeSource`, or empty. The entry is from `with_effective_outcome`."""
        return self.outcome_source or (OutcomeSource.LINK if self.effective_outcome else "")

    def __str__(self) -> str:
        return self.reference

    @property
    def is_background(self) -> bool:
        """Whether the entry states a circumstance, such as a statute, and not an activity."""
        return bool(self.background_source)

    @property
    def is_published_copy(self) -> bool:
        """Whether the entry belongs to the published copy of a reopened chapter."""
        return self.published_copy_of_id is not None


class EntryActivity(models.Model):
    """An activity that an entry cites; `position` is its order among them."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="cited")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField(_("place"))

    objects = OfEntryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "position"]
        verbose_name = _("cited activity")
        verbose_name_plural = _("cited activities")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "activity"],
                name="entry_activity_unique",
                violation_error_message=_("The entry cites this activity already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.activity.code}"


class EntryCountryQuerySet(OfEntryQuerySet):
    def concerning(self) -> "EntryCountryQuerySet":
        """Without the countries that entries only mention."""
        return self.exclude(role=CountryRole.MENTIONED)


class EntryCountry(models.Model):
    """A country that an entry names, and its role."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="country_roles")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="entry_roles")
    role = models.CharField(_("role"), max_length=12, choices=CountryRole.choices)

    objects = EntryCountryQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "id"]
        verbose_name = _("country of an entry")
        verbose_name_plural = _("countries of entries")
        # For a country's page: few of the entries that name a country name it as a funder.
        indexes = [models.Index(fields=["country", "role"], name="entry_country_by_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "country", "role"],
                name="entry_country_role_unique",
                violation_error_message=_("The entry names this country in this role already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.country.iso3} {self.role}"


class EventQuerySet(OfEntryQuerySet):
    def of_activities(self) -> "EventQuerySet":
        """Leave out what is marked as background, with all events of background entries."""
        return self.filter(background_source="", entry__background_source="")

    def background(self) -> "EventQuerySet":
        """Return what is marked as background, with all events of background entries."""
        return self.exclude(background_source="", entry__background_source="")


class Event(models.Model):
    """A dated happening in an entry. A month or a year runs from its first to its last day."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveSmallIntegerField(_("place in the entry"))
    start = models.DateField(_("start"))
    end = models.DateField(_("end"))
    precision = models.CharField(
        _("precision"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    year_inferred = models.BooleanField(_("year taken from the context"), default=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_source = models.CharField(
        _("source of the title"), max_length=12, choices=TitleSource.choices, blank=True
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("country"),
    )
    background_source = models.CharField(
        _("marked as background"), max_length=12, choices=MarkSource.choices, blank=True
    )
    uid = models.CharField(
        _("identity in calendars"), max_length=24, default="", blank=True, editable=False
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "position"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        # A country's page shows its latest events; lists go through all events by day.
        indexes = [
            models.Index(fields=["country", "start"], name="event_by_country_and_start"),
            models.Index(fields=["start", "end", "id"], name="event_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="event_ends_after_start",
                violation_error_message=_("The event ends before it starts."),
            ),
            models.CheckConstraint(
                condition=_title_has_source(),
                name="event_title_has_source",
                violation_error_message=_("A title says who wrote it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.start}/{self.end}"

    @property
    def is_background(self) -> bool:
        """Whether the event is a circumstance, such as an earthquake, and not an activity."""
        return bool(self.background_source)

    @property
    def period(self) -> Period:
        """The period of the event, as exactly as it is known."""
        return Period(self.start, self.end, Precision(self.precision))

    @property
    def shown_place(self) -> str:
        """The name of the place, from `queries.occasions.name_places`; else as the text names it."""
        return getattr(self, "place_name", "") or self.place


class EventSubject(models.Model):
    """A country that an event is about, beside the one where it takes place."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="subjects")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="event_subjects", verbose_name=_("country")
    )

    class Meta:
        ordering = ["event_id", "id"]
        verbose_name = _("country that an event is about")
        verbose_name_plural = _("countries that events are about")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "country"],
                name="event_subject_unique",
                violation_error_message=_("The event is about this country already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.country.iso3}"


class NotDeletedLinks(models.Manager["EntryLink"]):
    """The default manager: the links between entries that are not deleted."""

    def get_queryset(self) -> EntryLinkQuerySet:
        return EntryLinkQuerySet(self.model, using=self._db).not_deleted()


class EntryLink(models.Model):
    """A link: the later entry continues the earlier one, such as a plan and its execution.

    The links of a deleted entry are kept and hidden, and restored with it.
    """

    later = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links_back")
    earlier = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links_forward")

    objects = NotDeletedLinks.from_queryset(EntryLinkQuerySet)()
    with_deleted = EntryLinkQuerySet.as_manager()

    class Meta:
        ordering = ["later_id", "earlier_id"]
        verbose_name = _("link between entries")
        verbose_name_plural = _("links between entries")
        constraints = [
            models.UniqueConstraint(
                fields=["later", "earlier"],
                name="entry_link_unique",
                violation_error_message=_("These entries are linked already."),
            ),
            models.CheckConstraint(
                condition=~Q(later=F("earlier")),
                name="entry_link_not_to_itself",
                violation_error_message=_("An entry does not continue itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later} ← {self.earlier}"
