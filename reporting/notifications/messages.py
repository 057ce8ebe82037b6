"""The messages: subject, text, HTML and headers, in the recipient's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementers.invitations import link_token
from implementers.models import Invitation, User
from program.rich_text import to_plain
from reporting.models import MailKind, Notification
from reporting.notifications.links import absolute, unsubscribe_link
from reporting.queries.remarks import comment_of


@dataclass(frozen=True)
class Notice:
    """One notification in a message: a subject, a sentence or two, and a link."""

    kind: MailKind
    subject: str
    sentence: str
    address: str


def message_of(
    person: User, notifications: Sequence[Notification], *, today: date
) -> EmailMultiAlternatives:
    """Return one message with these notifications, whose chapters and years are loaded."""
    with translation.override(language_for(person.language)):
        notices = [notice_of(notification, today=today) for notification in notifications]
        kinds = [kind for kind in MailKind if any(notice.kind == kind for notice in notices)]
        context = {
            "notices": notices,
            "unsubscribe": [(kind.label, unsubscribe_link(person, [kind])) for kind in kinds],
            "preferences": absolute("desk-mail"),
        }
        message = _message(_subject(notices), person.email, "notices", context)
    message.extra_headers |= {
        "List-Unsubscribe": f"<{unsubscribe_link(person, kinds)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return message


def invitation_message(invitation: Invitation) -> EmailMultiAlternatives:
    """Return the message with the link, in the language of the account if there is one."""
    account = User.objects.filter(email__iexact=invitation.email).first()
    with translation.override(language_for((account or invitation).language)):
        values = {"implementer": invitation.implementer, "inviter": invitation.invited_by}
        subject = _("%(inviter)s invites you to report for %(implementer)s") % values
        context: dict[str, object] = {
            **values,
            "invitation": invitation,
            "account": account,
            "link": absolute("invitation", link_token(invitation)),
        }
        return _message(subject, invitation.email, "invitation", context)


def notice_of(notification: Notification, *, today: date) -> Notice:
    """Return the text of the notification in the active language."""
    chapter, kind = notification.submission, MailKind(notification.kind)
    year = chapter.reporting_year
    values = {"implementer": chapter.implementer.acronym, "year": year.year, "due": ""}
    if year.due_on is not None:
        values["due"] = formats.date_format(year.due_on, "j F Y")
    subject, sentence = _TEXTS[kind](values, year.due_on, today)
    if kind == MailKind.RETURNED and (comment := comment_of(chapter)):
        sentence += " " + _("It says: “%(comment)s”") % {"comment": to_plain(comment)}
    if year.is_demonstration:
        subject = _("%(subject)s (demonstration)") % {"subject": subject}
    address = absolute("desk-chapter", year.year, chapter.implementer.slug)
    return Notice(kind, one_line(subject), sentence, address)


def one_line(text: str) -> str:
    """Return `text` on one line, so that a line break in a name cannot add a header."""
    return " ".join(text.split())


def language_for(language: str) -> str:
    """Return the language if the portal has a catalog for it, else the default."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


MessageValues = Mapping[str, object]


def _year_opened(values: MessageValues, due_on: date | None, today: date) -> tuple[str, str]:
    sentence = _("The year %(year)s is open for writing the chapter of %(implementer)s.") % values
    if due_on is not None:
        sentence += " " + _("It is due on %(due)s.") % values
    return _("The year %(year)s is open: %(implementer)s") % values, sentence


def _reminder(values: MessageValues, due_on: date | None, today: date) -> tuple[str, str]:
    assert due_on is not None  # there is no reminder without a due date
    days_left = (due_on - today).days
    if days_left < 0:
        return _("Overdue: %(implementer)s, %(year)s") % values, ngettext(
            "The chapter of %(implementer)s for %(year)s was due %(days)d day ago, on %(due)s, "
            "and is not submitted yet.",
            "The chapter of %(implementer)s for %(year)s was due %(days)d days ago, on %(due)s, "
            "and is not submitted yet.",
            -days_left,
        ) % {**values, "days": -days_left}
    if days_left == 0:
        sentence = _("The chapter of %(implementer)s for %(year)s is due today.") % values
    else:
        sentence = ngettext(
            "The chapter of %(implementer)s for %(year)s is due in %(days)d day, on %(due)s.",
            "The chapter of %(implementer)s for %(year)s is due in %(days)d days, on %(due)s.",
            days_left,
        ) % {**values, "days": days_left}
    return _("Due on %(due)s: %(implementer)s, %(year)s") % values, sentence


def _returned(values: MessageValues, due_on: date | None, today: date) -> tuple[str, str]:
    return _("Returned: %(implementer)s, %(year)s") % values, _(
        "The secretariat returned the chapter of %(implementer)s for %(year)s. Its page says what "
        "is asked for; once that is done, submit it again."
    ) % values


def _accepted(values: MessageValues, due_on: date | None, today: date) -> tuple[str, str]:
    return _("Accepted: %(implementer)s, %(year)s") % values, _(
        "The secretariat accepted the chapter of %(implementer)s for %(year)s. It is public now, or "
        "with the next edition where the report of that year is issued already."
    ) % values


_TEXTS = {
    MailKind.YEAR_OPENED: _year_opened,
    MailKind.REMINDER: _reminder,
    MailKind.RETURNED: _returned,
    MailKind.ACCEPTED: _accepted,
}


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].subject
    return _("Program activity reporting: %(count)d messages") % {"count": len(notices)}


def _message(
    subject: str, address: str, template: str, context: dict[str, object]
) -> EmailMultiAlternatives:
    subject = one_line(subject)
    context = {**context, "subject": subject, "site": absolute("front")}
    message = EmailMultiAlternatives(
        subject,
        render_to_string(f"mail/message/{template}.txt", context).strip() + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(
        render_to_string(f"mail/message/{template}.html", context), "text/html"
    )
    return message
