"""The people of implementers, invitations, mail preferences and API tokens."""

from django.urls import path

from reporting.views import mail, people, profile, tokens

urlpatterns = [
    path("desk/people/", people.people_list, name="people"),
    path("desk/people/<slug:slug>/invite/", people.people_invite, name="people-invite"),
    path("desk/people/members/<int:pk>/", people.people_member, name="people-member"),
    path("desk/people/members/<int:pk>/remove/", people.people_remove, name="people-remove"),
    path("desk/people/invitations/<int:pk>/resend/", people.people_resend, name="people-resend"),
    path("desk/people/invitations/<int:pk>/cancel/", people.people_cancel, name="people-cancel"),
    path("desk/profile/", profile.profile, name="desk-profile"),
    path("desk/mail/", mail.preferences, name="desk-mail"),
    path("desk/tokens/", tokens.tokens, name="desk-tokens"),
    path("desk/tokens/<int:pk>/revoke/", tokens.token_revoke, name="desk-token-revoke"),
    path("invitations/<str:token>/", people.invitation, name="invitation"),
    path("mail/unsubscribe/<str:token>/", mail.unsubscribe_page, name="mail-unsubscribe"),
]
