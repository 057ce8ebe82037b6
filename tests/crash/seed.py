"""Run by `manage.py shell`: one open chapter, its writers, and a signed-in session for each."""

import datetime
import json
import os

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from implementers.models import Implementer, ImplementerKind, Membership, Role, User
from program.models import Program, Resolution
from reporting.models import ReportingYear, Submission

resolution = Resolution.objects.create(symbol="AG/RES. 1", title="On migrants")
program = Program.objects.create(
    slug="program", title="Program", short_title="Program", resolution=resolution, is_current=True
)
iom = Implementer.objects.create(
    slug="iom", acronym="IOM", name_en="IOM", kind=ImplementerKind.INTERNATIONAL, position=1
)
today = timezone.localdate()
year = ReportingYear.objects.create(
    program=program,
    year=2013,
    title="2013",
    opens_on=today - datetime.timedelta(days=1),
    due_on=today + datetime.timedelta(days=30),
)
Submission.objects.create(reporting_year=year, implementer=iom, position=1)
keys = []
for number in range(int(os.environ["WRITERS"])):
    email = f"writer-{number}@iom.int"
    user = User.objects.create(username=email, email=email, last_name=f"Writer {number}")
    User.objects.filter(pk=user.pk).update(is_secretariat=True)  # writes narrative parts too
    Membership.objects.create(user=user, implementer=iom, role=Role.WRITER)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    keys.append(session.session_key)
print(json.dumps(keys))  # noqa: T201  read by portal.py
