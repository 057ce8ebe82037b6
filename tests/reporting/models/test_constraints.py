"""Every named constraint of the three apps: refused by the database, explained in human words."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from implementers.models import (
    ApiToken,
    Assignment,
    Implementer,
    ImplementerAlias,
    Invitation,
    Membership,
    User,
)
from program.models import (
    Activity,
    ActivityTranslation,
    Contributor,
    ContributorAlias,
    Country,
    CountryAlias,
    OasMembership,
    Place,
    PlaceAlias,
    Program,
    Theme,
)
from reporting.enums import CountryRole, Origin, SubmissionStatus
from reporting.models import (
    Attachment,
    Dismissal,
    EditingPresence,
    Edition,
    EditionAttachment,
    EditionFile,
    Entry,
    EntryActivity,
    EntryContributor,
    EntryCountry,
    EntryDocument,
    EntryLink,
    EntryTheme,
    EntryVersion,
    Event,
    EventSubject,
    Financing,
    Highlight,
    HighlightEntry,
    ImportedFile,
    ImportedItem,
    Issuing,
    LoadedRecord,
    Narrative,
    Occasion,
    OccasionEvent,
    PrintedPlace,
    ReferenceVersion,
    Remark,
    ReportingYear,
    SearchDocument,
    Submission,
    SubmissionActivity,
    WritingDraft,
)
from reporting.models.mail import Digest, Notification

NOW = datetime.datetime(2012, 2, 28, tzinfo=datetime.UTC)
FAR = datetime.datetime(2112, 1, 1, tzinfo=datetime.UTC)
MARCH, APRIL = datetime.date(2012, 3, 1), datetime.date(2012, 4, 1)


def changed(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def copied(row: Any, **values: Any) -> Any:
    """A second row with the values of `row`."""
    row.pk = None
    row._state.adding = True
    return changed(row, **values)


def some(model: type[models.Model]) -> Any:
    found = model._default_manager.order_by("pk").first()
    assert found is not None
    return found


def planned() -> Entry:
    return Entry.objects.get(reference="2011-rial-1")


def executed() -> Entry:
    return Entry.objects.get(reference="2011-rial-5")


def imported() -> Submission:
    return Submission.objects.get(implementer__slug="rial")


def of_the_portal(**values: Any) -> Submission:
    return changed(imported(), origin=Origin.PORTAL, **values)


def draft(**values: Any) -> Submission:
    return of_the_portal(status=SubmissionStatus.DRAFT, is_public=False, **values)


def own_parent() -> Implementer:
    row = some(Implementer)
    return changed(row, parent=row)


def own_restatement() -> Activity:
    row = Activity.objects.get(code="67")
    return changed(row, probably_same_as=row)


def somebody() -> User:
    return User.objects.create(username="a@iom.int", email="a@iom.int")


def saved(row: Any) -> Any:
    row.save()
    return row


def second_membership() -> Membership:
    user = somebody()
    iom = Implementer.objects.get(slug="iom")
    Membership.objects.create(user=user, implementer=iom, role="writer")
    return Membership(user=user, implementer=iom, role="focal_point")


def invitation(**values: Any) -> Invitation:
    iom = Implementer.objects.get(slug="iom")
    week = datetime.timedelta(days=7)
    made = Invitation(implementer=iom, email="b@iom.int", role="writer", invited_by=somebody())
    return changed(made, **{"invited_at": NOW, "expires_at": NOW + week, **values})


def second_invitation() -> Invitation:
    return copied(saved(invitation()), key="another")


def token(**values: Any) -> ApiToken:
    made = ApiToken(user=somebody(), name="A script", digest="a" * 64, begins="parp_aaaa")
    return changed(made, **{"made_at": NOW, "expires_at": FAR, **values})


def invitation_with_two_ends() -> Invitation:
    row = invitation(accepted_at=NOW, canceled_at=NOW)
    return changed(row, accepted_by=row.invited_by, canceled_by=row.invited_by)


def kept_text() -> WritingDraft:
    return WritingDraft(user=somebody(), form="/desk/", title="F", session="s", data=[])


def somebody_there() -> EditingPresence:
    return EditingPresence(user=somebody(), form="/desk/", session="s")


def notification(**values: Any) -> Notification:
    made = Notification(person=somebody(), kind="returned", submission=imported())
    return changed(made, **values)


def unsent_in_a_digest() -> Notification:
    row = notification()
    return changed(row, digest=Digest.objects.create(person=row.person, day=MARCH))


def second_current() -> Program:
    return copied(some(Program), slug="another", is_current=True)


def remark(**values: Any) -> Remark:
    return Remark(
        **{"submission": some(Submission), "text": "Why?", "written_by": somebody(), **values}
    )


def dismissal(**values: Any) -> Dismissal:
    found = {
        "fingerprint": "0" * 64,
        "code": "dates.past",
        "message": "Found.",
        "reason": "So be it.",
    }
    return Dismissal(
        **{"reporting_year": some(ReportingYear), "dismissed_by": somebody(), **found, **values}
    )


def edition() -> Edition:
    return Edition(
        reporting_year=some(ReportingYear),
        number=1,
        symbol="DEMO/1",
        date=MARCH,
        language="en",
        content={},
        sha256="0" * 64,
        issued_by=somebody(),
    )


def edition_file() -> EditionFile:
    return EditionFile(
        edition=saved(edition()), format="pdf", data=b"%PDF", size=4, sha256="0" * 64
    )


def issuing() -> Issuing:
    return Issuing(
        reporting_year=some(ReportingYear),
        symbol="DEMO/1",
        date=MARCH,
        language="en",
        asked_by=somebody(),
    )


def attachment(**values: Any) -> Attachment:
    made = Attachment(entry=planned(), name="a.pdf", file_type="pdf", size=4, sha256="0" * 64)
    return changed(made, **{"attached_by": somebody(), **values})


def edition_attachment() -> EditionAttachment:
    made = EditionAttachment(edition=saved(edition()), reference="2011-rial-1", name="a.pdf")
    return changed(made, file_type="pdf", size=4, sha256="0" * 64)


def named_contributor() -> EntryContributor:
    contributor = Contributor.objects.create(slug="a-fund", name="A Fund")
    return EntryContributor(entry=planned(), contributor=contributor, words="a fund")


def contributor_alias() -> ContributorAlias:
    contributor = Contributor.objects.create(slug="a-fund", name="A Fund")
    return ContributorAlias(contributor=contributor, name="The Fund")


def place_alias() -> PlaceAlias:
    place = Place.objects.create(name="A Town", country=some(Country))
    return PlaceAlias(place=place, name="The Town")


def event_of_an_occasion() -> OccasionEvent:
    return OccasionEvent(occasion=Occasion.objects.create(), reference="2011-rial-1", uid="a")


def earlier_value(**owner: models.Model) -> ReferenceVersion:
    return ReferenceVersion(column="name_en", value="Another name", valid_to=2010, **owner)


def second_item() -> ImportedItem:
    file = saved(ImportedFile(submission=some(Submission), name="a.docx", sha256="a" * 64))
    item = ImportedItem(
        file=file, position=1, content={}, source="A", confidence=1.0, fingerprint="a" * 64
    )
    return copied(saved(item))


BREACHES: dict[str, Callable[[], models.Model]] = {
    # program
    "activity_code_unique": lambda: copied(Activity.objects.get(code="67"), number=1067),
    "activity_number_unique": lambda: copied(Activity.objects.get(code="67"), code="1067"),
    "activity_not_same_as_itself": own_restatement,
    "activity_translation_unique": lambda: copied(
        saved(ActivityTranslation(activity=some(Activity), language="fr", text="Le texte"))
    ),
    "contributor_alias_unique": lambda: copied(saved(contributor_alias()), name="THE FUND"),
    "place_unique": lambda: copied(saved(Place(name="A Town", country=some(Country)))),
    "place_without_country_unique": lambda: copied(saved(Place(name="A Town"))),
    "place_alias_unique": lambda: copied(saved(place_alias()), name="THE TOWN"),
    "country_alias_unique": lambda: copied(some(CountryAlias)),
    "oas_membership_ends_after_start": lambda: OasMembership(
        country=some(Country), start=APRIL, end=MARCH
    ),
    "program_one_is_current": second_current,
    "theme_has_definition": lambda: changed(some(Theme), definition=""),
    # implementers
    "implementer_not_its_own_parent": own_parent,
    "implementer_alias_unique": lambda: copied(some(ImplementerAlias)),
    "assignment_unique": lambda: copied(some(Assignment)),
    "membership_unique": second_membership,
    "invitation_one_waiting": second_invitation,
    "invitation_accepted_at_and_by": lambda: invitation(accepted_at=NOW),
    "invitation_canceled_at_and_by": lambda: invitation(canceled_at=NOW),
    "invitation_accepted_or_canceled": invitation_with_two_ends,
    "invitation_expires_later": lambda: invitation(invited_at=FAR),
    "api_token_name_unique": lambda: copied(saved(token()), digest="b" * 64),
    "api_token_expires_later": lambda: token(expires_at=NOW),
    # reporting
    "reporting_year_unique": lambda: copied(some(ReportingYear)),
    "reporting_year_due_after_opening": lambda: changed(
        some(ReportingYear), opens_on=APRIL, due_on=MARCH
    ),
    "submission_one_a_year": lambda: copied(imported()),
    "submission_submitted_at_and_by": lambda: draft(submitted_at=NOW),
    "submission_returned_at_and_by": lambda: draft(returned_at=NOW),
    "submission_accepted_at_and_by": lambda: of_the_portal(accepted_at=NOW),
    "submission_accepted_has_time": lambda: of_the_portal(status=SubmissionStatus.ACCEPTED),
    "submission_public_is_accepted": lambda: changed(imported(), status=SubmissionStatus.DRAFT),
    "submission_nothing_to_report_has_reason": lambda: changed(imported(), nothing_to_report=True),
    "submission_activity_unique": lambda: copied(some(SubmissionActivity)),
    "entry_has_text": lambda: changed(planned(), text=""),
    "entry_title_has_source": lambda: changed(planned(), title="A title", title_source=""),
    "entry_outcome_only_when_planned": lambda: changed(
        executed(), outcome="carried_out", outcome_source="report", outcome_quotation="It was held."
    ),
    "entry_outcome_has_source": lambda: changed(
        planned(), outcome="carried_out", outcome_source="implementer", outcome_quotation=""
    ),
    "entry_subheading_under_heading": lambda: changed(planned(), subheading="Norms"),
    "entry_deleted_at_and_by": lambda: changed(planned(), deleted_at=NOW),
    "entry_document_on_the_web": lambda: EntryDocument(
        entry=planned(), position=1, title="Minutes", url="javascript:alert(1)"
    ),
    "editing_presence_once": lambda: copied(saved(somebody_there())),
    "writing_draft_one_a_session": lambda: copied(saved(kept_text())),
    "entry_theme_unique": lambda: copied(some(EntryTheme)),
    "event_subject_unique": lambda: copied(
        saved(EventSubject(event=some(Event), country=some(Country)))
    ),
    "entry_contributor_unique": lambda: copied(saved(named_contributor())),
    "attachment_once_an_entry": lambda: copied(saved(attachment())),
    "attachment_removed_at_and_by": lambda: attachment(removed_at=NOW),
    "occasion_event_once": lambda: copied(saved(event_of_an_occasion())),
    "reference_version_one_owner": lambda: earlier_value(
        activity=some(Activity), country=some(Country)
    ),
    "reference_version_activity_once": lambda: copied(
        saved(earlier_value(activity=some(Activity)))
    ),
    "reference_version_implementer_once": lambda: copied(
        saved(earlier_value(implementer=some(Implementer)))
    ),
    "reference_version_country_once": lambda: copied(saved(earlier_value(country=some(Country)))),
    "event_title_has_source": lambda: changed(some(Event), title="A course", title_source=""),
    "entry_activity_unique": lambda: copied(some(EntryActivity)),
    "entry_country_role_unique": lambda: copied(some(EntryCountry)),
    "event_ends_after_start": lambda: changed(some(Event), start=APRIL, end=MARCH),
    "imported_item_position": second_item,
    "entry_link_unique": lambda: copied(some(EntryLink)),
    "entry_link_not_to_itself": lambda: EntryLink(later=planned(), earlier=planned()),
    "financing_amount_not_negative": lambda: changed(some(Financing), amount=-1, currency="$"),
    "financing_amount_has_currency": lambda: changed(some(Financing), amount=1, currency=""),
    "loaded_record_unique": lambda: copied(some(LoadedRecord)),
    "narrative_one_of_a_kind": lambda: copied(some(Narrative)),
    "highlight_place_unique": lambda: copied(some(Highlight)),
    "highlight_entry_unique": lambda: copied(some(HighlightEntry)),
    "entry_version_number_unique": lambda: copied(some(EntryVersion)),
    "digest_one_a_day": lambda: copied(saved(Digest(person=somebody(), day=MARCH))),
    "notification_once": lambda: copied(saved(notification())),
    "notification_in_digest_is_sent": unsent_in_a_digest,
    "submission_published_copy_is_accepted": lambda: copied(
        some(Submission),
        published_copy_of=some(Submission),
        status=SubmissionStatus.DRAFT,
        is_public=False,
    ),
    "entry_reference_unique": lambda: copied(planned()),
    "remark_has_text": lambda: remark(text=""),
    "remark_resolved_at_and_by": lambda: remark(resolved_at=NOW),
    "remark_suggestion_for_an_entry": lambda: remark(suggestion="Another text."),
    "dismissal_unique": lambda: copied(saved(dismissal())),
    "dismissal_has_reason": lambda: dismissal(reason=""),
    "edition_number_unique": lambda: copied(saved(edition()), symbol="DEMO/2"),
    "edition_issued_by_somebody": lambda: changed(edition(), issued_by=None),
    "edition_attachment_unique": lambda: copied(saved(edition_attachment())),
    "edition_file_unique": lambda: copied(saved(edition_file())),
    "printed_place_unique": lambda: copied(
        saved(PrintedPlace(edition=saved(edition()), anchor="e"))
    ),
    "issuing_one_at_a_time": lambda: copied(saved(issuing())),
    "search_document_of_one_thing": lambda: SearchDocument(title="t", text="t"),
    "entry_version_has_author": lambda: changed(some(EntryVersion), origin=Origin.PORTAL),
}


def constraints() -> Iterator[models.BaseConstraint]:
    for app in ("program", "implementers", "reporting"):
        for model in apps.get_app_config(app).get_models():
            yield from model._meta.constraints


CONSTRAINTS = [pytest.param(constraint, id=constraint.name) for constraint in constraints()]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.django_db
def test_the_database_refuses_what_breaks_a_constraint(constraint):
    row = BREACHES[constraint.name]()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.django_db
def test_a_person_is_told_what_breaks_a_constraint(constraint):
    with pytest.raises(ValidationError) as refused:
        BREACHES[constraint.name]().validate_constraints()
    assert refused.value.messages == [str(constraint.violation_error_message)]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_has_words_of_its_own(constraint):
    words = str(constraint.violation_error_message)
    assert constraint.name not in words
    assert words.endswith(".")


def test_no_breach_is_of_a_constraint_that_is_gone():
    assert set(BREACHES) == {constraint.name for constraint in constraints()}


@pytest.mark.django_db
def test_roles_of_one_country_may_be_several():
    role = EntryCountry.objects.filter(entry__reference="2011-rial-1").get()
    EntryCountry.objects.create(
        entry=role.entry, country=role.country, role=CountryRole.BENEFICIARY
    )
    assert role.entry.country_roles.count() == 2


@pytest.mark.django_db
def test_an_imported_chapter_is_accepted_without_an_actor():
    imported().full_clean(exclude=["heading"])
    assert imported().accepted_at is None
