import stat

import pytest
from django.core.management import call_command

from implementers.models import User
from implementers.permissions import roles_of
from program.models import Program
from reporting.models import Entry, EntryVersion, ReportingYear
from reporting.queries.years import get_year
from tests.cast import chapter_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.LOCAL_DEMONSTRATION = True


@pytest.fixture
def accounts(tmp_path):
    return tmp_path / "build" / "accounts.txt"


def make_demo(accounts, capsys) -> str:
    call_command("make_demo", accounts=accounts)
    return capsys.readouterr().out


def demonstration_user(address: str) -> User:
    return User.objects.get(email=f"{address}@demonstration.example")


def test_there_is_a_marked_account_for_each_role(accounts, capsys):
    make_demo(accounts, capsys)
    iom = chapter_of(get_year(2011), "iom").implementer

    assert set(
        User.objects.filter(email__endswith="@demonstration.example").values_list(
            "last_name", flat=True
        )
    ) == {
        "Demonstration Writer (IOM)",
        "Demonstration Focal Point (IOM)",
        "Demonstration Writer (UNHCR)",
        "Demonstration Secretariat",
        "Demonstration Administrator",
    }
    assert roles_of(demonstration_user("iom-writer"), iom) == {"writer"}
    assert roles_of(demonstration_user("iom-focal-point"), iom) == {"focal_point"}
    assert demonstration_user("secretariat").is_secretariat
    assert demonstration_user("administrator").is_superuser
    assert not demonstration_user("administrator").is_secretariat


def test_the_printed_passwords_open_the_accounts(accounts, capsys, client):
    out = make_demo(accounts, capsys)
    email, password = next(line.split()[:2] for line in out.splitlines() if "secretariat@" in line)
    client.post("/accounts/login/", {"login": email, "password": password})

    assert client.get("/desk/").status_code == 200


def test_a_second_time_says_the_same_and_changes_nothing(accounts, capsys):
    first = make_demo(accounts, capsys)
    before = (list(User.objects.values()), list(ReportingYear.objects.values()))
    versions = EntryVersion.objects.count()

    assert make_demo(accounts, capsys) == first
    assert (list(User.objects.values()), list(ReportingYear.objects.values())) == before
    assert EntryVersion.objects.count() == versions


def test_an_account_that_exists_keeps_its_password(accounts, capsys):
    make_demo(accounts, capsys)
    user = demonstration_user("iom-writer")
    user.set_password("chosen by myself")
    user.save()
    accounts.unlink()
    out = make_demo(accounts, capsys)

    assert demonstration_user("iom-writer").check_password("chosen by myself")
    assert "(set at an earlier start, file lost)" in out


def test_the_passwords_are_for_the_owners_eyes(accounts, capsys):
    make_demo(accounts, capsys)

    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600


def test_the_demonstration_year_is_open_and_marked(accounts, capsys):
    make_demo(accounts, capsys)
    year = get_year(2012)

    assert year.is_demonstration
    assert Entry.objects.filter(submission__reporting_year=year).count() == 44
    assert not year.submissions.public().exists()


def test_it_is_refused_where_real_people_work(accounts, settings, capsys):
    settings.LOCAL_DEMONSTRATION = False

    with pytest.raises(SystemExit) as end:
        make_demo(accounts, capsys)
    assert end.value.code == 2
    assert not accounts.exists()
    assert not User.objects.exists()


def test_it_is_refused_before_a_year_is_loaded(accounts, capsys):
    Program.objects.update(is_current=False)

    with pytest.raises(SystemExit) as end:
        make_demo(accounts, capsys)
    assert end.value.code == 2
    assert "load a year first" in capsys.readouterr().err
