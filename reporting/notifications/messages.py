"""Messages as they are sent: subject, text, HTML, headers, in the receiver's language."""

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
from reporting.models import MailKind, Notification
from reporting.notifications.links import absolute, unsubscribe_link
from reporting.queries.remarks import comment_of


@dataclass(frozen=True)
class Notice:
    """One thing told: a subject, a sentence or two, and where to go."""

    kind: MailKind
    subject: str
    sentence: str
    address: str


def message_of(
    person: User, notifications: Sequence[Notification], *, today: date
) -> EmailMultiAlternatives:
    """One message with these notifications, which have their chapters and years loaded."""
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
    """The message with the link; an account's owner reads it in their own language."""
    account = User.objects.filter(email__iexact=invitation.email).first()
    with translation.override(language_for((account or invitation).language)):
        words = {"implementer": invitation.implementer, "inviter": invitation.invited_by}
        subject = _("%(inviter)s invites you to report for %(implementer)s") % words
        context = {
            **words,
            "invitation": invitation,
            "link": absolute("invitation", link_token(invitation)),
        }
        return _message(subject, invitation.email, "invitation", context)


def notice_of(notification: Notification, *, today: date) -> Notice:
    """The notification in words of the language that is active."""
    chapter, kind = notification.submission, MailKind(notification.kind)
    year = chapter.reporting_year
    words = {"implementer": chapter.implementer.acronym, "year": year.year, "due": ""}
    if year.due_on is not None:
        words["due"] = formats.date_format(year.due_on, "j F Y")
    subject, sentence = _WORDS[kind](words, year.due_on, today)
    if kind == MailKind.RETURNED and (said := comment_of(chapter)):
        sentence += " " + _("It says: “%(comment)s”") % {"comment": said}
    if year.is_demonstration:
        subject = _("%(subject)s (demonstration)") % {"subject": subject}
    address = absolute("desk-chapter", year.year, chapter.implementer.slug)
    return Notice(kind, one_line(subject), sentence, address)


def one_line(words: str) -> str:
    """`words` as a header may hold them: a name with a line break in it adds no header."""
    return " ".join(words.split())


def language_for(language: str) -> str:
    """The language, if the portal has a catalogue for it."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


Words = Mapping[str, object]


def _year_opened(words: Words, due_on: date | None, today: date) -> tuple[str, str]:
    sentence = _("The year %(year)s is open for writing the chapter of %(implementer)s.") % words
    if due_on is not None:
        sentence += " " + _("It is due on %(due)s.") % words
    return _("The year %(year)s is open: %(implementer)s") % words, sentence


def _reminder(words: Words, due_on: date | None, today: date) -> tuple[str, str]:
    assert due_on is not None  # or there would be nothing to remind of
    left = (due_on - today).days
    if left < 0:
        return _("Overdue: %(implementer)s, %(year)s") % words, ngettext(
            "The chapter of %(implementer)s for %(year)s was due %(days)d day ago, on %(due)s, "
            "and is not submitted yet.",
            "The chapter of %(implementer)s for %(year)s was due %(days)d days ago, on %(due)s, "
            "and is not submitted yet.",
            -left,
        ) % {**words, "days": -left}
    if left == 0:
        sentence = _("The chapter of %(implementer)s for %(year)s is due today.") % words
    else:
        sentence = ngettext(
            "The chapter of %(implementer)s for %(year)s is due in %(days)d day, on %(due)s.",
            "The chapter of %(implementer)s for %(year)s is due in %(days)d days, on %(due)s.",
            left,
        ) % {**words, "days": left}
    return _("Due on %(due)s: %(implementer)s, %(year)s") % words, sentence


def _returned(words: Words, due_on: date | None, today: date) -> tuple[str, str]:
    return _("Returned: %(implementer)s, %(year)s") % words, _(
        "The secretariat returned the chapter of %(implementer)s for %(year)s. Its page says what "
        "is asked for; once that is done, submit it again."
    ) % words


def _accepted(words: Words, due_on: date | None, today: date) -> tuple[str, str]:
    return _("Accepted: %(implementer)s, %(year)s") % words, _(
        "The secretariat accepted the chapter of %(implementer)s for %(year)s. It is public now, or "
        "with the next edition where the report of that year is issued already."
    ) % words


_WORDS = {
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
